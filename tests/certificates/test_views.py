from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from certificates.operations import render_document, revoke_certificate, set_rule
from people.choices import Kind
from tests.factories import InstitutionFactory, PersonFactory, PostFactory, a_course, an_enrolment, give
from tests.factories.certificates import a_certificate, completed

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return PostFactory(person=PersonFactory(name_official="Бөкөнбаева Нурайым Үсөн кызы"))


@pytest.fixture
def certificate(post):
    return a_certificate(post.person)


def check(client, code, **query):
    return client.get(f"/v/{code}/", query)


def spread(text):
    return " ".join(text.split())


@pytest.mark.parametrize("shape", ["{0}", "{1}", "{2}", "{3}"])
def test_verify_reads_a_code_in_every_shape(client, certificate, shape):
    code = certificate.code
    shapes = (code, code.lower(), f"{code[:5]}-{code[5:]}", f"{code[:5]} {code[5:]}".lower())

    assert check(client, shape.format(*shapes)).status_code == 200


def test_verify_answers_the_address_on_the_paper_without_a_detour(client, certificate):
    assert client.get(f"/v/{certificate.code}").status_code == 200


def test_verify_says_number_initials_course_dates_and_status(client, certificate):
    page = check(client, certificate.code, language="en").content.decode()

    for words in (certificate.number, "Б. Н. Ү. к.", "Test course", "This certificate is valid"):
        assert words in page


def test_verify_says_nothing_more(client, certificate, post):
    page = check(client, certificate.code).content.decode()

    home = post.institution
    for secret in ("Бөкөнбаева", "Нурайым", home.names["ru"], home.code, home.authority.code_path):
        assert secret not in page


def test_verify_leaves_no_cookie_and_no_trace(client, certificate):
    response = check(client, certificate.code)

    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("code", ["7K3M9QRT2F", "X", "%00", "x" * 300])
def test_verify_of_an_unknown_code_says_whom_to_call(client, settings, code):
    response = client.get(f"/v/{code}/")

    assert response.status_code == 404
    assert settings.HELP_PHONE in response.content.decode()
    assert not response.cookies


def test_verify_says_when_a_certificate_has_expired(client, post):
    certificate = a_certificate(post.person, today=timezone.localdate() - timedelta(days=400), months=12)

    assert "This certificate expired:" in spread(check(client, certificate.code, language="en").content.decode())


def test_verify_says_when_a_certificate_was_withdrawn(client, certificate, post):
    trainer = give(PersonFactory(), Kind.TRAINER, post.institution.authority).person
    revoke_certificate(certificate_id=certificate.pk, reason="practice", note="тайна", actor=trainer)

    page = check(client, certificate.code, language="en").content.decode()
    assert "This certificate has been withdrawn:" in page
    assert "This certificate is valid" not in page
    assert "тайна" not in page


def test_verify_weighs_little_and_asks_the_register_once(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = check(client, certificate.code)

    assert len(response.content) < 8_000


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_verify_speaks_the_language_that_is_asked_for(client, certificate, language):
    response = check(client, certificate.code, language=language)

    assert response["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_verify_form_leads_to_the_certificate(client, certificate):
    code = certificate.code

    response = client.get("/v/", {"code": f"{code[:5]}-{code[5:]}".lower(), "language": "ky"})

    assert response["Location"] == f"/v/{code}/?language=ky"


def test_verify_form_without_a_code_says_what_to_type(client):
    response = client.get("/v/", {"code": " ", "language": "en"})

    assert "Type the code from the paper" in response.content.decode()
    assert not response.cookies


def person_who(who, post):
    if who == "manager":
        return give(PersonFactory(), Kind.INSTITUTION_MANAGER, post.institution).person
    if who == "ministry":
        return give(PersonFactory(), Kind.MINISTRY, post.institution.authority).person
    return post.person if who == "owner" else PersonFactory()


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("manager", 200), ("ministry", 404), ("stranger", 404)])
def test_document_goes_to_those_who_see_its_holder(client, certificate, post, who, status):
    render_document(certificate_id=certificate.pk)
    client.force_login(person_who(who, post))

    response = client.get(reverse("certificates:document", args=[certificate.number]))

    assert response.status_code == status
    response.close()


def test_document_is_sent_under_its_number(client, certificate, post):
    render_document(certificate_id=certificate.pk)
    client.force_login(post.person)

    response = client.get(reverse("certificates:document", args=[certificate.number]))

    assert response["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == Path(Certificate.objects.get().document.path).read_bytes()


def test_document_that_is_not_drawn_yet_says_so(client, certificate, post):
    client.cookies["django_language"] = "en"
    client.force_login(post.person)

    response = client.get(reverse("certificates:document", args=[certificate.number]))

    assert response.status_code == 202
    assert "The paper is being prepared" in response.content.decode()


@pytest.mark.parametrize("name", ["certificates:documents", "certificates:document"])
def test_papers_ask_a_stranger_to_sign_in(client, name):
    address = reverse(name, args=["X"] if name.endswith("document") else [])

    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def my_papers(client, person):
    client.cookies["django_language"] = "en"
    client.force_login(person)
    return client.get(reverse("certificates:documents"))


def test_documents_show_mine_and_nobody_elses(client, certificate, post):
    other = a_certificate(PostFactory(institution=post.institution).person, a_course("C"))
    give(post.person, Kind.INSTITUTION_MANAGER, post.institution)

    page = my_papers(client, post.person).content.decode()

    assert certificate.number in page
    assert other.number not in page


def test_documents_show_the_qr_only_of_what_is_in_force(client, post):
    a_certificate(post.person, today=date(2020, 1, 1), months=12)
    a_certificate(post.person, a_course("C"))

    assert my_papers(client, post.person).content.decode().count("Show QR") == 1


def test_documents_without_any_say_how_far_the_first_one_is(client):
    person = an_enrolment().person

    page = my_papers(client, person).content.decode()

    assert "Your certificate will appear here." in page
    assert "Done: 0 of 2" in page


@pytest.mark.parametrize(
    ("by_commission", "words"), [(True, "The commission decides next."), (False, "The certificate is being prepared.")]
)
def test_documents_say_what_a_completed_course_waits_for(client, by_commission, words):
    course = a_course()
    set_rule(course=course, validity_months=12, by_commission=by_commission)
    person = completed(an_enrolment(None, course)).person

    assert words in my_papers(client, person).content.decode()


@pytest.mark.parametrize("many", [1, 50])
def test_documents_cost_the_same_for_one_and_for_fifty(client, many, django_assert_num_queries):
    person = PostFactory(institution=InstitutionFactory()).person
    for _ in range(many):
        a_certificate(person)
    an_enrolment(person, a_course("NEXT"))
    client.force_login(person)

    with django_assert_num_queries(7):
        client.get(reverse("certificates:documents"))
