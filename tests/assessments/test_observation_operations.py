from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assessments.models import Observation
from assessments.operations import record_observation
from assessments.policies import can_observe
from core.errors import Refused
from courses.choices import ProgressState
from courses.models import Progress
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


@pytest.fixture
def district():
    return AuthorityFactory()


@pytest.fixture
def enrolment(district):
    post = PostFactory(institution=InstitutionFactory(authority=district))
    return an_enrolment(post.person, a_course(items=(lesson("T1-L1"), observation())))


@pytest.fixture
def trainer(district):
    person = PersonFactory()
    give(person, Kind.TRAINER, district)
    return person


def look(enrolment, assessor, *, deed=None, observed_on=None, **codes):
    lines = {f"l{n}": {"seen": "seen", "note": ""} for n in range(1, 6)}
    lines |= {line: {"seen": code, "note": "Once"} for line, code in codes.items()}
    return record_observation(
        enrolment_id=enrolment.pk,
        activity=enrolment.course.activities.get(key="T1-O"),
        assessor=assessor,
        observed_on=observed_on or timezone.localdate(),
        where="In the kitchen",
        role_play=False,
        lines=lines,
        strength="Calm",
        next_step="Wait longer",
        deed=deed or a_deed(),
    )


def test_good_practice_completes_the_activity(enrolment, trainer):
    seen = look(enrolment, trainer, l5="partly")

    assert (seen.passed, seen.seen_percent, seen.person) == (True, 80, enrolment.person)
    assert seen.entry.person == enrolment.person
    assert Progress.objects.get(activity__key="T1-O").state == ProgressState.DONE


def test_a_critical_line_not_seen_leaves_it_open(enrolment, trainer):
    assert look(enrolment, trainer, l1="not_seen").passed is False
    assert not Progress.objects.exists()


def test_a_repeat_is_another_observation(enrolment, trainer):
    look(enrolment, trainer, l1="not_seen")
    look(enrolment, trainer)

    assert list(Observation.objects.order_by("pk").values_list("passed", flat=True)) == [False, True]


def test_the_same_deed_twice_is_one_observation(enrolment, trainer):
    deed = a_deed()

    assert look(enrolment, trainer, deed=deed) == look(enrolment, trainer, deed=deed)


@pytest.mark.parametrize("codes", [{"l2": "maybe"}, {"l1": "na"}])
def test_an_open_line_or_a_critical_one_left_out_is_refused(enrolment, trainer, codes):
    with pytest.raises(Refused):
        look(enrolment, trainer, **codes)


def test_a_day_to_come_is_refused(enrolment, trainer):
    with pytest.raises(Refused):
        look(enrolment, trainer, observed_on=timezone.localdate() + timedelta(days=1))


def test_assessors_are_those_who_answer_for_the_place_but_not_the_learner_or_her_manager(enrolment, trainer, district):
    home = enrolment.institution
    manager, elsewhere = PersonFactory(), PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, home)
    give(manager, Kind.TRAINER, district)
    give(elsewhere, Kind.TRAINER, AuthorityFactory())
    give(enrolment.person, Kind.TRAINER, district)

    who = [trainer, manager, elsewhere, enrolment.person, PersonFactory()]

    assert [can_observe(person, enrolment) for person in who] == [True, False, False, False, False]


def test_an_observation_by_somebody_who_may_not_is_refused(enrolment):
    with pytest.raises(Refused):
        look(enrolment, PersonFactory())


def test_the_database_refuses_to_change_an_observation(enrolment, trainer):
    look(enrolment, trainer)

    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.update(passed=False)
