"""Where a person worked on a day, and whose a slip is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Institution, Post, Slip, User
from .rules import read_slip_code


@dataclass(frozen=True)
class Place:
    """The four facts that evidence keeps; all empty for a person without a post."""

    post_id: int | None = None
    institution_id: int | None = None
    authority_id: int | None = None
    authority_path: str = ""

    def fields(self) -> dict[str, int | str | None]:
        return asdict(self)


def place_of(person: User, day: date | None = None) -> Place:
    """The post with the largest rate on the day, the oldest first among equals. One query."""
    day = day or timezone.localdate()
    post = (
        Post.objects.filled_on(day)
        .filter(person=person)
        .select_related("institution__authority")
        .order_by("-rate", "starts_on", "pk")
        .first()
    )
    if post is None:
        return Place()
    authority = post.institution.authority
    return Place(post.pk, post.institution_id, authority.pk, authority.code_path)


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
