"""When observed practice is good enough. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from ..choices import Seen

# A personal number, a telephone number, a date of birth: nothing that leads to a child may be written down.
_PRIVATE = re.compile(r"\d(?:[\s().-]?\d){8,}|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b")


def looks_private(text: str) -> bool:
    return bool(_PRIVATE.search(text))


@dataclass(frozen=True)
class Sight:
    """percent: seen of all applicable lines, two decimals, rounded down."""

    percent: Decimal
    passed: bool


def judge_observation(seen: Mapping[str, str], critical: Iterable[str], pass_percent: int) -> Sight:
    """seen: line id -> a code of choices.Seen. Partly seen is not seen yet; not applicable leaves the sum."""
    applicable = [code for code in seen.values() if code != Seen.NOT_APPLICABLE]
    exact = Fraction(100 * applicable.count(Seen.SEEN), max(len(applicable), 1))
    missed = any(seen.get(line) == Seen.NOT_SEEN for line in critical)
    percent = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_DOWN)
    return Sight(percent, exact >= pass_percent and not missed)
