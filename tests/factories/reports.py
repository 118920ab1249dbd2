"""Posts in each state, and figures without the counting."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from certificates.models import Award, Certificate
from courses.choices import EnrolmentStatus
from courses.models import Course, Enrolment, Progress
from people.models import Institution, Post
from reports.choices import State
from reports.models import Rollup

from .people import PostFactory

_numbers = itertools.count(1)


def an_enrolment_row(post: Post, course: Course, *, due_on: date | None = None, **fields: object) -> Enrolment:
    """The next period of a post's person, without the operation."""
    period = Enrolment.objects.filter(person=post.person, course=course).count() + 1
    fields = {"enrolled_on": date(2020, 1, 2), "period": period, **fields}
    if fields.get("status") == EnrolmentStatus.COMPLETED:
        fields |= {"completed_at": timezone.now(), "completed_release": course.current_release}
    return Enrolment.objects.create(person=post.person, course=course, due_on=due_on, **fields)


def a_certificate_row(post: Post, course: Course, *, until: date, issued_on: date | None = None) -> Certificate:
    number = next(_numbers)
    enrolment = an_enrolment_row(post, course, status=EnrolmentStatus.COMPLETED)
    return Certificate.objects.create(
        award=Award.objects.create(enrolment=enrolment, rule={}),
        number=f"N-{number}",
        code=f"C{number}",
        person=post.person,
        name_official=post.person.name_official,
        course=course,
        release=course.current_release,
        titles={},
        hours=1,
        started_on=date(2020, 1, 2),
        issued_on=issued_on or date(2020, 1, 3),
        valid_until=until,
    )


def begin(enrolment: Enrolment) -> None:
    activity = enrolment.course.activities.order_by("pk").first()
    now = timezone.now()
    Progress.objects.create(enrolment=enrolment, activity=activity, opened_at=now, seen_at=now)


def a_post_in(state: State, course: Course, day: date | None = None, **fields: object) -> Post:
    """A post whose person stands there on the day (today)."""
    day = day or timezone.localdate()
    post = PostFactory(**fields)
    match state:
        case State.VALID:
            a_certificate_row(post, course, until=day + timedelta(days=91))
        case State.EXPIRING:
            a_certificate_row(post, course, until=day + timedelta(days=90))
        case State.LATE:
            an_enrolment_row(post, course, due_on=day - timedelta(days=1))
        case State.IN_PROGRESS:
            begin(an_enrolment_row(post, course, due_on=day))
    return post


def a_rollup(institution: Institution, course: Course, *counts: int, on_leave: int = 0) -> Rollup:
    """counts: in the order of reports.rules.STATES."""
    counts = (*counts, *(0,) * (5 - len(counts)))
    return Rollup.objects.create(
        institution=institution,
        course=course,
        day=timezone.localdate(),
        computed_at=timezone.now(),
        posts=sum(counts),
        on_leave=on_leave,
        **dict(zip(State.values, counts, strict=True)),
    )
