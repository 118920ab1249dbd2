"""Who stands where: the posts behind the figures, for readers who may see people by name. Never scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language

from core.text import fold
from courses.choices import ProgressState
from courses.models import Progress, ReleaseOutline
from courses.rules import Outline
from people.models import Authority, Institution, Post, User

from .standing import with_standing

IN_FORCE = "in_force"  # valid and expiring together
ON_LEAVE = "on_leave"  # those whom the rates leave out
SIZE = 50

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    items: Sequence[Item]
    has_previous: bool
    has_next: bool


def people_at(
    user: User,
    place: Authority | Institution,
    *,
    course: int,
    day: date,
    state: str = "",
    role: str = "",
    search: str = "",
) -> QuerySet[Any]:
    """Posts at a place, with standing, by name. state: one of State, IN_FORCE, ON_LEAVE or "" for all in post."""
    posts = Post.objects.visible_to(user)
    if isinstance(place, Institution):
        posts = posts.filter(institution=place)
    else:
        posts = posts.filter(institution__authority__path__startswith=place.path)
    posts = posts.on_leave_on(day) if state == ON_LEAVE else posts.in_post_on(day)
    if role:
        posts = posts.filter(role__code=role)
    for word in fold(search).split():
        posts = posts.filter(person__name_folded__contains=word)
    standing = with_standing(posts, course=course, day=day)
    if state == IN_FORCE:
        standing = standing.filter(valid_until__isnull=False)
    elif state and state != ON_LEAVE:
        standing = standing.filter(state=state)
    return standing.select_related("person", "institution", "role").order_by("person__name_folded", "pk")


def page_of(posts: QuerySet[Any], *, after: int = 0, before: int = 0) -> Page[Post]:
    """SIZE posts after or before the post with that key. One query, as cheap on the last page as on the first."""
    anchor = Post.objects.filter(pk=after or before).values("person__name_folded")[:1]
    if before:
        posts = posts.filter(Q(person__name_folded__lt=anchor) | Q(person__name_folded=anchor, pk__lt=before))
        found = list(posts.order_by(F("person__name_folded").desc(), "-pk")[: SIZE + 1])
        return Page(found[:SIZE][::-1], has_previous=len(found) > SIZE, has_next=True)
    if after:
        posts = posts.filter(Q(person__name_folded__gt=anchor) | Q(person__name_folded=anchor, pk__gt=after))
    found = list(posts[: SIZE + 1])
    return Page(found[:SIZE], has_previous=bool(after), has_next=len(found) > SIZE)


def open_deadline(post: Any, day: date) -> date | None:
    """The deadline of a post with standing; None where a certificate is in force and the deadline lies behind it."""
    due_on: date | None = post.due_on
    return None if post.valid_until and due_on and due_on < day else due_on


def finished_hours(people: Iterable[int], *, course: int, current_release: int | None) -> dict[int, int]:
    """Person -> academic hours of the modules finished in the newest period in which anything was. Two queries."""
    done = Progress.objects.filter(enrolment__course=course, enrolment__person__in=people, state=ProgressState.DONE)
    newest: dict[int, tuple[int, int | None, set[str]]] = {}
    for person, period, release, key in done.order_by("enrolment__period").values_list(
        "enrolment__person", "enrolment__period", "enrolment__completed_release", "activity__key"
    ):
        if person not in newest or newest[person][0] != period:
            newest[person] = (period, release or current_release, set())
        newest[person][2].add(key)
    releases = {release for _period, release, _keys in newest.values()}
    if not releases:
        return {}
    outlines = ReleaseOutline.objects.filter(release__in=releases, language=get_language() or "ru")
    modules = {each.release_id: Outline.read(each.data).modules for each in outlines}
    return {
        person: sum(
            sum(module.hours.values())
            for module in modules.get(release or 0, ())
            if {step.key for step in module.steps} <= keys
        )
        for person, (_period, release, keys) in newest.items()
    }
