"""Where a person worked on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone

from .models import Post, User


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
