from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .base import Answer, Form, Kind, Line, Mark, Pick, Shown, Spec, Told, Unclear, mapped, scrambled


class Match(Kind):
    """Lines on the left, each with its partner on the right."""

    widget = "selects"

    def problems(self, spec: Spec) -> Iterator[str]:
        left, right = spec.get("left", []), spec.get("right", [])
        if len(left) < 2 or len(set(left)) != len(left) or len(set(right)) != len(right):
            yield _("Give at least two different pairs.")
        if len(right) < len(left):
            yield _("Every line on the left needs a partner.")

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return [*spec["left"], *spec["right"]]

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        right = scrambled(spec["right"], seed)
        pairs = {}
        for number, left in enumerate(spec["left"], start=1):
            value = form.get(f"a{number}") or ""
            if value not in right:
                raise Unclear(_("Choose a partner for every line"), f"a{number}")
            pairs[left] = right[value]
        return {"pairs": pairs}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        pairs = mapped(answer.get("pairs"))
        parts = {left: pairs.get(left) == right for left, right in zip(spec["left"], spec["right"], strict=False)}
        return Mark(Fraction(sum(parts.values()), len(spec["left"])), parts)

    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        pairs, words, right = mapped(answer.get("pairs")), text["words"], scrambled(spec["right"], seed)
        lines = tuple(
            Line(
                f"a{number}",
                words.get(left, ""),
                tuple(Pick(alias, words.get(each, ""), pairs.get(left) == each) for alias, each in right.items()),
            )
            for number, left in enumerate(spec["left"], start=1)
        )
        return Shown(self.widget, lines, _("Choose a partner for every line"))

    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        parts, words = self.mark(spec, answer).parts, text["words"]
        return [
            Told(f"{words.get(left, '')} → {words.get(right, '')}", parts[left], True)
            for left, right in zip(spec["left"], spec["right"], strict=False)
        ]

    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        pairs, words = mapped(answer.get("pairs")), text["words"]
        return "; ".join(
            f"{words.get(left, '')} → {words.get(pairs[left], '')}" for left in spec["left"] if left in pairs
        )
