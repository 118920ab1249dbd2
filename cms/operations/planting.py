"""Many new pages at once: a level of the tree is one statement for what all pages have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from .. import models
from ..rules.plan import Planned

Level = Sequence[tuple[Any, Planned]]  # (parent, what is to stand under it)


def plant(parent: Any, planned: Sequence[Planned]) -> int:
    """Make live pages, and everything below them, as the last children of a page. Returns how many there are.

    A page made so has no revision and no entry in the log: the first edit makes both. It is found by search.
    """
    types = ContentType.objects.get_for_models(*models.AUTHORED)
    made: dict[Any, list[Any]] = defaultdict(list)
    last = parent.get_last_child()
    taken = {parent.path: _step(last.path) if last else 0}
    level: Level = [(parent, each) for each in planned]
    while level:
        pages = [_page(under, each, taken, types) for under, each in level]
        Page.objects.bulk_create(pages)
        for page, (_under, each) in zip(pages, level, strict=True):
            made[_model(each)].append(_own_row(page, each))
        level = [(page, child) for page, (_u, each) in zip(pages, level, strict=True) for child in each.children]
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(planned))
    parent.numchild += len(planned)
    _let_search_find(made.items())
    return sum(len(rows) for rows in made.values())


def _step(path: str) -> int:
    return int(Page._str2int(path[-Page.steplen :]))


def _model(planned: Planned) -> Any:
    return getattr(models, planned.model)


def _page(parent: Any, planned: Planned, taken: dict[str, int], types: dict[Any, ContentType]) -> Page:
    """The row of the table that all kinds of page share."""
    now = timezone.now()
    step = taken[parent.path] = taken.get(parent.path, 0) + 1
    slug = planned.key.lower()
    return Page(
        path=Page._get_path(parent.path, parent.depth + 1, step),
        depth=parent.depth + 1,
        numchild=len(planned.children),
        url_path=f"{parent.url_path}{slug}/",
        slug=slug,
        title=planned.title,
        draft_title=planned.title,
        content_type=types[_model(planned)],
        locale_id=parent.locale_id,
        translation_key=planned.translation_key,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )


def _own_row(page: Page, planned: Planned) -> Any:
    """The row of the page's own table; "raw" leaves the shared one alone."""
    own = _model(planned)(page_ptr_id=page.pk, key=planned.key, source_digest=planned.digest, **planned.fields)
    own.save_base(raw=True, force_insert=True)
    return own


def _let_search_find(made: Iterable[tuple[Any, list[Any]]]) -> None:
    for model, rows in made:
        found = list(model.objects.filter(pk__in=[row.pk for row in rows]))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, found)
