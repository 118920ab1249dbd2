"""What the address of a list of people asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from .choices import State
from .queries import IN_FORCE, ON_LEAVE

STATE_CHOICES = (
    ("", _("All in post")),
    (IN_FORCE, _("Valid, also what expires soon")),
    (State.VALID.value, _("Valid for more than 90 days")),
    *((state.value, state.label) for state in State if state != State.VALID),
    (ON_LEAVE, _("On leave")),
)


@dataclass(frozen=True)
class PeopleFilter:
    """authority, institution, course: codes. after, before: keys of the posts that the page begins or ends at."""

    authority: str = ""
    institution: str = ""
    course: str = ""
    state: str = ""
    role: str = ""
    q: str = ""
    after: int = 0
    before: int = 0

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> PeopleFilter:
        """Whatever cannot be understood is as if it had not been asked."""
        words = {key: asked.get(key, "").strip()[:100] for key in ("authority", "institution", "course", "role", "q")}
        state = asked.get("state", "")
        return cls(
            **words,
            state=state if state in dict(STATE_CHOICES) else "",
            after=_number(asked.get("after", "")),
            before=_number(asked.get("before", "")),
        )

    def query(self, **changes: str | int) -> str:
        """The address of the same list with other filters, from its first page unless a page is named."""
        asked = {**self.__dict__, "after": 0, "before": 0, **changes}
        return urlencode({key: value for key, value in asked.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
