"""Where every post stands in a course on a day. Every number on every screen and in every file comes from here.

The denominator: posts filled on the day, without those whose holder is on recorded leave (Post.in_post_on). Each post
counts once; a person with two posts counts in both. A vacancy is no post.

A post is in the first of these states that holds for its person:

valid        a certificate of the course is in force for more than 90 days after the day
expiring     one is in force, for 90 days or less (certificates.models.EXPIRING_DAYS)
late         the deadline of the newest enrolment has passed, and no certificate is in force: it was never earned, has
             expired or was withdrawn
in progress  the newest enrolment is active, and something was done in it; or it is completed and its certificate
             has not been made yet
not started  everything else: never enrolled, nothing done yet, withdrawn from the course

Of several certificates the one that is valid longest counts. A deadline has passed from the day after it. An enrolment
that was withdrawn has no deadline. The rate is (valid + expiring) / posts: "valid" as a word on a screen without
"for more than 90 days" always means both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import CharField

from certificates.models import EXPIRING_DAYS, Certificate
from courses.choices import EnrolmentStatus
from courses.models import Enrolment, JournalEntry, Progress
from people.models import Post

from ..choices import State


def with_standing(posts: QuerySet[Post], *, course: int, day: date) -> QuerySet[Any]:
    """Add ``state``, and what it follows from: ``valid_until`` (of the certificate in force) and ``due_on``.

    course: its primary key. posts: usually Post.objects.in_post_on(day), which is not repeated here.
    """
    in_force = Certificate.objects.in_force_on(day).filter(person=OuterRef("person"), course=course)
    newest = _newest_enrolment(course)
    found = posts.annotate(
        valid_until=Subquery(in_force.order_by("-valid_until").values("valid_until")[:1]),
        due_on=Subquery(newest.values("deadline")[:1]),
        under_way=Subquery(newest.values("begun")[:1]),
    )
    return found.annotate(
        state=Case(
            When(valid_until__gt=day + timedelta(days=EXPIRING_DAYS), then=Value(State.VALID.value)),
            When(valid_until__isnull=False, then=Value(State.EXPIRING.value)),
            When(due_on__lt=day, then=Value(State.LATE.value)),
            When(under_way=True, then=Value(State.IN_PROGRESS.value)),
            default=Value(State.NOT_STARTED.value),
            output_field=CharField(),
        )
    )


def count_standing(
    *, course: int, day: date, institutions: Iterable[int] | None = None
) -> Iterable[tuple[int, str, int]]:
    """(institution, state, posts in post). One query, whatever the number of institutions."""
    posts = Post.objects.in_post_on(day)
    if institutions is not None:
        posts = posts.filter(institution__in=institutions)
    counted = with_standing(posts, course=course, day=day).order_by().values("institution", "state")
    found: Iterable[tuple[int, str, int]] = counted.annotate(n=Count("pk")).values_list("institution", "state", "n")
    return found


def count_on_leave(*, day: date, institutions: Iterable[int] | None = None) -> dict[int, int]:
    """Institution -> filled posts that the rates leave out. One query."""
    posts = Post.objects.on_leave_on(day)
    if institutions is not None:
        posts = posts.filter(institution__in=institutions)
    return dict(posts.order_by().values("institution").annotate(n=Count("pk")).values_list("institution", "n"))


def _newest_enrolment(course: int) -> QuerySet[Any]:
    """A person's newest enrolment in the course, with its ``deadline`` and whether it has ``begun``."""
    progress = Progress.objects.filter(enrolment=OuterRef("pk"))
    journal = JournalEntry.objects.filter(enrolment=OuterRef("pk"))
    return (
        Enrolment.objects.filter(person=OuterRef("person"), course=course)
        .order_by("-period")
        .annotate(
            deadline=Case(
                When(status=EnrolmentStatus.WITHDRAWN, then=None), default=F("due_on"), output_field=DateField()
            ),
            begun=Case(
                When(Q(status=EnrolmentStatus.ACTIVE) & (Exists(progress) | Exists(journal)), then=True),
                When(status=EnrolmentStatus.COMPLETED, award__certificate__isnull=True, then=True),
                default=False,
            ),
        )
    )
