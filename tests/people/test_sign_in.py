import re

import pytest
from django.core.cache import cache

from tests.factories import PersonFactory, an_enrolment

pytestmark = pytest.mark.django_db
PASSWORD = "кыргыз-тоолору-26"


@pytest.fixture(autouse=True)
def _nobody_has_tried(client):
    cache.clear()
    client.cookies["django_language"] = "en"
    yield
    cache.clear()


@pytest.fixture
def trainer():
    person = PersonFactory(email="dinara@example.org")
    person.set_password(PASSWORD)
    person.save()
    an_enrolment(person)
    return person


def text_of(response):
    return " ".join(response.content.decode().split())


def signed_in(client):
    return client.session.get("_auth_user_id")


def sign_in(client, password=PASSWORD, email="dinara@example.org", **more):
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def test_sign_in_with_e_mail_and_password_leads_home(client, trainer):
    response = sign_in(client)

    assert response["Location"] == "/"
    assert signed_in(client) == str(trainer.pk)


def test_sign_in_takes_the_e_mail_in_any_case(client, trainer):
    sign_in(client, email="Dinara@Example.org")

    assert signed_in(client) == str(trainer.pk)


def test_sign_in_changes_the_session_key(client, trainer):
    client.get("/accounts/login/")
    client.session.save()
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_sign_in_goes_on_to_the_page_that_was_wanted(client, trainer):
    assert sign_in(client, next="/documents/")["Location"] == "/documents/"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_leads_nobody_away_from_the_site(client, trainer, address):
    assert sign_in(client, next=address)["Location"] == "/"


@pytest.mark.parametrize("email", ["dinara@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_person_are_told_the_same(client, trainer, email):
    page = text_of(sign_in(client, "wrong", email=email))

    assert "The e-mail or the password is not right. Check both and try again." in page
    assert "Error: Sign in" in page
    assert signed_in(client) is None


def test_guessing_passwords_is_slowed_down(client, trainer):
    for _ in range(6):
        sign_in(client, "wrong")

    assert "Too many tries." in text_of(sign_in(client))
    assert signed_in(client) is None


def test_somebody_who_may_not_sign_in_is_told_nothing(client, trainer):
    trainer.is_active = False
    trainer.save()

    sign_in(client, follow=True)

    assert signed_in(client) is None


def test_sign_in_with_a_code_from_the_e_mail(client, trainer, mailoutbox):
    client.post("/accounts/login/code/", {"email": trainer.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mailoutbox[0].body, re.MULTILINE)[1]

    response = client.post("/accounts/login/code/confirm/", {"code": code})

    assert response["Location"] == "/"
    assert signed_in(client) == str(trainer.pk)
    assert mailoutbox[0].subject == "Ochag: Code to sign in"


def test_code_that_is_wrong_says_so(client, trainer, mailoutbox):
    client.post("/accounts/login/code/", {"email": trainer.email})

    page = text_of(client.post("/accounts/login/code/confirm/", {"code": "WRONG-1"}))

    assert "This is not the code from the e-mail. Compare them." in page


def test_code_for_an_unknown_e_mail_shows_the_same_page(client, trainer, mailoutbox):
    pages = []
    for email in (trainer.email, "nobody@example.org"):
        client.post("/accounts/login/code/", {"email": email})
        pages.append(text_of(client.get("/accounts/login/code/confirm/")).replace(email, "…"))
        client.cookies.pop("sessionid", None)

    assert re.sub(r'value="[^"]*"', "", pages[0]) == re.sub(r'value="[^"]*"', "", pages[1])
    assert "Nobody here has this address." in mailoutbox[1].body


def test_forgotten_password_is_chosen_anew(client, trainer, mailoutbox):
    client.post("/accounts/password/reset/", {"email": trainer.email})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    page = client.get(link, follow=True)
    new = "жаңы-сырсөз-2027"

    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    sign_in(client, new)

    assert signed_in(client) == str(trainer.pk)


def test_link_of_a_forgotten_password_works_once(client, trainer):
    response = client.get("/accounts/password/reset/key/1-nonsense/")

    assert "This link does not work any more." in text_of(response)


def test_sign_out_returns_to_the_landing_page(client, trainer):
    client.force_login(trainer)

    response = client.post("/accounts/logout/")

    assert response["Location"] == "/"
    assert signed_in(client) is None


def test_sign_out_is_not_done_by_a_look(client, trainer):
    client.force_login(trainer)

    page = text_of(client.get("/accounts/logout/"))

    assert "Sign out of this device?" in page
    assert signed_in(client) == str(trainer.pk)


def test_nobody_signs_up(client):
    assert "Nobody signs up here" in text_of(client.get("/accounts/signup/"))


@pytest.mark.parametrize(
    "address",
    ["login/", "login/code/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/"],
)
def test_pages_of_sign_in_are_ours(client, address):
    response = client.get(f"/accounts/{address}")

    assert response.status_code == 200
    assert 'class="brand"' in text_of(response)
    assert "{{" not in text_of(response)


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("address", ["password/change/", "password/set/", "email/", "2fa/", "2fa/totp/activate/"])
def test_pages_of_a_persons_own_are_ours(client, trainer, address):
    sign_in(client)

    response = client.get(f"/accounts/{address}", follow=True)

    assert response.status_code == 200
    assert 'class="brand"' in text_of(response)
