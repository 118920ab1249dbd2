"""Numbers of posts by state, and what may be said about them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..choices import State

STATES = tuple(State.values)


@dataclass(frozen=True)
class Figures:
    """Posts in each state, in the order of STATES; hidden: places in that order which this reader is not shown."""

    counts: tuple[int, ...] = (0,) * len(STATES)
    on_leave: int = 0
    hidden: frozenset[int] = frozenset()

    @classmethod
    def read(cls, row: Mapping[str, int]) -> Figures:
        return cls(tuple(row[state] for state in STATES), row["on_leave"])

    def __add__(self, other: Figures) -> Figures:
        counts = tuple(mine + theirs for mine, theirs in zip(self.counts, other.counts, strict=True))
        return Figures(counts, self.on_leave + other.on_leave)

    def seen_without(self, hidden: frozenset[int]) -> Figures:
        return Figures(self.counts, self.on_leave, hidden)

    @property
    def posts(self) -> int:
        return sum(self.counts)

    def shown(self, state: str) -> int | None:
        """The number, or None where it is hidden."""
        place = STATES.index(state)
        return None if place in self.hidden else self.counts[place]

    @property
    def in_force(self) -> int | None:
        """Posts whose holder has a valid certificate, what expires soon included."""
        valid, expiring = self.shown(State.VALID), self.shown(State.EXPIRING)
        return None if valid is None or expiring is None else valid + expiring

    @property
    def rate(self) -> int | None:
        """In force of the posts filled, in whole percent, halves up; None where there is no post or it is hidden."""
        return None if self.in_force is None or not self.posts else percent(self.in_force, self.posts)

    @property
    def late_share(self) -> Fraction | None:
        late = self.shown(State.LATE)
        return None if late is None or not self.posts else Fraction(late, self.posts)

    @property
    def rest(self) -> int:
        """Posts in the hidden states together: they follow from what is shown."""
        return sum(self.counts[place] for place in self.hidden)


def percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)
