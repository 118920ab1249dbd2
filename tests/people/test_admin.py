import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people.choices import Kind
from people.models import User
from tests.factories import AuthorityFactory, PersonFactory, give

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
PASSWORD = "кыргыз-тоолору-26"


@pytest.fixture
def admin(client):
    person = PersonFactory(
        name_official="Асанова Гүлзат", name_short="Гүлзат", email="g@example.org", is_superuser=True, language="en"
    )
    client.force_login(person)
    return person


@pytest.fixture
def trainers():
    return Group.objects.get_or_create(name="Trainers")[0]


def text_of(response):
    return " ".join(response.content.decode().split())


def users(what, *args):
    return reverse(f"wagtailusers_users:{what}", args=args)


def test_list_shows_people_by_name(client, admin):
    PersonFactory(name_official="Бекова Айгүл", email="a@example.org")

    page = text_of(client.get(users("index")))

    assert "Бекова Айгүл" in page
    assert admin.username not in page


def test_list_finds_and_sorts_by_name(client, admin):
    for name in ("Бекова Айгүл", "Абдиева Жамал"):
        PersonFactory(name_official=name)

    found = text_of(client.get(users("index"), {"q": "Бекова"}))
    listed = text_of(client.get(users("index"), {"ordering": "-name_official"}))

    assert ("Бекова Айгүл" in found, "Абдиева Жамал" in found) == (True, False)
    assert listed.index("Бекова Айгүл") < listed.index("Абдиева Жамал")


@pytest.mark.parametrize("many", [1, 20])
def test_list_costs_the_same_for_one_and_for_twenty(client, admin, many, django_assert_max_num_queries, trainers):
    for _ in range(many):
        PersonFactory().groups.add(trainers)
    client.get(users("index"))

    with django_assert_max_num_queries(12):
        client.get(users("index"))


def test_person_is_added_without_first_and_last_name(client, admin, trainers):
    fields = {
        "name_official": "Бекова Айгүл",
        "name_short": "Айгүл",
        "email": "a@example.org",
        "language": "ky",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [trainers.pk],
    }

    assert client.get(users("add")).status_code == 200
    response = client.post(users("add"), fields)

    person = User.objects.get(email="a@example.org")
    assert response["Location"] == users("index")
    assert (person.name_official, person.language, list(person.groups.all())) == ("Бекова Айгүл", "ky", [trainers])
    assert person.check_password(PASSWORD)


def test_person_with_the_e_mail_of_another_is_refused_in_words(client, admin):
    fields = {"name_official": "Х", "email": "G@example.org", "language": "ru", "password1": PASSWORD}

    response = client.post(users("add"), {**fields, "password2": PASSWORD})

    assert response.status_code == 200
    assert User.objects.count() == 1


def test_person_is_changed_and_keeps_the_password(client, admin):
    person = PersonFactory(email="a@example.org")
    person.set_password(PASSWORD)
    person.save()
    fields = {"name_official": "Бекова Нурайым", "email": "b@example.org", "language": "ky", "is_active": "on"}

    assert client.get(users("edit", person.pk)).status_code == 200
    client.post(users("edit", person.pk), fields)

    person.refresh_from_db()
    assert (person.name_official, person.email, person.is_active) == ("Бекова Нурайым", "b@example.org", True)
    assert person.check_password(PASSWORD)


def test_person_is_not_written_with_an_e_mail_that_is_missing_twice(client, admin):
    """Carers have no e-mail: an empty one belongs to nobody."""
    PersonFactory(email="")

    assert PersonFactory(email="").pk


def test_sidebar_greets_by_the_short_name(client, admin):
    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert '"name": "Гүлзат"' in page or r'"name": "\u0413\u04af\u043b\u0437\u0430\u0442"' in page
    assert admin.username not in page


def test_ones_own_page_changes_the_short_name_and_not_the_official(client, admin):
    address = reverse("wagtailadmin_account")
    assert client.get(address).status_code == 200

    response = client.post(
        address,
        {
            "name_email-name_short": "Гүлзат эже",
            "name_email-email": "gulzat@example.org",
            "name_email-name_official": "Другая",
            "locale-preferred_language": "ru",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    admin.refresh_from_db()
    assert response.status_code == 302
    assert (admin.name_short, admin.email) == ("Гүлзат эже", "gulzat@example.org")
    assert admin.name_official == "Асанова Гүлзат"


@pytest.mark.parametrize(("who", "status"), [("superuser", 200), ("trainer", 200), ("learner", 302), ("nobody", 302)])
def test_admin_opens_to_authors_alone(client, who, status):
    """The group of trainers follows from the responsibility, at sign-in."""
    person = PersonFactory(is_superuser=who == "superuser")
    if who == "trainer":
        give(person, Kind.TRAINER, AuthorityFactory())
    if who != "nobody":
        client.force_login(person)

    assert client.get("/admin/").status_code == status


def test_admin_sends_strangers_to_our_own_sign_in(client):
    assert client.get("/admin/")["Location"] == "/accounts/login/?next=/admin/"
