import pytest
from django.urls import reverse

from assessments.models import ScenarioRun, ScenarioStep
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
from tests.factories.assessments import a_deed, scenario
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db
INTRO = reverse("assessments:scenario", args=["T", "T1-S1"])


@pytest.fixture
def enrolment():
    post = PostFactory(institution=InstitutionFactory(authority=AuthorityFactory()))
    return an_enrolment(post.person, a_course(items=(lesson("T1-L1"), scenario())))


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def run(learner):
    learner.post(INTRO)
    return ScenarioRun.objects.get()


def address(run):
    return reverse("assessments:run", args=[run.pk])


def take(client, run, node, choice):
    return client.post(address(run), {"a": choice, "node": node}, follow=True)


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("manager", 404), ("stranger", 404), ("nobody", 302)])
def test_a_situation_is_for_those_on_the_course(client, enrolment, run, who, status):
    client.logout()
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, enrolment.institution)
    people = {"owner": enrolment.person, "manager": manager, "stranger": PersonFactory()}
    if who in people:
        client.force_login(people[who])

    assert [client.get(INTRO).status_code, client.get(address(run)).status_code] == [status, status]


def test_nobody_chooses_for_somebody_else(client, run):
    client.force_login(PersonFactory())

    assert client.post(address(run), {"a": "0", "node": "n1"}).status_code == 404
    assert not ScenarioStep.objects.exists()


def test_a_choice_shows_what_it_leads_to_and_why(learner, run):
    html = take(learner, run, "n1", 0).content.decode()

    assert "n1 do 0" in html
    assert "Why 0" in html
    assert "Scene n2" in learner.get(address(run)).content.decode()


def test_a_good_way_ends_passed_and_another_may_begin(learner, run):
    take(learner, run, "n1", 0)
    take(learner, run, "n2", 0)
    html = learner.get(address(run)).content.decode()

    assert "Passed" in html
    assert "It ends well" in html
    assert learner.post(INTRO).url == address(ScenarioRun.objects.get(number=2))


def test_a_way_that_does_not_pass_says_not_yet(learner, run):
    take(learner, run, "n1", 1)
    take(learner, run, "n2", 1)

    assert "Not yet passed" in learner.get(address(run)).content.decode()


@pytest.mark.parametrize("choice", ["", "9", "x", "²"])
def test_no_choice_is_asked_for_again(learner, run, choice):
    response = learner.post(address(run), {"a": choice, "node": "n1"})

    assert response.status_code == 422
    assert response.content.decode().count("Choose one answer") == 2


def test_the_same_form_sent_twice_is_one_step(learner, run):
    sent = {"a": "0", "node": "n1", "entry_id": str(a_deed().entry_id)}
    for _time in range(2):
        assert learner.post(address(run), sent).status_code == 302

    assert ScenarioStep.objects.count() == 1


def test_a_situation_costs_few_queries(learner, run, queries):
    costs = {}
    with queries() as asked:
        learner.get(INTRO)
    costs["intro"] = len(asked())
    with queries() as asked:
        learner.get(address(run))
    costs["scene"] = len(asked())
    with queries() as asked:
        url = learner.post(address(run), {"a": "0", "node": "n1"}).url
    costs["choice"] = len(asked())
    with queries() as asked:
        learner.get(url)
    costs["told"] = len(asked())

    assert costs == {"intro": 5, "scene": 4, "choice": 9, "told": 5}
