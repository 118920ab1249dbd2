import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Observation
from people.choices import Kind
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    a_course,
    an_enrolment,
    give,
)
from tests.factories.assessments import a_deed, observation
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:observe_list")
LINES = reverse("assessments:observation", args=["T", "T1-O"])


@pytest.fixture
def district():
    return AuthorityFactory()


@pytest.fixture
def home(district):
    return InstitutionFactory(authority=district)


@pytest.fixture
def course():
    return a_course(items=(lesson("T1-L1"), observation()))


@pytest.fixture
def enrolment(home, course):
    return an_enrolment(PostFactory(institution=home).person, course)


@pytest.fixture
def trainer(client, district):
    person = PersonFactory()
    give(person, Kind.TRAINER, district)
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def address(enrolment):
    return reverse("assessments:observe", args=[enrolment.pk, "T1-O"])


def sent(**changed):
    filled = {f"seen-l{n}": "seen" for n in range(1, 6)}
    filled |= {"observed_on": timezone.localdate().isoformat(), "where": "Kitchen", "entry_id": str(a_deed().entry_id)}
    return {**filled, "strength": "Calm", "next_step": "Wait", **changed}


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer", 200), ("owner", 403), ("manager", 403), ("elsewhere", 404), ("stranger", 404), ("nobody", 302)],
)
def test_the_form_is_for_assessors(client, enrolment, district, home, who, status):
    people = {each: PersonFactory() for each in ("trainer", "manager", "elsewhere", "stranger")}
    people["owner"] = enrolment.person
    give(people["trainer"], Kind.TRAINER, district)
    give(people["manager"], Kind.INSTITUTION_MANAGER, home)
    give(people["elsewhere"], Kind.TRAINER, AuthorityFactory())
    if who in people:
        client.force_login(people[who])

    assert client.get(address(enrolment)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("trainer", 404), ("nobody", 302)])
def test_the_lines_are_for_the_learner(client, enrolment, district, who, status):
    person = PersonFactory()
    give(person, Kind.TRAINER, district)
    if who != "nobody":
        client.force_login({"owner": enrolment.person, "trainer": person}[who])

    assert client.get(LINES).status_code == status


def test_an_observation_is_saved_once_and_shown_to_the_learner(client, trainer, enrolment):
    data = sent(**{"note-l2": "Twice"})
    for _time in range(2):
        assert trainer.post(address(enrolment), data).url == LIST

    assert Observation.objects.get().passed
    client.force_login(enrolment.person)
    html = client.get(LINES).content.decode()
    assert "Twice" in html
    assert "Calm" in html


def test_an_open_line_is_named_and_nothing_is_lost(trainer, enrolment):
    response = trainer.post(address(enrolment), sent(**{"seen-l3": "", "strength": "Patient hands"}))
    html = response.content.decode()

    assert response.status_code == 422
    assert "<title>Error:" in html
    assert "Line 3: Choose one answer" in html
    assert "Patient hands" in html
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"strength": "Call +996 555 123456"}, {"seen-l1": "na"}, {"observed_on": "2999-01-01"}]
)
def test_what_may_not_be_written_is_asked_for_again(trainer, enrolment, changed):
    assert trainer.post(address(enrolment), sent(**changed)).status_code == 422
    assert not Observation.objects.exists()


def test_the_list_is_for_people_with_a_responsibility(client):
    client.force_login(PersonFactory())

    assert client.get(LIST).status_code == 403


def test_the_list_names_those_in_scope_and_nobody_else(trainer, enrolment, course):
    an_enrolment(PostFactory().person, course)

    assert [row.enrolment for row in trainer.get(LIST).context["rows"]] == [enrolment]


def test_the_list_leaves_out_a_managers_own_staff(client, enrolment, home):
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, home)
    client.force_login(manager)

    assert client.get(LIST).context["rows"] == []


def test_the_list_is_searched_however_a_name_is_spelt(trainer, home, course):
    an_enrolment(PostFactory(institution=home, person__name_official="Үсөнова Гүлнара").person, course)
    an_enrolment(PostFactory(institution=home, person__name_official="Асанова Анара").person, course)

    rows = trainer.get(LIST, {"q": "усонова"}).context["rows"]

    assert [row.enrolment.person.name_official for row in rows] == ["Үсөнова Гүлнара"]


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_one_person_and_for_fifty(trainer, home, course, count, queries):
    for _n in range(count):
        an_enrolment(PostFactory(institution=home).person, course)

    with queries() as asked:
        assert trainer.get(LIST).status_code == 200

    assert len(asked()) == 8
