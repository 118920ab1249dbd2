"""Trainers at work: the real editor, the real preview, and what learners see of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from assessments.models import Question
from cms.models import CourseNotice, LessonPage, QuizPage
from cms.operations import give_authoring
from courses.models import Release, ReleaseText
from tests.factories import PersonFactory
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def lesson_form(page: LessonPage, *, words: str = "A new paragraph.", title: str = "", **more: str) -> dict:
    blocks = [("text", rich_text(f"<p>{words}</p>"))]
    for block in page.body:
        if block.block_type == "single":
            options = [
                ("", {"text": item["text"], "right": "on" if item["right"] else "", "feedback": item["feedback"]})
                for item in block.value["options"]
            ]
            value = {
                "stem": block.value["stem"],
                "options": _listed(options),
                "feedback": "",
                "difficulty": "1",
                "key": block.value["key"],
            }
            blocks.append(("single", value))
    return nested_form_data(
        {
            "title": title or page.title,
            "slug": page.slug,
            "key": page.key,
            "text_quality": page.text_quality,
            "body": streamfield(blocks),
            "comments": inline_formset([]),
            **more,
        }
    )


def _listed(items: list) -> dict:
    found: dict = {"count": str(len(items))}
    for number, (_name, value) in enumerate(items):
        found[str(number)] = {"deleted": "", "order": str(number), "id": "", "type": "item", "value": value}
    return found


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(client, page, commits, **form) -> object:
    with commits(execute=True):
        return client.post(edit_url(page), {**lesson_form(page, **form), "action-publish": "1"})


def test_trainer_publishes_a_lesson_and_learners_get_release_two(
    trainer, client, release, django_capture_on_commit_callbacks
):
    response = publish(client, make.lesson_page(), django_capture_on_commit_callbacks, words="Quite new.")

    assert response.status_code == 302
    second = Release.objects.get(number=2)
    assert second.released_by == trainer
    shown = ReleaseText.objects.showing(second.pk, "T1-L1", "en").get()
    assert shown.content.body["screens"] == ["<p>Quite new.</p>"]
    assert Question.objects.filter(key="T1-q1").count() == 1


def test_publishing_an_unchanged_page_makes_no_release(trainer, client, release, django_capture_on_commit_callbacks):
    page = make.lesson_page()
    publish(client, page, django_capture_on_commit_callbacks)
    before = Release.objects.count()

    publish(client, make.lesson_page(), django_capture_on_commit_callbacks)

    assert Release.objects.count() == before


def test_draft_does_not_reach_learners(trainer, client, release):
    response = client.post(edit_url(make.lesson_page()), lesson_form(make.lesson_page(), title="Only a draft"))

    assert response.status_code == 302
    assert make.lesson_page().has_unpublished_changes is True
    assert Release.objects.count() == 1


def test_preview_shows_the_draft_and_not_the_live_text(trainer, client, release):
    page = make.lesson_page()
    client.post(edit_url(page), lesson_form(page, words="Words of the draft."))

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    html = response.content.decode()
    assert response.status_code == 200
    assert "Words of the draft." in html
    assert "Paragraph 1 in en" not in html
    assert "Which?" in html
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


def test_editor_may_run_its_own_scripts_and_frame_its_previews(trainer, client, release):
    policy = client.get(edit_url(make.lesson_page())).headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'self'" in policy


@pytest.mark.parametrize(
    ("model", "words"),
    [("QuizPage", "Which ones?"), ("ScenarioPage", "A guest."), ("ObservationPage", "Names the feeling")],
)
def test_preview_shows_every_kind_of_page(trainer, client, release, model, words):
    page = Page.objects.get(locale__language_code="en", content_type__model=model.lower())

    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert (response.status_code, words in response.content.decode()) == (200, True)


def test_languages_that_disagree_publish_the_page_and_tell_the_author(
    trainer, client, release, django_capture_on_commit_callbacks
):
    page = make.lesson_page()
    form = lesson_form(page)
    form["body-1-value-options-0-value-right"], form["body-1-value-options-1-value-right"] = "on", ""

    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit_url(page), {**form, "action-publish": "1"})
    response = client.post(edit_url(page), {**form, "action-publish": "1"}, follow=True)

    why = "Module T1, question q1 has another right answer: Русский."
    assert Release.objects.count() == 1
    assert CourseNotice.objects.get().sentence == why
    assert any(why in str(message) for message in response.context["messages"])


def test_notice_goes_when_the_course_is_released_again(trainer, client, release, django_capture_on_commit_callbacks):
    CourseNotice.objects.create(code="T", sentence="Something was wrong.")

    publish(client, make.lesson_page(), django_capture_on_commit_callbacks, words="Right again.")

    assert CourseNotice.objects.count() == 0


def test_single_choice_with_two_right_answers_is_not_published(trainer, client, release):
    page = make.lesson_page()
    form = lesson_form(page)
    form["body-1-value-options-0-value-right"] = "on"

    response = client.post(edit_url(page), {**form, "action-publish": "1"})

    assert response.status_code == 200
    assert "Mark exactly one answer as right." in response.content.decode()
    assert make.lesson_page().live_revision is None


def test_new_lesson_gets_the_next_key(trainer, client, release):
    parent = make.lesson_page().get_parent()
    form = nested_form_data(
        {
            "title": "Third",
            "slug": "third",
            "key": "",
            "text_quality": "source",
            "body": streamfield([("text", rich_text("<p>New.</p>"))]),
            "comments": inline_formset([]),
        }
    )

    client.post(reverse("wagtailadmin_pages:add", args=["cms", "lessonpage", parent.pk]), form)

    assert LessonPage.objects.get(slug="third").key == "T1-L3"


def test_new_question_gets_the_next_number_of_its_module(trainer, client, release):
    page = make.lesson_page()
    form = lesson_form(page)
    form["body-1-value-key"] = ""

    client.post(edit_url(page), form)

    draft = make.lesson_page().get_latest_revision_as_object()
    assert draft.body[1].value["key"] == "q11"


def test_key_of_a_published_page_cannot_change(trainer, client, release):
    page = make.lesson_page()

    response = client.post(edit_url(page), {**lesson_form(page), "key": "T1-L9", "action-publish": "1"})

    assert "It cannot change any more." in response.content.decode()


def test_scenario_with_a_dangling_choice_is_not_published(trainer, client, release):
    page = Page.objects.get(locale__language_code="en", content_type__model="scenariopage").specific

    found = list(page.faults({**vars(page), "meters": page.meters, "scenes": page.scenes, "endings": page.endings}))
    page.endings = page.endings.raw_data[1:]
    worse = list(page.faults({"start": "n1", "meters": page.meters, "scenes": page.scenes, "endings": page.endings}))

    assert found == []
    assert ("scenes", "A choice in scene n2 leads to e_good, which does not exist.") in worse
    assert ("endings", "Give the scenario at least one good ending.") in worse


def test_my_work_shows_what_waits(trainer, client, release):
    page = make.lesson_page()
    client.post(edit_url(page), lesson_form(page, title="Half done"))

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Half done" in html
    assert f"{reverse('cms_review')}?language=ky" in html
    assert f"{reverse('cms_releases')}?course=T" in html


def test_review_list_shows_the_language_asked_for(trainer, client, release):
    response = client.get(reverse("cms_review"), {"language": "ky"})

    assert {page.locale.language_code for page in response.context["object_list"]} == {"ky"}
    assert len(response.context["object_list"]) == 8


def test_releases_list_says_who_and_which_languages(trainer, client, release):
    html = client.get(reverse("cms_releases")).content.decode()

    assert "en, ky, ru" in html


@pytest.mark.parametrize("name", ["cms_review", "cms_releases"])
def test_lists_are_for_those_who_write(client, release, name):
    client.force_login(PersonFactory())

    assert client.get(reverse(name)).status_code == 302


def test_giving_authoring_twice_is_once(release):
    person = PersonFactory()

    give_authoring(person=person)
    give_authoring(person=person)

    assert [group.name for group in person.groups.all()] == ["Trainers"]
    group = Group.objects.get(name="Trainers")
    assert group.page_permissions.count() == 9
    assert person.has_perm("wagtailadmin.access_admin")


def test_signing_in_takes_authoring_from_somebody_who_trains_no_more(client, release):
    person = PersonFactory()
    give_authoring(person=person)

    client.force_login(person)

    assert person.groups.count() == 0


def test_quiz_keeps_eight_counted_questions(release):
    assert len(QuizPage.objects.first().body) == 8
