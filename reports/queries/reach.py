"""Whose figures a reader may see, how exactly, and whose names."""

from __future__ import annotations

from django.db.models import Q

from people.choices import SEES_FIGURES, SEES_PEOPLE
from people.models import Authority, Institution, User, scope_of


def figures_reach(user: User, prefix: str = "") -> Q:
    """Institutions whose figures a person may see. prefix: the way to the institution, as "institution__"."""
    scope = scope_of(user)
    reach = Q(**{f"{prefix}pk__in": scope.homes})
    for kind, path in scope.subtrees:
        if kind in SEES_FIGURES:
            reach |= Q(**{f"{prefix}authority__path__startswith": path})
    return reach


def figures_root(user: User, authority: Authority) -> str | None:
    """The path of the highest place above (or at) the authority whose figures the person may see."""
    above = [path for kind, path in scope_of(user).subtrees if kind in SEES_FIGURES]
    return min((path for path in above if authority.path.startswith(path)), key=len, default=None)


def sees_people_under(user: User, authority: Authority) -> bool:
    """Whether everybody who works there may be seen by name; such a reader sees every number exactly."""
    return any(kind in SEES_PEOPLE and authority.path.startswith(path) for kind, path in scope_of(user).subtrees)


def sees_people_in(user: User, institution: Institution) -> bool:
    """Needs authority fetched along."""
    return institution.pk in scope_of(user).homes or sees_people_under(user, institution.authority)
