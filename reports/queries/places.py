"""Where a reader's figures begin, and the way down from there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from people.choices import SEES_FIGURES
from people.models import Authority, Institution, User, scope_of

from .reach import figures_root


@dataclass(frozen=True)
class Tops:
    """The places a reader answers for that lie in no other of them."""

    authorities: list[Authority]
    institutions: list[Institution]

    def __len__(self) -> int:
        return len(self.authorities) + len(self.institutions)


def tops_of(user: User) -> Tops:
    """One query for each kind of place the reader has. Authorities come without names."""
    scope = scope_of(user)
    paths = {path for kind, path in scope.subtrees if kind in SEES_FIGURES}
    highest = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    authorities = Authority.objects.filter(path__in=highest) if highest else []
    homes = Institution.objects.filter(pk__in=scope.homes).select_related("authority") if scope.homes else []
    alone = [home for home in homes if not home.authority.path.startswith(tuple(highest))]
    return Tops(list(authorities), alone)


def named(places: Iterable[Authority]) -> list[Authority]:
    """The same authorities with their names, in the order of the tree. One query."""
    paths = [place.path for place in places]
    return list(Authority.objects.filter(path__in=paths).named(get_language() or "ru"))


def way_to(user: User, authority: Authority) -> list[Authority]:
    """The named places from the top of a reader's figures down to the authority; none for who answers for none."""
    root = figures_root(user, authority)
    if root is None:
        return []
    paths = [authority.path[:end] for end in range(len(root), len(authority.path) + 1, Authority.steplen)]
    return list(Authority.objects.filter(path__in=paths).named(get_language() or "ru"))
