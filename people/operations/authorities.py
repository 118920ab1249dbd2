from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction

from ..choices import Level
from ..models import Authority, AuthorityName, Role

BATCH = 500


@dataclass(frozen=True)
class AuthorityDraft:
    """An authority as a file describes it. step: 0 for a country, one more than its parent's. names: by language."""

    code: str
    parent: str
    step: int
    level: Level
    country: str
    names: dict[str, str]


@dataclass(frozen=True)
class RoleDraft:
    code: str
    names: dict[str, str]
    after_transformation: bool


@dataclass(frozen=True)
class Stored:
    """How many rows are new, and how many were already there and changed."""

    added: int
    changed: int


@transaction.atomic
def store_authorities(*, drafts: Sequence[AuthorityDraft], renamed_on: date | None = None) -> Stored:
    """Bring the tree and its names to what the drafts say; authorities they do not mention stay.

    The drafts are sound: people.imports has checked them. renamed_on: the day from which a different name holds; the
    old one ends there. Without it a different name is a correction, and replaces the old one.
    Queries grow with the levels and batches, and with places that move to another parent.
    """
    known = _by_code()
    before = set(known)
    changed: set[str] = set()
    for _step, group in groupby(sorted(drafts, key=lambda draft: draft.step), key=lambda draft: draft.step):
        level = list(group)
        _add(known, [draft for draft in level if draft.code not in known])
        if _move(known, level, changed):
            known = _by_code()
        changed |= _describe(known, level)
    _trace(known)
    changed |= _rename(known, drafts, renamed_on)
    return Stored(added=len(set(known) - before), changed=len(changed & before))


@transaction.atomic
def store_roles(*, drafts: Iterable[RoleDraft]) -> Stored:
    """Bring the roles to what the drafts say; roles they do not mention stay. Three queries."""
    known = {role.code: role for role in Role.objects.all()}
    new, changed = [], []
    for draft in drafts:
        role = known.get(draft.code)
        wanted = (draft.names, draft.after_transformation)
        if role is None:
            new.append(Role(code=draft.code, names=draft.names, after_transformation=draft.after_transformation))
        elif (role.names, role.after_transformation) != wanted:
            role.names, role.after_transformation = wanted
            changed.append(role)
    Role.objects.bulk_create(new)
    Role.objects.bulk_update(changed, ["names", "after_transformation"])
    return Stored(added=len(new), changed=len(changed))


def _by_code() -> dict[str, Authority]:
    return {node.code: node for node in Authority.objects.all()}


def _above(path: str) -> str:
    return path[: -Authority.steplen]


def _add(known: dict[str, Authority], drafts: list[AuthorityDraft]) -> None:
    """Append new children behind their siblings: one insert for a whole level of the tree."""
    last: dict[str, str] = {}
    for node in known.values():
        last[_above(node.path)] = max(last.get(_above(node.path), ""), node.path)
    new, grown = [], {}
    for draft in drafts:
        parent = known.get(draft.parent)
        above = parent.path if parent else ""
        behind = Authority._str2int(last[above][-Authority.steplen :]) if above in last else 0
        path = Authority._get_path(above, draft.step + 1, behind + 1)
        last[above] = path
        node = Authority(path=path, depth=draft.step + 1, code=draft.code, country=draft.country, level=draft.level)
        known[draft.code] = node
        new.append(node)
        if parent:
            parent.numchild += 1
            grown[parent.pk] = parent
    Authority.objects.bulk_create(new, batch_size=BATCH)
    Authority.objects.bulk_update(grown.values(), ["numchild"], batch_size=BATCH)


def _move(known: dict[str, Authority], drafts: list[AuthorityDraft], changed: set[str]) -> bool:
    """Hang those under another parent that the drafts put there. True if any moved: paths in memory are then old."""
    astray = [draft for draft in drafts if _above(known[draft.code].path) != _path_of(known, draft.parent)]
    for draft in astray:
        node = Authority.objects.get(code=draft.code)
        if draft.parent:
            node.move(Authority.objects.get(code=draft.parent), "last-child")
        else:
            node.move(Authority.get_last_root_node(), "last-sibling")
        changed.add(draft.code)
    return bool(astray)


def _path_of(known: dict[str, Authority], code: str) -> str:
    return known[code].path if code else ""


def _describe(known: dict[str, Authority], drafts: list[AuthorityDraft]) -> set[str]:
    changed = []
    for draft in drafts:
        node = known[draft.code]
        if (node.level, node.country) != (draft.level, draft.country):
            node.level, node.country = draft.level, draft.country
            changed.append(node)
    Authority.objects.bulk_update(changed, ["level", "country"], batch_size=BATCH)
    return {node.code for node in changed}


def _trace(known: dict[str, Authority]) -> None:
    """Write every node's codes from the country down, where a move or a new node has changed them."""
    whole: dict[str, str] = {}
    changed = []
    for node in sorted(known.values(), key=lambda node: node.path):
        above = whole.get(_above(node.path))
        whole[node.path] = f"{above}/{node.code}" if above else node.code
        if node.code_path != whole[node.path]:
            node.code_path = whole[node.path]
            changed.append(node)
    Authority.objects.bulk_update(changed, ["code_path"], batch_size=BATCH)


def _rename(known: dict[str, Authority], drafts: Sequence[AuthorityDraft], day: date | None) -> set[str]:
    """Names as the drafts have them. A name that another follows is kept with its last day."""
    current: dict[tuple[int, str], AuthorityName] = {}
    for name in AuthorityName.objects.order_by("valid_to"):
        if name.valid_to is None or current.get((name.authority_id, name.language)) is None:
            current[name.authority_id, name.language] = name
    new, changed, renamed = [], [], set()
    for draft in drafts:
        node = known[draft.code]
        for language, text in draft.names.items():
            old = current.get((node.pk, language))
            if old is not None and old.valid_to is None and old.name == text:
                continue
            renamed.add(draft.code)
            starts = _end(old, day)
            if old is not None and starts is None:
                old.name = text
            else:
                new.append(AuthorityName(authority=node, language=language, name=text, valid_from=starts))
            if old is not None:
                changed.append(old)
    AuthorityName.objects.bulk_update(changed, ["name", "valid_to"], batch_size=BATCH)
    AuthorityName.objects.bulk_create(new, batch_size=BATCH)
    return renamed


def _end(old: AuthorityName | None, day: date | None) -> date | None:
    """Close the old name on the day; the first day of the next one, None where the text alone is to change."""
    if old is None:
        return None
    if old.valid_to is not None:
        return old.valid_to
    if day is None or old.valid_from == day:
        return None
    old.valid_to = day
    return day
