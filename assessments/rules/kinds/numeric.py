from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .base import Answer, Form, Kind, Line, Mark, Shown, Spec, Told, Unclear

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


class Numeric(Kind):
    """A number, right within a tolerance."""

    widget = "number"

    def problems(self, spec: Spec) -> Iterator[str]:
        if not _is_number(spec.get("right")):
            yield _("The right answer must be a number.")
        if not _is_number(spec.get("tolerance", 0)) or spec.get("tolerance", 0) < 0:
            yield _("The tolerance must be a number, 0 or more.")

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return []

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        """Takes what people write: "1 000", "2,5", "−3"."""
        written = "".join(str(form.get("a") or "").split()).replace(",", ".").replace("−", "-")
        if not _NUMBER.fullmatch(written):
            raise Unclear(_("Write a number, for example 10 or 2.5"), "a")
        return {"number": written}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        written = answer.get("number")
        if not isinstance(written, str) or not _NUMBER.fullmatch(written):
            return Mark(Fraction(0), {})
        distance = abs(Fraction(written) - Fraction(str(spec["right"])))
        hit = distance <= Fraction(str(spec.get("tolerance") or 0))
        return Mark(Fraction(hit), {"number": hit})

    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        return Shown(self.widget, (Line("a", value=str(answer.get("number", ""))),), _("Write a number"))

    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        hit = self.mark(spec, answer).right
        right = str(Decimal(str(spec["right"])).normalize().to_eng_string())
        yours = [] if hit or "number" not in answer else [Told(str(answer["number"]), True, False)]
        return [*yours, Told(f"{Decimal(right):f}", hit, True)]

    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        return str(answer.get("number", ""))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**12
