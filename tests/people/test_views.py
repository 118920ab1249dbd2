import gzip
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from people.models import Slip
from people.operations import issue_slip
from people.views import GUESSES
from tests.factories import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
COOKIE = site.LANGUAGE_COOKIE_NAME


@pytest.fixture(autouse=True)
def _nobody_has_guessed():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def post():
    return PostFactory(person=PersonFactory(name_official="Бөкөнбаева Нурайым", language="ky"))


@pytest.fixture
def code(post):
    return issue_slip(person=post.person, issued_by=None)


def text_of(response):
    return " ".join(response.content.decode().split())


def at(code):
    return reverse("people:slip", args=[code])


def answer(client, code, what="yes", **more):
    return client.post(at(code), {"answer": what, **more})


def signed_in(client):
    return client.session.get("_auth_user_id")


# --- the slip -----------------------------------------------------------------------------------------------------


def test_slip_asks_in_the_persons_language_whose_it_is(client, code, post):
    response = client.get(at(code))

    page = text_of(response)
    assert '<html lang="ky">' in page
    assert post.person.name_official in page
    assert post.institution.names["ky"] in page


def test_slip_speaks_another_language_when_asked(client, code):
    assert '<html lang="ru">' in text_of(client.get(at(code), {"language": "ru"}))


def test_slip_that_is_looked_at_is_not_spent(client, code):
    client.get(at(code))

    assert Slip.objects.get().used_at is None
    assert signed_in(client) is None


def test_slip_weighs_less_than_twelve_kilobytes_and_runs_no_script(client, code):
    response = client.get(at(code))

    sheets = [gzip.compress(Path(f"static/css/{name}.css").read_bytes()) for name in ("app", "plain")]
    assert len(gzip.compress(response.content)) + sum(map(len, sheets)) < 12_000
    assert "<script" not in text_of(response)


def test_slip_lets_its_owner_in(client, code, post):
    response = answer(client, code)

    assert response["Location"] == "/"
    assert signed_in(client) == str(post.person.pk)


def test_slip_works_at_the_address_on_the_paper(client, code):
    assert client.get(f"/k/{code[:4]}-{code[4:]}".lower()).status_code == 200


def test_slip_keeps_the_language_it_was_read_in(client, code, post):
    response = answer(client, code, language="ru")

    post.person.refresh_from_db()
    assert (response.cookies[COOKIE].value, post.person.language) == ("ru", "ru")


def test_slip_ends_the_session_of_who_was_there_before(client, code):
    client.force_login(PersonFactory())
    before = client.session.session_key

    answer(client, code)

    assert client.session.session_key != before


def test_slip_of_somebody_else_stays_good(client, code):
    response = answer(client, code, "no", language="en")

    assert "Then this slip is somebody else" in text_of(response)
    assert Slip.objects.get().used_at is None
    assert signed_in(client) is None


def test_slip_that_was_used_says_when_and_whom_to_call(client, code, settings):
    answer(client, code)
    client.logout()

    response = client.get(at(code), {"language": "en"})

    assert response.status_code == 410
    assert "Was it you?" in text_of(response)
    assert settings.HELP_PHONE in text_of(response)


def test_slip_that_was_used_lets_nobody_in_again(client, code):
    answer(client, code)
    client.logout()

    assert answer(client, code).status_code == 410
    assert signed_in(client) is None


def test_slip_that_has_run_out_says_how_to_get_a_new_one(client, code, settings):
    Slip.objects.update(expires_at=timezone.now())

    response = client.get(at(code), {"language": "en"})

    assert response.status_code == 410
    assert f"Ask for a new one: {settings.HELP_PHONE}" in text_of(response)


def test_slip_withdrawn_reveals_no_name(client, code, post):
    issue_slip(person=post.person, issued_by=None)

    assert post.person.name_official not in text_of(client.get(at(code)))


def test_unknown_slip_says_what_to_do(client, settings):
    client.cookies[COOKIE] = "en"
    response = client.get(at("ZZZZ-ZZZZ"))

    assert response.status_code == 404
    assert "We do not know this code. Compare it with the slip." in text_of(response)
    assert settings.HELP_PHONE in text_of(response)


def test_guessing_is_slowed_down(client, code):
    for _ in range(GUESSES):
        assert client.get(at("ZZZZ-ZZZZ")).status_code == 404

    assert client.get(at("ZZZZ-ZZZZ")).status_code == 429
    assert client.get(at(code)).status_code == 429


def test_guessing_from_one_address_holds_up_nobody_elsewhere(client, code):
    for _ in range(GUESSES):
        client.get(at("ZZZZ-ZZZZ"))

    assert client.get(at(code), REMOTE_ADDR="10.0.0.9").status_code == 200


def test_slip_form_leads_to_the_slip(client, code):
    response = client.get(reverse("people:slip_form"), {"code": f" {code[:4]} {code[4:]}".lower()})

    assert response["Location"] == at(f"{code[:4]}-{code[4:]}")


def test_slip_form_without_a_code_says_what_to_type(client):
    client.cookies[COOKIE] = "en"

    response = client.get(reverse("people:slip_form"), {"code": ""})

    assert "Type the code from the slip" in text_of(response)
    assert "Error:" in text_of(response)


# --- the language -------------------------------------------------------------------------------------------------


def speak(client, language, **more):
    return client.post(reverse("people:language"), {"language": language, **more})


def test_language_goes_back_to_the_page(client):
    response = speak(client, "ky", next="/help/?about=A1")

    assert (response["Location"], response.cookies[COOKIE].value) == ("/help/?about=A1", "ky")


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_language_leads_nobody_away_from_the_site(client, address):
    assert speak(client, "ky", next=address)["Location"] == "/"


def test_language_is_remembered_of_a_person(client, post):
    client.force_login(post.person)

    speak(client, "en")

    post.person.refresh_from_db()
    assert post.person.language == "en"


def test_language_that_is_not_spoken_is_refused_in_words(client):
    client.cookies[COOKIE] = "en"

    response = speak(client, "tlh")

    assert response.status_code == 400
    assert "This site does not speak that language yet." in text_of(response)


def test_language_is_not_changed_by_a_look(client):
    assert client.get(reverse("people:language")).status_code == 405


@pytest.mark.parametrize(
    ("browser", "spoken"), [("ky,ru;q=0.8", "ky"), ("en-GB", "en"), ("kk,de;q=0.5", "ru"), ("", "ru")]
)
def test_first_visit_speaks_the_browsers_language_or_russian(client, browser, spoken):
    assert client.get("/", HTTP_ACCEPT_LANGUAGE=browser)["Content-Language"] == spoken


def test_persons_language_comes_before_the_browsers(client, post):
    client.force_login(post.person)

    assert client.get("/help/", HTTP_ACCEPT_LANGUAGE="en")["Content-Language"] == "ky"


def test_cookie_comes_before_the_person(client, post):
    client.force_login(post.person)
    client.cookies[COOKIE] = "en"

    assert client.get("/help/")["Content-Language"] == "en"
