"""Where a person worked on a day, and whose a slip is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Institution, Post, Slip, User
from .rules import read_slip_code

PLACE = ("pk", "institution_id", "institution__authority_id", "institution__authority__code_path")


@dataclass(frozen=True)
class Place:
    """The four facts that evidence keeps; all empty for a person without a post."""

    post_id: int | None = None
    institution_id: int | None = None
    authority_id: int | None = None
    authority_path: str = ""

    @classmethod
    def of(cls, facts: Sequence[Any] | None) -> Place:
        """From the values of PLACE."""
        return cls(*facts) if facts else cls()

    def fields(self) -> dict[str, int | str | None]:
        return asdict(self)


def place_of(person: User, day: date | None = None) -> Place:
    """The post with the largest rate on the day, the oldest first among equals. One query."""
    return Place.of(posts_of(person, day).values_list(*PLACE).first())


def posts_of(person: User, day: date | None = None) -> QuerySet[Post]:
    """A person's posts on a day; the values of PLACE of the first are where they work.

    For callers that ask for something else with the same query.
    """
    filled = Post.objects.filled_on(day or timezone.localdate())
    return filled.filter(person_id=person.pk).order_by("-rate", "starts_on", "pk")


def institution_of(person: User, day: date | None = None) -> Institution | None:
    """Where a person works on the day. Two queries."""
    place = place_of(person, day)
    return Institution.objects.get(pk=place.institution_id) if place.institution_id else None


def slip_digest(code: str) -> str:
    """What the database keeps of a slip's code. Keyed: a copy of the table alone lets nobody try codes."""
    return salted_hmac("people.slip", read_slip_code(code), algorithm="sha256").hexdigest()


def find_slip(code: str) -> Slip | None:
    """The slip with this code, whatever its state. One query."""
    return Slip.objects.select_related("person").filter(code_digest=slip_digest(code)).first()
