import pytest
from django.db import DatabaseError, transaction

from assessments.models import ScenarioRun, ScenarioStep
from assessments.operations import choose, start_run
from core.errors import Refused
from courses.choices import ProgressState
from courses.models import JournalEntry, Progress
from tests.factories import a_course, an_enrolment
from tests.factories.assessments import a_deed, scenario
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return an_enrolment(course=a_course(items=(lesson("T1-L1"), scenario())))


def start(enrolment, deed=None):
    activity = enrolment.course.activities.get(key="T1-S1")
    return start_run(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=deed or a_deed())


def take(run, node, choice, deed=None):
    person = run.enrolment.person
    return choose(run_id=run.pk, node=node, choice=choice, person=person, deed=deed or a_deed())


def test_a_good_way_passes_at_its_end(enrolment):
    run = start(enrolment)
    take(run, "n1", 0)
    ended = take(run, "n2", 0)

    assert (ended.node, ended.meters, ended.passed, ended.ended_at is None) == ("e_good", {"trust": 2}, True, False)
    assert Progress.objects.get(activity__key="T1-S1").state == ProgressState.DONE


def test_a_good_last_choice_does_not_rescue_a_harmful_way(enrolment):
    run = start(enrolment)
    take(run, "n1", 1)

    assert take(run, "n2", 0).passed is False
    assert Progress.objects.get(activity__key="T1-S1").state == ProgressState.OPENED


def test_another_way_may_begin_at_once_and_the_first_is_kept(enrolment):
    run = start(enrolment)
    take(run, "n1", 1)
    take(run, "n2", 1)
    again = start(enrolment)

    assert (again.number, again.node, again.meters) == (2, "n1", {"trust": 0})
    assert list(run.steps.values_list("node", "choice")) == [("n1", 1), ("n2", 1)]


def test_starting_twice_goes_on_with_the_open_run(enrolment):
    assert start(enrolment) == start(enrolment)


def test_the_same_choice_sent_twice_is_one_step(enrolment):
    run, deed = start(enrolment), a_deed()
    take(run, "n1", 0, deed)

    assert take(run, "n1", 0, deed).node == "n2"
    assert ScenarioStep.objects.count() == 1


def test_a_choice_at_a_scene_that_is_past_is_kept_and_moves_nothing(enrolment):
    run = start(enrolment)
    take(run, "n1", 0)

    assert take(run, "n1", 1).node == "n2"
    assert JournalEntry.objects.held().get().payload["choice"] == 1
    assert ScenarioStep.objects.count() == 1


def test_a_choice_that_is_not_there_is_refused(enrolment):
    with pytest.raises(Refused):
        take(start(enrolment), "n1", 7)


def test_the_database_refuses_to_change_a_step(enrolment):
    take(start(enrolment), "n1", 0)

    with pytest.raises(DatabaseError), transaction.atomic():
        ScenarioStep.objects.update(choice=1)
    assert ScenarioRun.objects.count() == 1
