from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificates.models import Revocation
from courses.choices import EnrolmentStatus
from people.choices import LeaveReason
from people.models import Leave, Post
from reports.choices import State
from reports.queries import with_standing
from tests.factories import PersonFactory, PostFactory, a_course
from tests.factories.reports import a_certificate_row, a_post_in, an_enrolment_row, begin

DAY = date(2026, 11, 21)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return a_course("S")


def state_of(post, course, day=DAY):
    return with_standing(Post.objects.in_post_on(day), course=course.pk, day=day).get(pk=post.pk).state


@pytest.mark.parametrize("state", list(State))
def test_each_state_can_be_reached(course, state):
    assert state_of(a_post_in(state, course, DAY), course) == state


@pytest.mark.parametrize(
    ("days", "state"), [(91, State.VALID), (90, State.EXPIRING), (0, State.EXPIRING), (-1, State.NOT_STARTED)]
)
def test_a_certificate_is_in_force_on_its_last_day(course, days, state):
    post = PostFactory()
    a_certificate_row(post, course, until=DAY + timedelta(days=days))

    assert state_of(post, course) == state


def test_a_withdrawn_certificate_counts_for_nothing(course):
    post = PostFactory()
    certificate = a_certificate_row(post, course, until=DAY + timedelta(days=900))
    Revocation.objects.create(certificate=certificate, reason="fraud", revoked_by=PersonFactory())

    assert state_of(post, course) == State.NOT_STARTED


def test_a_deadline_has_passed_the_day_after_it(course):
    post = PostFactory()
    an_enrolment_row(post, course, due_on=DAY)

    assert (state_of(post, course), state_of(post, course, DAY + timedelta(days=1))) == (State.NOT_STARTED, State.LATE)


def test_somebody_late_with_a_certificate_is_not_late(course):
    post = PostFactory()
    a_certificate_row(post, course, until=DAY + timedelta(days=5))
    an_enrolment_row(post, course, due_on=DAY - timedelta(days=5))

    assert state_of(post, course) == State.EXPIRING


def test_a_withdrawn_enrolment_has_no_deadline(course):
    post = PostFactory()
    an_enrolment_row(post, course, due_on=DAY - timedelta(days=5), status=EnrolmentStatus.WITHDRAWN)

    assert state_of(post, course) == State.NOT_STARTED


def test_a_completed_course_that_waits_for_its_certificate_is_in_progress(course):
    post = PostFactory()
    an_enrolment_row(post, course, due_on=DAY, status=EnrolmentStatus.COMPLETED)

    assert state_of(post, course) == State.IN_PROGRESS


def test_another_course_says_nothing(course):
    post = a_post_in(State.VALID, a_course("other"), DAY)

    assert state_of(post, course) == State.NOT_STARTED


def naive(*, certificates, enrolments):
    """certificates: (issued, until, withdrawn); enrolments: (due, status, begun), the newest last. Days from DAY."""
    in_force = [until for issued, until, withdrawn in certificates if issued <= 0 <= until and not withdrawn]
    if in_force:
        return State.VALID if max(in_force) > 90 else State.EXPIRING
    if not enrolments:
        return State.NOT_STARTED
    due, status, begun = enrolments[-1]
    if status == EnrolmentStatus.WITHDRAWN:
        return State.NOT_STARTED
    if due is not None and due < 0:
        return State.LATE
    return State.IN_PROGRESS if status == EnrolmentStatus.ACTIVE and begun else State.NOT_STARTED


near = st.sampled_from([-200, -91, -90, -2, -1, 0, 1, 2, 89, 90, 91, 92, 400])
certificates = st.lists(st.tuples(near, near, st.booleans()).filter(lambda each: each[0] <= each[1]), max_size=3)
ended = st.tuples(st.none() | near, st.just(EnrolmentStatus.WITHDRAWN), st.booleans())
newest = st.tuples(
    st.none() | near, st.sampled_from([EnrolmentStatus.ACTIVE, EnrolmentStatus.WITHDRAWN]), st.booleans()
)
lives = st.tuples(certificates, st.lists(ended, max_size=1), st.lists(newest, max_size=1), st.booleans())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(lives, min_size=1, max_size=4))
def test_every_post_is_in_the_state_that_the_words_say(course, people):
    with transaction.atomic():
        expected = {}
        for held, before, now, away in people:
            post = PostFactory()
            for issued, until, withdrawn in held:
                certificate = a_certificate_row(
                    post, course, until=DAY + timedelta(days=until), issued_on=DAY + timedelta(days=issued)
                )
                if withdrawn:
                    Revocation.objects.create(certificate=certificate, reason="fraud", revoked_by=post.person)
            for due, status, begun in before + now:
                due_on = None if due is None else DAY + timedelta(days=due)
                enrolment = an_enrolment_row(post, course, due_on=due_on, status=status)
                if begun:
                    begin(enrolment)
            if away:
                Leave.objects.create(post=post, reason=LeaveReason.STUDY, starts_on=DAY)
            else:
                done = [(None, EnrolmentStatus.COMPLETED, True)] * len(held)
                expected[post.pk] = naive(certificates=held, enrolments=done + before + now)

        found = with_standing(Post.objects.in_post_on(DAY), course=course.pk, day=DAY)
        assert dict(found.values_list("pk", "state")) == expected
        transaction.set_rollback(True)
