import pytest
from django.urls import reverse

from assessments.models import Attempt, Response
from assessments.operations import save_answer, submit_attempt
from courses.choices import EnrolmentStatus
from courses.models import Enrolment, JournalEntry
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
from tests.factories.assessments import RIGHT, SPECS, a_deed, a_question, a_quiz_course, an_attempt, quiz
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db
LOBBY = reverse("assessments:quiz", args=["T", "T1-Q"])


@pytest.fixture
def enrolment():
    post = PostFactory(institution=InstitutionFactory(authority=AuthorityFactory()))
    return an_enrolment(post.person, a_quiz_course())


@pytest.fixture
def attempt(enrolment):
    return an_attempt(enrolment)


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"
    return client


def page(name, attempt, *more):
    return reverse(f"assessments:{name}", args=[attempt.pk, *more])


def save(attempt, version_id, answer):
    person = attempt.enrolment.person
    return save_answer(attempt_id=attempt.pk, version_id=version_id, answer=answer, person=person, deed=a_deed())


def sign_in(client, who, enrolment):
    """owner, somebody on the same course, the manager of the institution, nobody."""
    people = {"owner": lambda: enrolment.person, "another": PersonFactory, "manager": PersonFactory}
    if who == "nobody":
        return
    person = people[who]()
    if who == "another":
        an_enrolment(person, enrolment.course)
    if who == "manager":
        give(person, Kind.INSTITUTION_MANAGER, enrolment.institution)
    client.force_login(person)


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("another", 404), ("manager", 404), ("nobody", 302)])
@pytest.mark.parametrize("name", ["question", "check"])
def test_an_attempt_shows_itself_to_its_learner_alone(client, enrolment, attempt, name, who, status):
    sign_in(client, who, enrolment)

    assert client.get(page(name, attempt, *([1] if name == "question" else []))).status_code == status


@pytest.mark.parametrize(("who", "status"), [("owner", 302), ("another", 404), ("manager", 404), ("nobody", 302)])
def test_an_answer_is_taken_from_the_learner_alone(client, enrolment, attempt, who, status):
    sign_in(client, who, enrolment)

    assert client.post(page("question", attempt, 1), {"a": "o2"}).status_code == status
    assert Response.objects.count() == (1 if who == "owner" else 0)


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("another", 404), ("manager", 404), ("nobody", 302)])
def test_a_result_is_for_its_learner_alone(client, enrolment, attempt, who, status):
    submit_attempt(attempt_id=attempt.pk, person=enrolment.person, deed=a_deed())
    sign_in(client, who, enrolment)

    assert client.get(page("result", attempt)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("another", 200), ("manager", 404), ("nobody", 302)])
def test_a_lobby_is_for_those_on_the_course(client, enrolment, who, status):
    sign_in(client, who, enrolment)

    assert client.get(LOBBY).status_code == status


def test_a_withdrawn_enrolment_has_no_lobby(learner):
    Enrolment.objects.update(status=EnrolmentStatus.WITHDRAWN)

    assert learner.get(LOBBY).status_code == 404


def test_a_lobby_of_another_kind_of_activity_is_not_there(learner):
    assert learner.get(reverse("assessments:quiz", args=["T", "T1-L1"])).status_code == 404


def test_starting_leads_to_the_first_question(learner):
    response = learner.post(LOBBY)

    assert response.url == page("question", Attempt.objects.get(), 1)


def test_an_answer_leads_to_the_next_open_question_and_the_last_one_to_the_list(learner, attempt):
    shown = learner.get(page("question", attempt, 1))
    first = learner.post(page("question", attempt, 1), {"a": "o2", "to": shown.context["to"]})
    shown = learner.get(first.url)
    last = learner.post(first.url, {"a": "o2", "to": shown.context["to"]})

    assert [first.url, last.url] == [page("question", attempt, 2), page("check", attempt)]


def test_the_same_form_sent_twice_is_stored_once(learner, attempt):
    sent = {"a": "o2", "entry_id": str(a_deed().entry_id)}
    for _time in range(2):
        assert learner.post(page("question", attempt, 1), sent).status_code == 302

    assert Response.objects.count() == 1


def test_going_back_shows_the_saved_answer(learner, attempt):
    learner.post(page("question", attempt, 1), {"a": "o2"})

    html = learner.get(page("question", attempt, 1)).content.decode()

    assert 'value="o2" checked' in html
    assert "Saved" in html


def test_not_being_sure_is_saved_and_shown(learner, attempt):
    learner.post(page("question", attempt, 1), {"a": "unsure"})

    assert Response.objects.get().answer == {"unsure": True}
    assert 'value="unsure" checked' in learner.get(page("question", attempt, 1)).content.decode()
    assert "I'm not sure" in learner.get(page("check", attempt)).content.decode()


def test_an_empty_form_is_explained_in_the_same_words_twice_and_stores_nothing(learner, attempt):
    response = learner.post(page("question", attempt, 1), {})
    html = response.content.decode()

    assert response.status_code == 422
    assert html.count("Choose one answer") == 2
    assert "<title>Error: Question 1 of 2" in html
    assert 'href="#a-1"' in html
    assert 'id="a-1"' in html
    assert not JournalEntry.objects.filter(kind="answer_given").exists()


def test_an_incomplete_form_keeps_what_is_filled_in(client):
    enrolment = an_enrolment(course=a_quiz_course([a_question("T1-q1", "match")]))
    attempt = an_attempt(enrolment)
    client.force_login(enrolment.person)

    html = client.post(page("question", attempt, 1), {"a1": "2", "entry_id": "broken"}).content.decode()

    assert html.count("selected") == 1
    assert 'href="#a2"' in html


