from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from certificates.models import Certificate
from courses.models import Course, Enrolment
from people.models import Institution, Post

from .models import Rollup
from .queries.standing import count_on_leave, count_standing
from .rules import STATES

STALE = timedelta(minutes=15)
BATCH = 500  # institutions refreshed at a time by the sweep, rows written at a time


def refresh_rollups(
    *, course_ids: Sequence[int] | None = None, institution_ids: Sequence[int] | None = None, day: date | None = None
) -> int:
    """Count the posts of institutions in courses again, and store the figures. Returns how many rows it wrote.

    None means all of them; the day defaults to today. Rows of institutions without posts go. Three queries a course
    and four more, whatever the number of institutions. The counting stands outside the transaction: nobody who is
    learning waits for it.
    """
    day = day or timezone.localdate()
    started = timezone.now()
    courses = _released_courses()
    if course_ids is not None:
        courses = courses.filter(pk__in=course_ids)
    away = count_on_leave(day=day, institutions=institution_ids)
    rows = []
    ids = list(courses.values_list("pk", flat=True))
    for course in ids:
        counts: dict[int, Counter[str]] = {institution: Counter() for institution in away}
        for institution, state, posts in count_standing(course=course, day=day, institutions=institution_ids):
            counts.setdefault(institution, Counter())[state] = posts
        rows += [
            Rollup(
                course_id=course,
                institution_id=institution,
                day=day,
                computed_at=started,
                posts=count.total(),
                on_leave=away.get(institution, 0),
                **{state: count[state] for state in STATES},
            )
            for institution, count in counts.items()
        ]
    _store(rows, ids, institution_ids)
    return len(rows)


def _store(rows: list[Rollup], courses: Sequence[int], institutions: Sequence[int] | None) -> None:
    told = ["day", "computed_at", "posts", "on_leave", *STATES]
    kept = {(row.course_id, row.institution_id) for row in rows}
    with transaction.atomic():
        Rollup.objects.bulk_create(
            rows, BATCH, update_conflicts=True, unique_fields=["course", "institution"], update_fields=told
        )
        old = Rollup.objects.filter(course__in=courses)
        if institutions is not None:
            old = old.filter(institution__in=institutions)
        found = old.values_list("pk", "course_id", "institution_id")
        empty = [pk for pk, course, institution in found if (course, institution) not in kept]
        Rollup.objects.filter(pk__in=empty).delete()


def refresh_for_enrolment(*, enrolment_id: int) -> int:
    """Count again where the person of an enrolment works today. Returns the number of rows written."""
    person, course = Enrolment.objects.values_list("person", "course").get(pk=enrolment_id)
    return _refresh_for(person, course)


def refresh_for_certificate(*, certificate_id: int) -> int:
    """Count again where the holder of a certificate works today. Returns the number of rows written."""
    person, course = Certificate.objects.values_list("person", "course").get(pk=certificate_id)
    return _refresh_for(person, course)


def _refresh_for(person: int, course: int) -> int:
    posts = Post.objects.filled_on(timezone.localdate()).filter(person=person)
    homes = list(posts.order_by().values_list("institution", flat=True).distinct())
    return refresh_rollups(course_ids=[course], institution_ids=homes) if homes else 0


def sweep_rollups() -> int:
    """Count again whatever is of another day, older than STALE or missing: what events did not reach.

    Works in batches of institutions, the oldest first. Returns the number of rows written.
    """
    homes = _stale_institutions()
    batches = [homes[start : start + BATCH] for start in range(0, len(homes), BATCH)]
    return sum(refresh_rollups(institution_ids=batch) for batch in batches)


def _stale_institutions() -> list[int]:
    today = timezone.localdate()
    stale = Rollup.objects.filter(~Q(day=today) | Q(computed_at__lt=timezone.now() - STALE)).order_by("computed_at")
    homes = list(stale.values_list("institution", flat=True))
    filled = Post.objects.filled_on(today).filter(institution=OuterRef("pk"))
    uncounted = Q()
    for course in _released_courses().values_list("pk", flat=True):
        uncounted |= Q(~Exists(Rollup.objects.filter(course=course, institution=OuterRef("pk"))))
    if uncounted:
        homes += Institution.objects.filter(uncounted, Exists(filled)).values_list("pk", flat=True)
    return list(dict.fromkeys(homes))


def _released_courses() -> QuerySet[Course]:
    return Course.objects.filter(current_release__isnull=False)
