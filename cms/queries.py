"""Reads over the page tree: one query for each kind of page, however large the course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from wagtail.images import get_image_model
from wagtail.models import Page

from core.text import LANGUAGES
from courses.models import Release

from .choices import TextQuality
from .models import ACTIVITIES, AUTHORED, CourseNotice, CoursePage, ModulePage

STEPLEN = Page.steplen
SHOWN = 5


@dataclass
class ModuleTree:
    """A module in one language, with its live activities in the order of the tree."""

    page: Any
    activities: list[Any] = field(default_factory=list)


@dataclass
class CourseTree:
    """A course in one language."""

    page: Any
    modules: list[ModuleTree] = field(default_factory=list)


def course_trees(code: str) -> dict[str, CourseTree]:
    """The live pages of a course, by language. Six queries."""
    pages = CoursePage.objects.filter(key=code, live=True).select_related("locale").order_by("path")
    trees = {page.locale.language_code: CourseTree(page) for page in pages if page.locale.language_code in LANGUAGES}
    if not trees:
        return {}
    below = Q()
    for tree in trees.values():
        below |= Q(path__startswith=tree.page.path)
    by_course = {tree.page.path: tree for tree in trees.values()}
    by_module: dict[str, ModuleTree] = {}
    for page in ModulePage.objects.filter(below, live=True).order_by("path"):
        module = by_module[page.path] = ModuleTree(page)
        by_course[page.path[:-STEPLEN]].modules.append(module)
    found = [page for model in ACTIVITIES for page in model.objects.filter(below, live=True)]
    for page in sorted(found, key=lambda each: each.path):
        if parent := by_module.get(page.path[:-STEPLEN]):
            parent.activities.append(page)
    return trees


def state_of_course(code: str) -> dict[str, Any]:
    """A mark that changes whenever a live page of the course does. Two queries."""
    below = Q(pk__in=[])
    for path in CoursePage.objects.filter(key=code).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    found: dict[str, Any] = Page.objects.filter(below, live=True).aggregate(
        pages=Count("pk"), published=Max("last_published_at"), last=Max("path")
    )
    return found


def pictures_of(bodies: Iterable[Any], widths: Iterable[str]) -> Mapping[int, Any]:
    """Images that lesson bodies show, with the renditions that exist already. Two queries, none without pictures."""
    ids = {
        block["value"]["image"]
        for body in bodies
        for block in body.raw_data
        if block["type"] == "picture" and block["value"].get("image")
    }
    if not ids:
        return {}
    images = get_image_model().objects.filter(pk__in=ids).prefetch_renditions(*widths)
    return {image.pk: image for image in images}


def authored_pages(**conditions: Any) -> QuerySet[Page]:
    """Pages of every authored kind that meet the conditions, as plain pages."""
    first, *rest = (model.objects.filter(**conditions).order_by().values("pk") for model in AUTHORED)
    found: QuerySet[Page] = Page.objects.filter(pk__in=first.union(*rest, all=True))
    return found


def pages_to_review() -> QuerySet[Page]:
    """Machine quality texts that no native reader has cleared, in the order of the tree."""
    pages: QuerySet[Page] = authored_pages(text_quality=TextQuality.MACHINE)
    return pages.select_related("locale", "content_type", "latest_revision").order_by("path")


def drafts() -> QuerySet[Page]:
    """Pages with changes that learners do not see yet, the newest first."""
    pages = authored_pages().filter(has_unpublished_changes=True)
    return pages.select_related("locale", "latest_revision__user").order_by("-latest_revision_created_at")


@dataclass(frozen=True)
class Work:
    """What waits for those who write. to_review: (language code, number of pages)."""

    drafts: list[Page]
    drafts_total: int
    to_review: list[tuple[str, int]]
    notices: list[CourseNotice]
    releases: list[Release]


def my_work() -> Work:
    """Everything the panel on the admin's first page shows. Five queries."""
    waiting = drafts()
    counted = (
        authored_pages(text_quality=TextQuality.MACHINE)
        .order_by("locale__language_code")
        .values_list("locale__language_code")
        .annotate(number=Count("pk"))
    )
    return Work(
        drafts=list(waiting[:SHOWN]),
        drafts_total=waiting.count(),
        to_review=list(counted),
        notices=list(CourseNotice.objects.order_by("code")),
        releases=list(releases_of()[:SHOWN]),
    )


def notice_of(code: str) -> CourseNotice | None:
    return CourseNotice.objects.filter(code=code).first()


def releases_of(code: str = "") -> QuerySet[Release]:
    """Releases, the newest first; of one course, or of all."""
    found = Release.objects.select_related("course", "released_by").order_by("-released_at", "-pk")
    return found.filter(course__code=code) if code else found
