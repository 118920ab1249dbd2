from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from assessments.models import Attempt, Response
from assessments.operations import answer_practice, save_answer, start_attempt, submit_attempt
from core.errors import Refused
from courses.choices import EnrolmentStatus, EntryState, ProgressState
from courses.models import Enrolment, JournalEntry, Progress
from courses.operations import Deed, mark_read
from tests.factories import PersonFactory, a_course, an_enrolment
from tests.factories.assessments import RIGHT, WRONG, a_deed, a_question, a_quiz_course, an_attempt, quiz
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db
UNSURE = {"unsure": True}


def save(attempt, version_id=None, answer=RIGHT["single"], deed=None):
    return save_answer(
        attempt_id=attempt.pk,
        version_id=version_id or attempt.paper[0],
        answer=answer,
        person=attempt.enrolment.person,
        deed=deed or a_deed(),
    )


def hand_in(attempt, deed=None):
    return submit_attempt(attempt_id=attempt.pk, person=attempt.enrolment.person, deed=deed or a_deed())


def sit(enrolment, answer):
    """One whole try with the same answer to every question."""
    attempt = an_attempt(enrolment)
    for version_id in attempt.paper:
        save(attempt, version_id, answer)
    return hand_in(attempt)


@pytest.fixture
def enrolment():
    return an_enrolment(course=a_quiz_course())


def test_starting_draws_every_question_once(enrolment):
    versions = [a_question(f"T1-q{n}") for n in range(1, 10)]
    attempt = an_attempt(an_enrolment(course=a_quiz_course(versions)))

    assert sorted(attempt.paper) == sorted(each.pk for each in versions)


def test_starting_twice_gives_the_open_attempt(enrolment):
    assert an_attempt(enrolment) == an_attempt(enrolment)
    assert Attempt.objects.count() == 1


def test_the_same_start_sent_after_handing_in_opens_nothing(enrolment):
    deed, activity = a_deed(), enrolment.course.activities.get(key="T1-Q")
    start = {"enrolment_id": enrolment.pk, "activity": activity, "person": enrolment.person, "deed": deed}
    first = start_attempt(**start)
    hand_in(first)

    assert start_attempt(**start) == first


def test_a_quiz_without_questions_is_refused():
    enrolment = an_enrolment(course=a_course(items=(lesson("T1-L1"), quiz([]))))

    with pytest.raises(Refused):
        an_attempt(enrolment)


def test_an_answer_is_kept_with_its_journal_entry(enrolment):
    attempt = an_attempt(enrolment)
    deed = a_deed()

    response = save(attempt, deed=deed)

    assert response.answer == RIGHT["single"]
    assert response.entry.entry_id == deed.entry_id
    assert response.entry.payload == {"attempt": attempt.pk, "version": attempt.paper[0], "answer": RIGHT["single"]}


def test_the_same_answer_sent_twice_is_stored_once(enrolment):
    attempt, deed = an_attempt(enrolment), a_deed()

    assert save(attempt, deed=deed) == save(attempt, deed=deed)
    assert Response.objects.count() == 1


def test_another_answer_under_a_used_id_is_kept_too(enrolment):
    attempt, deed = an_attempt(enrolment), a_deed()
    for answer in (RIGHT, WRONG, RIGHT):
        save(attempt, answer=answer["single"], deed=deed)

    assert list(Response.objects.order_by("pk").values_list("answer", flat=True)) == [
        RIGHT["single"],
        WRONG["single"],
        RIGHT["single"],
    ]


def test_a_device_that_sends_an_entry_again_changes_nothing(enrolment):
    attempt, device = an_attempt(enrolment), uuid4()
    first = Deed(entry_id=uuid4(), device_id=device, seq=1)
    save(attempt, answer=WRONG["single"], deed=first)
    save(attempt, answer=RIGHT["single"], deed=Deed(entry_id=uuid4(), device_id=device, seq=2))
    save(attempt, answer=WRONG["single"], deed=first)

    assert Response.objects.order_by("pk").last().answer == RIGHT["single"]


def test_the_newest_answer_counts(enrolment):
    attempt = an_attempt(enrolment)
    for version_id in attempt.paper:
        save(attempt, version_id, WRONG["single"])
        save(attempt, version_id, RIGHT["single"])

    assert hand_in(attempt).percent == 100


def test_an_answer_after_handing_in_is_kept_and_does_not_count(enrolment):
    attempt = an_attempt(enrolment)
    hand_in(attempt)

    assert save(attempt) is None
    entry = JournalEntry.objects.held().get()
    assert (entry.reason, entry.payload["answer"]) == ("attempt already handed in", RIGHT["single"])
    assert not Response.objects.exists()


def test_an_answer_on_a_withdrawn_enrolment_is_kept(enrolment):
    attempt = an_attempt(enrolment)
    Enrolment.objects.update(status=EnrolmentStatus.WITHDRAWN)

    assert save(attempt) is None
    assert JournalEntry.objects.held().get().payload["answer"] == RIGHT["single"]


def test_a_question_of_another_quiz_is_refused(enrolment):
    attempt = an_attempt(enrolment)

    with pytest.raises(Refused):
        save(attempt, a_question("other").pk)


def test_nobody_answers_for_somebody_else(enrolment):
    attempt = an_attempt(enrolment)

    with pytest.raises(Attempt.DoesNotExist):
        save_answer(
            attempt_id=attempt.pk, version_id=attempt.paper[0], answer=UNSURE, person=PersonFactory(), deed=a_deed()
        )


