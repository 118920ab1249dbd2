import pytest
from django.urls import reverse

from courses.choices import EnrolmentStatus
from courses.models import Enrolment, JournalEntry
from people.choices import Kind
from tests.assessments.test_rules import sent_back
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    a_course,
    an_enrolment,
    give,
)
from tests.factories.assessments import RIGHT, SPECS, WRONG, a_deed, a_question
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db


def address(number=1):
    return reverse("assessments:practice", args=["T", "T1-L1", number])


@pytest.fixture
def enrolment():
    post = PostFactory(institution=InstitutionFactory(authority=AuthorityFactory()))
    practice = [a_question("T1-p1").pk, a_question("T1-p2", "multiple").pk]
    return an_enrolment(post.person, a_course(items=(lesson("T1-L1", practice=practice), lesson("T1-L2"))))


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("manager", 404), ("stranger", 404), ("nobody", 302)])
def test_practice_is_for_those_on_the_course(client, enrolment, who, status):
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, enrolment.institution)
    people = {"owner": enrolment.person, "manager": manager, "stranger": PersonFactory()}
    if who in people:
        client.force_login(people[who])

    assert client.get(address()).status_code == status


def test_practice_shows_no_key_before_an_answer(learner):
    assert "SECRET" not in learner.get(address()).content.decode()


def test_an_answer_is_kept_and_explained(learner):
    response = learner.post(address(), {"a": "o1"}, follow=True)
    html = response.content.decode()

    assert JournalEntry.objects.get().payload["answer"] == WRONG["single"]
    assert 'tabindex="-1" autofocus' in html
    assert "SECRET o1" in html
    assert "SECRET o2" in html
    assert "SECRET o3" not in html
    assert "rong" not in html


def test_feedback_survives_a_change_of_language(learner):
    url = learner.post(address(), {"a": "o2"}).url
    learner.cookies["django_language"] = "ru"

    assert "ru o2" in learner.get(url).content.decode()


def test_the_last_question_leads_out_of_the_lesson(learner):
    first = learner.post(address(1), {"a": "o2"}, follow=True)
    last = learner.post(address(2), {"a": ["o1", "o3"]}, follow=True)

    assert first.context["on"] == address(2)
    assert last.context["on"] == reverse("courses:lesson", args=["T", "T1-L2"])


def test_the_same_form_sent_twice_is_stored_once(learner):
    sent = {"a": "o2", "entry_id": str(a_deed().entry_id)}
    urls = {learner.post(address(), sent).url for _time in range(2)}

    assert len(urls) == 1
    assert JournalEntry.objects.count() == 1


def test_an_empty_form_asks_for_the_answer(learner):
    response = learner.post(address(), {})

    assert response.status_code == 422
    assert response.content.decode().count("Choose one answer") == 2


def test_somebody_elses_feedback_is_not_shown(client, enrolment, learner):
    url = learner.post(address(), {"a": "o1"}).url
    other = an_enrolment(PersonFactory(), enrolment.course)
    client.force_login(other.person)

    assert "SECRET" not in client.get(url).content.decode()


@pytest.mark.parametrize("number", [0, 3, 99999])
def test_a_question_that_is_not_there_is_not_found(learner, number):
    assert learner.get(address(number)).status_code == 404


def test_a_withdrawn_enrolment_has_no_practice(learner):
    Enrolment.objects.update(status=EnrolmentStatus.WITHDRAWN)

    assert learner.get(address()).status_code == 404


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("answer", [RIGHT, WRONG, dict.fromkeys(SPECS, {"unsure": True})])
def test_every_kind_is_asked_and_explained(client, kind, answer):
    version = a_question("T1-p1", kind)
    enrolment = an_enrolment(course=a_course(items=(lesson("T1-L1", practice=[version.pk]),)))
    client.force_login(enrolment.person)
    data = sent_back(kind, answer[kind], version.digest)
    if "unsure" in answer[kind]:
        data["unsure"] = "1"

    assert client.get(address()).status_code == 200
    response = client.post(address(), dict(data.lists()), follow=True)

    assert JournalEntry.objects.get().payload["answer"] == answer[kind]
    assert response.context["mark"].right is (answer is RIGHT)
    assert all(line.text for line in response.context["told"])


@pytest.mark.parametrize("count", [1, 50])
def test_practice_costs_the_same_for_one_question_and_for_fifty(client, count, queries):
    practice = [a_question(f"T1-p{n}").pk for n in range(count)]
    enrolment = an_enrolment(course=a_course(items=(lesson("T1-L1", practice=practice),)))
    client.force_login(enrolment.person)
    costs = {}

    with queries() as asked:
        client.get(address())
    costs["question"] = len(asked())
    with queries() as asked:
        url = client.post(address(), {"a": "o2"}).url
    costs["answer"] = len(asked())
    with queries() as asked:
        client.get(url)
    costs["feedback"] = len(asked())

    assert costs == {"question": 4, "answer": 8, "feedback": 6 if count == 1 else 5}
