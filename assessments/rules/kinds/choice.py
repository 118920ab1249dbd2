from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .base import Answer, Form, Kind, Line, Mark, Pick, Shown, Spec, Told, Unclear, listed


class Choosing(Kind):
    """Options to choose from, in the order they were written."""

    def options(self, spec: Spec) -> list[str]:
        return list(spec["options"])

    def key(self, spec: Spec) -> set[str]:
        return set(spec["right"])

    def label(self, option: str, text: Mapping[str, Any]) -> str:
        return str(text["words"].get(option, ""))

    def ask(self) -> str:
        return _("Choose one answer")

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return self.options(spec)

    def problems(self, spec: Spec) -> Iterator[str]:
        options, right = spec.get("options", []), spec.get("right", [])
        if len(options) < 2 or len(set(options)) != len(options):
            yield _("Give at least two different options.")
        if not set(right) <= set(options):
            yield _("A right answer is not among the options.")

    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        chosen = listed(answer.get("chosen"))
        picks = tuple(Pick(each, self.label(each, text), each in chosen) for each in self.options(spec))
        return Shown(self.widget, (Line("a", picks=picks),), self.ask())

    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        chosen, right = listed(answer.get("chosen")), self.key(spec)
        return [
            Told(self.label(each, text), each in chosen, each in right, text.get("hints", {}).get(each, ""))
            for each in self.options(spec)
            if each in chosen or each in right
        ]

    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        chosen = listed(answer.get("chosen"))
        return "; ".join(self.label(each, text) for each in self.options(spec) if each in chosen)


class Single(Choosing):
    widget = "radio"

    def problems(self, spec: Spec) -> Iterator[str]:
        yield from super().problems(spec)
        if len(spec.get("right", [])) != 1:
            yield _("Mark exactly one option as right.")

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        value = form.get("a")
        if value not in self.options(spec):
            raise Unclear(_("Choose one answer"), "a")
        return {"chosen": [value]}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        chosen, right = listed(answer.get("chosen")), self.key(spec)
        hit = len(chosen) == 1 and set(chosen) == right
        return Mark(Fraction(hit), {each: each in right for each in chosen})


class TrueFalse(Single):
    def options(self, spec: Spec) -> list[str]:
        return ["true", "false"]

    def key(self, spec: Spec) -> set[str]:
        return {"true" if spec["right"] else "false"}

    def label(self, option: str, text: Mapping[str, Any]) -> str:
        return _("True") if option == "true" else _("False")

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return []

    def problems(self, spec: Spec) -> Iterator[str]:
        if not isinstance(spec.get("right"), bool):
            yield _("Say whether the sentence is true or false.")


class Multiple(Choosing):
    widget = "checkbox"

    def ask(self) -> str:
        return _("Choose all that apply")

    def problems(self, spec: Spec) -> Iterator[str]:
        yield from super().problems(spec)
        if not spec.get("right"):
            yield _("Mark at least one option as right.")

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        sent = form.getlist("a")
        chosen = [each for each in self.options(spec) if each in sent]
        if not chosen:
            raise Unclear(_("Choose all that apply"), "a")
        return {"chosen": chosen}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        """Right ones chosen less wrong ones chosen, out of all right ones: ticking everything earns little."""
        chosen, right = set(listed(answer.get("chosen"))) & set(self.options(spec)), self.key(spec)
        points = max(len(chosen & right) - len(chosen - right), 0)
        return Mark(
            Fraction(points, len(right)), {each: (each in chosen) == (each in right) for each in chosen | right}
        )
