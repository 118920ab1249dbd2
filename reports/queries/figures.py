"""The figures of a place: sums of rollups, with what this reader is not shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add

from django.db.models import Case, Count, F, Max, Min, Sum, When
from django.db.models.functions import Substr
from django.utils.translation import get_language

from courses.models import Course
from people.models import Authority, Institution, User

from ..models import Rollup
from ..rules import STATES, Figures, hide, hide_one
from .reach import figures_root, sees_people_in, sees_people_under

Key = tuple[str, int | None]  # path of the place below, or the institution in the place itself


@dataclass(frozen=True)
class Line:
    """One row: a place below, or an institution in the place itself."""

    name: str
    code: str
    is_home: bool
    figures: Figures


@dataclass(frozen=True)
class Table:
    """A place in one course. computed_at: when the oldest of its figures was counted; None where there are none."""

    course: Course | None
    courses: list[Course]
    total: Figures
    lines: list[Line]
    computed_at: datetime | None
    exact: bool


@dataclass(frozen=True)
class _Row:
    course: int
    key: Key
    figures: Figures
    computed_at: datetime


def courses_to_choose() -> list[Course]:
    return list(Course.objects.filter(current_release__isnull=False).order_by("code"))


def figures_version(place: Authority | Institution | str | None) -> str:
    """Another text whenever a figure at or below the place was counted again; "" where there are none.

    place: a str is the path of an authority. One query.
    """
    rollups = Rollup.objects.all()
    if isinstance(place, Institution):
        rollups = rollups.filter(institution=place)
    else:
        path = place.path if isinstance(place, Authority) else place or ""
        rollups = rollups.filter(institution__authority__path__startswith=path)
    last = rollups.aggregate(last=Max("computed_at"), rows=Count("pk"))
    return f"{last['last'].isoformat()} {last['rows']}" if last["rows"] else ""


def table_under(user: User, authority: Authority, course_code: str = "") -> Table | None:
    """The places and institutions right below an authority. None if there is no such course.

    Four queries: courses, figures, names of places, names of institutions; for a reader who is not shown small
    numbers one more for each place above, as far as the reader's figures reach.
    """
    exact = sees_people_under(user, authority)
    courses = courses_to_choose()
    wanted = [course for course in courses if course.code == course_code]
    if course_code and not wanted:
        return None
    rows = _rows(authority.path, wanted[0].pk if wanted else None)
    course = wanted[0] if wanted else _most_used(courses, rows)
    rows = [row for row in rows if course and row.course == course.pk]
    hidden: dict[Key, frozenset[int]] = {}
    of_sum: frozenset[int] = frozenset()
    total = _sum(rows)
    if rows and not exact:
        root = figures_root(user, authority) or authority.path
        of_sum = (
            _hidden_above(root, authority.path, rows[0].course) if root != authority.path else hide_one(total.counts)
        )
        hidden = _hidden(rows, of_sum)
    lines = _name(authority, [(row.key, row.figures.seen_without(hidden.get(row.key, frozenset()))) for row in rows])
    computed_at = min((row.computed_at for row in rows), default=None)
    return Table(course, courses, total.seen_without(of_sum), lines, computed_at, exact)


def institution_figures(user: User, institution: Institution, course_code: str = "") -> Table | None:
    """One institution. None if there is no such course. Two queries, and one for each place above as in table_under.

    Needs authority fetched along.
    """
    exact = sees_people_in(user, institution)
    courses = courses_to_choose()
    wanted = [course for course in courses if course.code == course_code]
    if course_code and not wanted:
        return None
    found = {row.course_id: row for row in Rollup.objects.filter(institution=institution)}
    used = [_Row(pk, ("", None), _figures(row), row.computed_at) for pk, row in found.items()]
    course = wanted[0] if wanted else _most_used(courses, used)
    rollup = found.get(course.pk) if course else None
    if course is None or rollup is None:
        return Table(course, courses, Figures(), [], None, exact)
    figures = _figures(rollup)
    if not exact:
        figures = figures.seen_without(_hidden_at(user, institution, course.pk))
    return Table(course, courses, figures, [], rollup.computed_at, exact)


def _figures(rollup: Rollup) -> Figures:
    return Figures(tuple(getattr(rollup, state) for state in STATES), rollup.on_leave)


def _rows(path: str, course: int | None) -> list[_Row]:
    """What stands right below the place at the path, in one course or in all of them. One query."""
    rollups = Rollup.objects.filter(institution__authority__path__startswith=path)
    if course is not None:
        rollups = rollups.filter(course=course)
    grouped = rollups.values(
        "course_id",
        below=Substr("institution__authority__path", 1, len(path) + Authority.steplen),
        home=Case(When(institution__authority__path=path, then=F("institution_id"))),
    ).order_by("course_id", "below", "home")
    sums = {f"n_{field}": Sum(field) for field in (*STATES, "on_leave")}
    return [
        _Row(
            row["course_id"],
            (row["below"], row["home"]),
            Figures(tuple(row[f"n_{state}"] for state in STATES), row["n_on_leave"]),
            row["since"],
        )
        for row in grouped.annotate(since=Min("computed_at"), **sums)
    ]


def _sum(rows: Iterable[_Row]) -> Figures:
    return reduce(add, (row.figures for row in rows), Figures())


def _most_used(courses: list[Course], rows: list[_Row]) -> Course | None:
    """The course in which the most posts have begun."""
    used: dict[int, int] = {}
    for row in rows:
        used[row.course] = used.get(row.course, 0) + row.figures.posts - row.figures.counts[-1]
    return max(courses, key=lambda course: used.get(course.pk, -1), default=None)


def _hidden(rows: list[_Row], of_sum: frozenset[int]) -> dict[Key, frozenset[int]]:
    return dict(zip((row.key for row in rows), hide([row.figures.counts for row in rows], of_sum), strict=True))


def _hidden_above(root: str, path: str, course: int) -> frozenset[int]:
    """What the tables from the root of a reader's figures down hide of the place at the path. One query a table."""
    of_sum: frozenset[int] | None = None
    for depth in range(len(root), len(path), Authority.steplen):
        rows = _rows(path[:depth], course)
        of_sum = hide_one(_sum(rows).counts) if of_sum is None else of_sum
        of_sum = _hidden(rows, of_sum).get((path[: depth + Authority.steplen], None), frozenset())
    return of_sum or frozenset()


def _hidden_at(user: User, institution: Institution, course: int) -> frozenset[int]:
    authority = institution.authority
    rows = _rows(authority.path, course)
    root = figures_root(user, authority) or authority.path
    at_root = root == authority.path
    of_sum = hide_one(_sum(rows).counts) if at_root else _hidden_above(root, authority.path, course)
    return _hidden(rows, of_sum)[authority.path, institution.pk]


def _name(authority: Authority, found: list[tuple[Key, Figures]]) -> list[Line]:
    homes = Institution.objects.in_bulk([home for (_path, home), _figures in found if home])
    paths = [path for (path, home), _figures in found if not home]
    places = {}
    if paths:
        below = Authority.objects.filter(path__startswith=authority.path, depth=authority.depth + 1)
        places = {place.path: place for place in below.named(get_language() or "ru")}
    return [
        Line(homes[home].name, homes[home].code, True, figures)
        if home
        else Line(places[path].name, places[path].code, False, figures)
        for (path, home), figures in found
    ]
