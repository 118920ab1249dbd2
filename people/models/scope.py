"""Who may see what: read from responsibilities, once a request, and turned into filters."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from ..choices import AUTHORS, SEES_FIGURES, SEES_PEOPLE, Kind
from .user import User

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """What one person answers for today.

    subtrees: (kind, path of the authority); homes: ids of institutions managed alone.
    """

    subtrees: tuple[tuple[str, str], ...] = ()
    homes: tuple[int, ...] = ()
    kinds: frozenset[str] = field(default=frozenset())

    def authorities(self) -> Q:
        """Authorities whose figures may be seen."""
        return _any(Q(path__startswith=path) for kind, path in self.subtrees if kind in SEES_FIGURES)

    def institutions(self, prefix: str = "") -> Q:
        """Institutions whose figures may be seen. prefix: the way to the institution, as "post__institution__"."""
        return self._reach(SEES_FIGURES | AUTHORS, prefix)

    def people(self, prefix: str = "") -> Q:
        """Institutions whose people may be seen by name: not for ministry and observers."""
        return self._reach(SEES_PEOPLE, prefix)

    def training(self, prefix: str = "") -> Q:
        """Institutions whose people may be trained, observed and certified."""
        return self._reach(AUTHORS, prefix)

    def authors(self) -> bool:
        return bool(self.kinds & AUTHORS)

    def manages(self) -> bool:
        return bool(self.kinds & SEES_FIGURES)

    def _reach(self, kinds: frozenset[Kind], prefix: str) -> Q:
        trees = [Q(**{f"{prefix}authority__path__startswith": path}) for kind, path in self.subtrees if kind in kinds]
        alone = self.homes and Kind.INSTITUTION_MANAGER in kinds
        return _any([*trees, *([Q(**{f"{prefix}pk__in": self.homes})] if alone else [])])


def scope_of(user: User) -> Scope:
    """Read a person's responsibilities of today: one query, kept on the user for the request."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    kept: Scope | None = getattr(user, "_scope", None)
    if kept is not None:
        return kept
    rows = user.responsibilities.in_force_on(timezone.localdate())
    found = list(rows.values_list("kind", "authority__path", "institution_id"))
    scope = Scope(
        subtrees=tuple((kind, path) for kind, path, _home in found if path),
        homes=tuple(home for _kind, _path, home in found if home),
        kinds=frozenset(kind for kind, _path, _home in found),
    )
    user._scope = scope  # type: ignore[attr-defined]
    return scope


def _any(conditions) -> Q:  # type: ignore[no-untyped-def]
    whole = Q()
    for condition in conditions:
        whole |= condition
    return whole or NOTHING
