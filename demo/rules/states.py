"""What may have become of somebody in a course, so that every colour of every chart is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random


class State(StrEnum):
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"  # and nothing since
    AGAIN = "again"  # expired, and on the course for the second time
    WITHDRAWN = "withdrawn"
    LEARNING = "learning"
    LATE = "late"
    NOT_STARTED = "not_started"
    NOT_ENROLLED = "not_enrolled"


_ORDER = tuple(State)
# Shares in the order above; what is missing to 100 is not enrolled.
FATES: Mapping[str, tuple[int, ...]] = {
    "quick": (58, 12, 2, 3, 1, 14, 3, 5),
    "steady": (38, 10, 4, 4, 2, 22, 8, 8),
    "slow": (20, 6, 5, 4, 1, 26, 16, 12),
    "late": (9, 4, 6, 3, 1, 18, 27, 17),
}
_UNCERTIFIED = (State.LEARNING, State.LEARNING, State.LATE, State.NOT_STARTED, State.NOT_ENROLLED)


@dataclass(frozen=True)
class Fate:
    """Days counted back from today. ends: when the certificate's last day is (negative: to come).

    opened, due: of the period that is open now. share: of the course done in it, 0 to 1.
    """

    state: State
    ends: int | None = None
    lasted: int = 0
    opened: int | None = None
    due: int = 0
    share: float = 0.0


def draw_fate(random: Random, pace: str, *, fresh: bool) -> Fate:
    """fresh: came within the year, so has no certificate of earlier years."""
    if fresh:
        state = random.choice(_UNCERTIFIED)
    else:
        shares = FATES[pace]
        state = random.choices(_ORDER, [*shares, 100 - sum(shares)])[0]
    return _fate(random, state)


def _fate(random: Random, state: State) -> Fate:
    days, lasted = random.randint, random.randint(35, 150)
    fates = {
        State.VALID: lambda: Fate(state, ends=-days(91, 1065), lasted=lasted),
        State.WITHDRAWN: lambda: Fate(state, ends=-days(91, 1065), lasted=lasted),
        State.EXPIRING: lambda: Fate(state, ends=-days(1, 88), lasted=lasted),
        State.EXPIRED: lambda: Fate(state, ends=days(5, 250), lasted=lasted),
        State.AGAIN: lambda: Fate(
            state, days(30, 300), lasted, opened=days(5, 28), due=-days(20, 90), share=random.uniform(0.1, 0.8)
        ),
        State.LEARNING: lambda: Fate(state, opened=days(4, 19), due=-days(7, 150), share=random.uniform(0.03, 0.95)),
        State.LATE: lambda: Fate(
            state, opened=days(120, 300), due=days(3, 95), share=max(0.0, random.uniform(-0.3, 0.85))
        ),
        State.NOT_STARTED: lambda: Fate(state, opened=days(1, 18), due=-days(30, 120)),
        State.NOT_ENROLLED: lambda: Fate(state),
    }
    return fates[state]()
