from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .base import Answer, Form, Kind, Line, Mark, Pick, Shown, Spec, Told, Unclear, listed, scrambled


class Order(Kind):
    """Items to put in order: a place is chosen for each, so that nothing has to be dragged."""

    widget = "selects"

    def problems(self, spec: Spec) -> Iterator[str]:
        items = spec.get("items", [])
        if len(items) < 2 or len(set(items)) != len(items):
            yield _("Give at least two different lines to put in order.")

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return list(spec["items"])

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        places: dict[str, str] = {}
        for alias, item in scrambled(spec["items"], seed).items():
            place = form.get(f"a{alias}") or ""
            if place not in self._places(spec):
                raise Unclear(_("Choose a place for every line"), f"a{alias}")
            if place in places:
                raise Unclear(_("Give every line a place of its own"), f"a{alias}")
            places[place] = item
        return {"order": [places[place] for place in self._places(spec)]}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        """Each item in its place counts: one slip is not a wrong order."""
        items, order = spec["items"], listed(answer.get("order"))
        if sorted(order) != sorted(items):
            order = [""] * len(items)
        parts = {item: item == given for item, given in zip(items, order, strict=True)}
        return Mark(Fraction(sum(parts.values()), len(items)), parts)

    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        order = listed(answer.get("order"))
        lines = tuple(
            Line(f"a{alias}", text["words"].get(item, ""), tuple(self._picks(spec, order, item)))
            for alias, item in scrambled(spec["items"], seed).items()
        )
        return Shown(self.widget, lines, _("Put them in order"))

    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        parts = self.mark(spec, answer).parts
        return [
            Told(f"{place}. {text['words'].get(item, '')}", parts[item], True, text.get("hints", {}).get(item, ""))
            for place, item in enumerate(spec["items"], start=1)
        ]

    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        order = listed(answer.get("order"))
        return "; ".join(f"{place}. {text['words'].get(item, '')}" for place, item in enumerate(order, start=1))

    def _places(self, spec: Spec) -> list[str]:
        return [str(place) for place in range(1, len(spec["items"]) + 1)]

    def _picks(self, spec: Spec, order: list[str], item: str) -> Iterator[Pick]:
        for place in self._places(spec):
            yield Pick(place, place, len(order) >= int(place) and order[int(place) - 1] == item)
