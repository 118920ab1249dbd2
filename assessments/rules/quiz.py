"""When a quiz is passed, and when it may be tried again. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

from .kinds import Mark


@dataclass(frozen=True)
class Quiz:
    """The rules of one quiz. pass_percent: 0-100; a pause of wait_hours follows every wait_after failed tries."""

    questions: tuple[int, ...]
    critical: frozenset[str] = field(default=frozenset())
    pass_percent: int = 70
    wait_after: int = 3
    wait_hours: int = 12

    @classmethod
    def read(cls, spec: Mapping[str, Any]) -> Quiz:
        """From ReleaseItem.spec."""
        return cls(
            tuple(spec["questions"]),
            frozenset(spec.get("critical", ())),
            spec.get("pass_percent", cls.pass_percent),
            spec.get("wait_after", cls.wait_after),
            spec.get("wait_hours", cls.wait_hours),
        )


@dataclass(frozen=True)
class Verdict:
    """percent: two decimals, rounded down, so that nobody reads the pass mark and has not passed."""

    percent: Decimal
    passed: bool
    missed_critical: tuple[str, ...]


def judge(quiz: Quiz, marks: Mapping[str, Mark]) -> Verdict:
    """Weigh the marks of all questions of the paper, by question key."""
    exact = Fraction(100) * sum((mark.share for mark in marks.values()), Fraction(0)) / max(len(marks), 1)
    missed = tuple(sorted(key for key, mark in marks.items() if key in quiz.critical and not mark.right))
    percent = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_DOWN)
    return Verdict(percent, exact >= quiz.pass_percent and not missed, missed)


@dataclass(frozen=True)
class Tries:
    """Where somebody stands: failed tries so far, whether it is passed already, when the next is possible."""

    failed: int
    passed: bool
    next_at: datetime | None
    left: int


def tries(quiz: Quiz, handed_in: Sequence[tuple[datetime, bool]]) -> Tries:
    """handed_in: time and success of every finished try, oldest first. left: tries before the next pause."""
    passed = any(success for _at, success in handed_in)
    failed = sum(not success for _at, success in handed_in)
    left = quiz.wait_after - failed % quiz.wait_after
    if passed or not failed or failed % quiz.wait_after:
        return Tries(failed, passed, None, left)
    return Tries(failed, passed, handed_in[-1][0] + timedelta(hours=quiz.wait_hours), left)