def test_the_language_may_change_in_the_middle(learner, attempt):
    learner.post(page("question", attempt, 1), {"a": "o2"})
    learner.cookies["django_language"] = "ru"

    html = learner.get(page("question", attempt, 1)).content.decode()

    assert "ru o2" in html
    assert "en o2" not in html
    assert 'value="o2" checked' in html


def test_a_question_without_a_translation_says_so(learner, attempt):
    learner.cookies["django_language"] = "ky"

    html = learner.get(page("question", attempt, 1)).content.decode()

    assert '<span lang="ru">ru o2</span>' in html
    assert 'class="note"' in html


def test_the_list_puts_open_questions_first(learner, attempt):
    learner.post(page("question", attempt, 1), {"a": "o2"})

    rows = learner.get(page("check", attempt)).context["rows"]

    assert [(row["number"], row["answered"]) for row in rows] == [(2, False), (1, True)]


def test_handing_in_shows_the_result_and_a_second_time_too(learner, attempt):
    for number in (1, 2):
        learner.post(page("question", attempt, number), {"a": "o2"})
    for _time in range(2):
        assert learner.post(page("check", attempt)).url == page("result", attempt)

    html = learner.get(page("result", attempt)).content.decode()
    assert "Passed" in html
    assert "100 %" in html


def test_a_try_that_does_not_pass_names_what_to_read_and_how_many_tries_are_left(learner, attempt):
    learner.post(page("check", attempt))

    html = learner.get(page("result", attempt)).content.decode()

    assert "Not yet passed" in html
    assert reverse("courses:lesson", args=["T", "T1-L1"]) in html
    assert "Attempts before a break: 2" in html


def test_the_third_failed_try_says_when_the_next_is_possible(learner, attempt):
    for _try in range(3):
        learner.post(page("check", Attempt.objects.last()))
        learner.post(LOBBY)

    assert Attempt.objects.count() == 3
    assert "Next attempt:" in learner.get(LOBBY).content.decode()


@pytest.mark.parametrize("name", ["question", "check"])
def test_a_closed_attempt_leads_to_its_result(learner, attempt, name):
    learner.post(page("check", attempt))

    assert learner.get(page(name, attempt, *([1] if name == "question" else []))).url == page("result", attempt)


def test_an_answer_after_handing_in_is_kept_and_said_so(learner, attempt):
    learner.post(page("check", attempt))
    response = learner.post(page("question", attempt, 1), {"a": "o2"}, follow=True)

    assert "Your answer is kept" in response.content.decode()
    assert JournalEntry.objects.held().count() == 1


def test_an_answer_of_somebody_taken_off_the_course_is_kept_and_said_so(learner, attempt):
    Enrolment.objects.update(status=EnrolmentStatus.WITHDRAWN)
    response = learner.post(page("question", attempt, 1), {"a": "o2"}, follow=True)

    assert "Your answer is kept" in response.content.decode()
    assert JournalEntry.objects.held().get().payload["answer"] == {"chosen": ["o2"]}


def test_a_question_beyond_the_paper_is_not_there(learner, attempt):
    assert learner.get(page("question", attempt, 3)).status_code == 404
    assert learner.post(page("question", attempt, 3), {"a": "o2"}).status_code == 404
    assert learner.post(page("question", attempt, 0), {"a": "o2"}).status_code == 404


def test_no_page_of_a_counted_quiz_carries_a_key(client):
    versions = [a_question(f"T1-q{n}", kind) for n, kind in enumerate(SPECS)]
    enrolment = an_enrolment(course=a_course(items=(lesson("T1-L1"), quiz(versions))))
    attempt = an_attempt(enrolment)
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"
    pages = [client.get(page("question", attempt, number)) for number in range(1, 8)]
    for version in versions:
        save(attempt, version.pk, RIGHT[version.kind])
    pages += [client.get(page("question", attempt, number)) for number in range(1, 8)]
    pages.append(client.get(page("check", attempt)))
    client.post(page("check", attempt))
    pages.append(client.get(page("result", attempt)))

    html = "".join(each.content.decode() for each in pages)

    assert [each.status_code for each in pages] == [200] * 16
    assert "SECRET" not in html
    assert "missed" not in html
    for order in ('"i1"', '"i2"', '"r1"', '"r2"'):
        assert order not in html


@pytest.mark.parametrize("count", [1, 50])
def test_pages_of_a_quiz_cost_the_same_for_one_question_and_for_fifty(client, count, queries):
    versions = [a_question(f"T1-q{n}") for n in range(count)]
    enrolment = an_enrolment(course=a_quiz_course(versions))
    attempt = an_attempt(enrolment)
    client.force_login(enrolment.person)
    costs = {}

    with queries() as asked:
        client.get(page("question", attempt, 1))
    costs["question"] = len(asked())
    with queries() as asked:
        client.post(page("question", attempt, 1), {"a": "o2"})
    costs["answer"] = len(asked())
    with queries() as asked:
        client.get(page("check", attempt))
    costs["check"] = len(asked())
    with queries() as asked:
        client.get(LOBBY)
    costs["lobby"] = len(asked())
    submit_attempt(attempt_id=attempt.pk, person=enrolment.person, deed=a_deed())
    with queries() as asked:
        client.get(page("result", attempt))
    costs["result"] = len(asked())

    assert costs == {"question": 5, "answer": 8, "check": 5, "lobby": 6, "result": 7}
