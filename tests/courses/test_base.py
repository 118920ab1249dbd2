"""What every page carries: languages, places, sign-out, and pages for when things go wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from courses.queries import LessonScreen
from people.choices import Kind
from tests.factories import AuthorityFactory, InstitutionFactory, PersonFactory, an_enrolment, give

pytestmark = pytest.mark.django_db


def help_page(client, person=None):
    if person:
        client.force_login(person)
    return client.get(reverse("courses:help")).content.decode()


def test_every_page_offers_each_language_in_its_own_script(client):
    page = help_page(client)

    assert [page.count(f">{name}</button>") for name in ("Кыргызча", "Русский", "English")] == [1, 1, 1]


def test_switching_the_language_stays_on_the_screen(client):
    client.force_login(an_enrolment().person)
    screen = reverse("courses:lesson_screen", args=["T", "T1-L1", 2])
    page = client.get(screen).content.decode()
    assert page.count(f'name="next" value="{screen}"') == 1

    response = client.post(reverse("people:language"), {"language": "ky", "next": screen})

    assertRedirects(response, screen)
    assert client.get(screen).content.decode().count('<html lang="ky">') == 1


def test_a_learner_has_three_places_and_no_other_doors(client):
    page = help_page(client, PersonFactory())

    doors = [reverse("certificates:documents"), reverse("reports:overview"), reverse("wagtailadmin_home")]
    assert [page.count(f'href="{door}"') for door in doors] == [1, 0, 0]


def test_a_manager_who_learns_nothing_has_the_figures_and_no_places(client):
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, InstitutionFactory())

    page = help_page(client, manager)

    assert (page.count(f'href="{reverse("reports:overview")}"'), page.count('class="bar"')) == (1, 0)


def test_a_trainer_has_the_editor(client):
    trainer = PersonFactory()
    give(trainer, Kind.TRAINER, AuthorityFactory())

    assert help_page(client, trainer).count(f'href="{reverse("wagtailadmin_home")}"') == 1


def test_signing_out_is_a_form(client):
    page = help_page(client, PersonFactory())

    assert page.count(f'<form method="post" action="{reverse("account_logout")}">') == 1


def test_a_wrong_address_leads_home(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert response.content.decode().count('class="btn" href="/"') == 1


def test_a_page_for_others_says_whom_to_ask(settings):
    settings.HELP_PHONE = "+996 312 12 34 56"

    assert render_to_string("403.html").count("tel:+996312123456") == 1


def test_a_stale_form_is_explained():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(reverse("people:language"), {"language": "ky"})

    assert response.status_code == 403
    assert response.content.decode().count('class="btn" href="/"') == 1


def test_a_broken_page_needs_nothing_that_may_be_broken():
    page = render_to_string("500.html")

    assert [
        page.count(text) for text in ("Ваши ответы сохранены.", "Жоопторуңуз сакталган.", "Your answers are saved.")
    ] == [1, 1, 1]


def test_a_preview_shows_every_screen_and_writes_nothing():
    draft = LessonScreen("T", "T1-L1", "Draft", ("<p>One</p>", "<p>Two</p>"), 1, 2, "ru")

    page = render_to_string(
        "courses/lesson.html", {"page": draft, "preview": True, "entry_id": ""}, RequestFactory().get("/")
    )

    assert (
        page.count("<p>One</p>"),
        page.count("<p>Two</p>"),
        page.count(reverse("courses:read", args=["T", "T1-L1"])),
    ) == (1, 1, 0)
