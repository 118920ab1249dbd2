"""A curriculum that was read from files, into pages and releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

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
            for planned in plan(courses, language):
                _settle(homes[language], planned, known, loaded, touched)
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


def _settle(parent: Page, planned: Planned, known: Known, loaded: Loaded, touched: set[str]) -> None:
    """Bring one page and everything below it in line with the files."""
    pk, mark = known.get((planned.model, planned.language, planned.key), (0, ""))
    course = planned.path[0]
    if not pk:
        page = _create(parent, planned)
        loaded.created += 1
        touched.add(course)
    elif mark != planned.digest:
        page = _change(pk, planned)
        loaded.changed += 1
        touched.add(course)
    else:
        page = None
        loaded.unchanged += 1
    if page is None and any(_is_due(child, known) for each in planned.children for child in each.walk()):
        page = _model(planned).objects.get(pk=pk)
    for child in planned.children:
        _settle(page or parent, child, known, loaded, touched)


def _is_due(planned: Planned, known: Known) -> bool:
    return (planned.model, planned.language, planned.key) not in known


def _model(planned: Planned) -> Any:
    return getattr(models, planned.model)


def _create(parent: Page, planned: Planned) -> Page:
    now = timezone.now()
    page = _model(planned)(
        title=planned.title,
        draft_title=planned.title,
        slug=planned.key.lower(),
        key=planned.key,
        locale=parent.locale,
        translation_key=planned.translation_key,
        live=True,
        first_published_at=now,
        last_published_at=now,
        source_digest=planned.digest,
        **planned.fields,
    )
    parent.add_child(instance=page)
    return page


def _change(pk: int, planned: Planned) -> Page:
    """The new text goes live; an editor who opens the page sees it too, with the old one in its history."""
    page = _model(planned).objects.get(pk=pk)
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
