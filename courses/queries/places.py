from __future__ import annotations

from dataclasses import dataclass

from people.models import User, scope_of

from ..models import Enrolment


@dataclass(frozen=True)
class Places:
    """Which of the three doors are open to a person: lessons, the editor, the figures."""

    learns: bool
    authors: bool
    manages: bool


def places_of(user: User) -> Places:
    """One query for a learner, two for somebody with responsibilities; kept on the user for the request."""
    kept: Places | None = getattr(user, "_places", None)
    if kept is None:
        scope = scope_of(user)
        other = scope.kinds or user.is_superuser  # whoever set the site up has no responsibility yet
        learns = not other or Enrolment.objects.of(user).not_withdrawn().exists()
        kept = Places(learns=learns, authors=scope.authors() or user.is_superuser, manages=scope.manages())
        user._places = kept  # type: ignore[attr-defined]
    return kept