def test_passing_completes_the_activity_and_then_the_course(enrolment):
    assert sit(enrolment, RIGHT["single"]).passed
    assert Progress.objects.get(activity__key="T1-Q").state == ProgressState.DONE

    lesson_one = enrolment.course.activities.get(key="T1-L1")
    done = mark_read(enrolment_id=enrolment.pk, activity=lesson_one, person=enrolment.person, deed=a_deed())

    assert done.status == EnrolmentStatus.COMPLETED


def test_failing_leaves_the_activity_open(enrolment):
    attempt = sit(enrolment, UNSURE)

    assert (attempt.passed, attempt.percent) == (False, 0)
    assert Progress.objects.get(activity__key="T1-Q").state == ProgressState.OPENED


def test_a_missed_critical_question_is_remembered():
    versions = [a_question(f"T1-q{n}") for n in range(1, 6)]
    attempt = an_attempt(an_enrolment(course=a_quiz_course(versions, critical=["T1-q2"])))
    for version in versions:
        save(attempt, version.pk, (WRONG if version.question.key == "T1-q2" else RIGHT)["single"])

    closed = hand_in(attempt)

    assert (closed.passed, closed.percent, closed.missed_critical) == (False, 80, ["T1-q2"])


def test_handing_in_twice_closes_once(enrolment):
    attempt = an_attempt(enrolment)
    first = hand_in(attempt)

    assert hand_in(attempt).submitted_at == first.submitted_at
    assert JournalEntry.objects.filter(kind="attempt_submitted").count() == 1


def test_after_three_failed_tries_comes_a_pause(enrolment):
    for _try in range(3):
        sit(enrolment, UNSURE)

    with pytest.raises(Refused):
        an_attempt(enrolment)


def test_the_pause_ends(enrolment):
    for _try in range(3):
        sit(enrolment, UNSURE)
    Attempt.objects.update(submitted_at=timezone.now() - timedelta(hours=12))

    assert an_attempt(enrolment).number == 4


def test_a_passed_quiz_may_be_repeated_and_stays_passed(enrolment):
    sit(enrolment, RIGHT["single"])
    for _try in range(4):
        sit(enrolment, UNSURE)

    assert an_attempt(enrolment).number == 6
    assert Progress.objects.get(activity__key="T1-Q").state == ProgressState.DONE


def test_a_new_release_changes_nothing_for_an_open_attempt(enrolment):
    attempt = an_attempt(enrolment)
    for version_id in attempt.paper:
        save(attempt, version_id)
    asked = [a_question("T1-q1"), a_question("T1-q9", "numeric")]
    a_course(items=(lesson("T1-L1"), quiz(asked, pass_percent=100, critical=["T1-q9"])))

    closed = hand_in(an_attempt(enrolment))

    assert (closed.pk, closed.release_id, closed.percent) == (attempt.pk, attempt.release_id, 100)


@pytest.mark.parametrize("count", [1, 50])
def test_saving_an_answer_costs_five_queries(count, queries):
    attempt = an_attempt(an_enrolment(course=a_quiz_course([a_question(f"T1-q{n}") for n in range(count)])))
    assert attempt.enrolment.person

    with queries() as asked:
        save(attempt)

    assert len(asked()) == 5


@pytest.mark.parametrize("count", [1, 50])
def test_handing_in_costs_twelve_queries_when_it_completes_the_course(count, queries):
    versions = [a_question(f"T1-q{n}") for n in range(count)]
    enrolment = an_enrolment(course=a_course(items=(quiz(versions),)))
    attempt = an_attempt(enrolment)
    for version in versions:
        save(attempt, version.pk)

    with queries() as asked:
        hand_in(attempt)

    assert len(asked()) == 11
    enrolment.refresh_from_db()
    assert enrolment.status == EnrolmentStatus.COMPLETED


def test_practice_is_marked_and_kept_and_counts_for_nothing(enrolment):
    version = a_question("T1-q1")
    lesson_one = enrolment.course.activities.get(key="T1-L1")

    found = answer_practice(
        enrolment_id=enrolment.pk,
        activity=lesson_one,
        version_id=version.pk,
        answer=RIGHT["single"],
        person=enrolment.person,
        deed=a_deed(),
    )

    assert found.right
    entry = JournalEntry.objects.get(kind="practice_answered")
    assert (entry.state, entry.payload) == (EntryState.APPLIED, {"version": version.pk, "answer": RIGHT["single"]})
    assert not Progress.objects.filter(state=ProgressState.DONE).exists()


def test_practice_tells_nothing_about_a_counted_question(enrolment):
    counted = a_question("T1-q2")

    with pytest.raises(Refused):
        answer_practice(
            enrolment_id=enrolment.pk,
            activity=enrolment.course.activities.get(key="T1-L1"),
            version_id=counted.pk,
            answer=UNSURE,
            person=enrolment.person,
            deed=a_deed(),
        )


def test_the_database_refuses_to_change_an_answer(enrolment):
    save(an_attempt(enrolment))

    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.update(answer=UNSURE)


@pytest.mark.django_db(transaction=True)
def test_two_hands_that_send_at_once_close_the_attempt_once():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    enrolment = an_enrolment(course=a_quiz_course())
    attempt = an_attempt(enrolment)

    def send(_n):
        try:
            return hand_in(Attempt.objects.select_related("enrolment__person").get(pk=attempt.pk)).submitted_at
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as hands:
        times = set(hands.map(send, range(4)))

    assert len(times) == 1
    assert JournalEntry.objects.filter(kind="attempt_submitted").count() == 1
