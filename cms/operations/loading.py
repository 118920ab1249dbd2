"""A curriculum that was read from files, into pages and releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.text import LANGUAGES
from courses.models import Release
from people.models import User

from .. import models
from ..rules.curriculum import CourseSource
from ..rules.plan import Planned, plan
from .planting import plant
from .release import release_code
from .site import prepare_site

Known = dict[tuple[str, str, str], tuple[int, str]]  # (model, language, key): (id, digest)


@dataclass
class Loaded:
    """What loading did: numbers of pages, and the new releases."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    releases: list[Release] = field(default_factory=list)


@transaction.atomic
def load_curriculum(*, courses: Sequence[CourseSource], actor: User | None = None) -> Loaded:
    """Make the pages of a curriculum in every language, and one release for each course that changed.

    A page whose source is as it was the last time stays as its trainers made it. Refused: see release_from_pages.
    """
    homes = prepare_site()
    known = _known()
    loaded = Loaded()
    touched: set[str] = set()
    with disable_reference_index_auto_update():  # texts from files name no picture and no page
        for language in LANGUAGES:
            _settle_all(homes[language], plan(courses, language), known, loaded, touched)
    for course in courses:
        if course.code in touched:
            release, new = release_code(code=course.code, actor=actor)
            loaded.releases += [release] if new else []
    return loaded


def _known() -> Known:
    found: Known = {}
    for model in models.AUTHORED:
        rows = model.objects.values_list("locale__language_code", "key", "pk", "source_digest")
        for language, key, pk, mark in rows:
            found[model.__name__, language, key] = (pk, mark)
    return found


def _settle(planned: Planned, known: Known, loaded: Loaded, touched: set[str]) -> None:
    """Bring one page that exists, and everything below it, in line with the files."""
    pk, mark = known[planned.model, planned.language, planned.key]
    page = None
    if mark != planned.digest:
        page = _change(pk, planned)
        loaded.changed += 1
        touched.add(planned.path[0])
    else:
        loaded.unchanged += 1
    _settle_all(page or pk, planned.children, known, loaded, touched)


def _settle_all(
    parent: Page | int, planned: Sequence[Planned], known: Known, loaded: Loaded, touched: set[str]
) -> None:
    """The children of a page: those that are missing are made, the others looked at."""
    new = [each for each in planned if (each.model, each.language, each.key) not in known]
    if new:
        page = Page.objects.get(pk=parent) if isinstance(parent, int) else parent
        loaded.created += plant(page, new)
        touched.update(code for each in new for below in each.walk() for code in below.path[:1])
    for each in planned:
        if each not in new:
            _settle(each, known, loaded, touched)


def _change(pk: int, planned: Planned) -> Page:
    """The new text goes live; an editor who opens the page sees it too, with the old one in its history."""
    page = getattr(models, planned.model).objects.get(pk=pk)
    page.title = page.draft_title = planned.title
    for name, value in planned.fields.items():
        setattr(page, name, value)
    page.source_digest = planned.digest
    page.last_published_at = timezone.now()
    page.live, page.has_unpublished_changes = True, False
    page.save(clean=False)
    revision = page.save_revision(clean=False)
    page.live_revision = revision
    page.save(clean=False)
    return page
