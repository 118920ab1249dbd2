from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from .base import Answer, Form, Kind, Line, Mark, Pick, Shown, Spec, Told, Unclear, mapped, scrambled

_GAP = re.compile(r"\[(\d{1,2})\]")


class Cloze(Kind):
    """A sentence with gaps; its stem marks them [1], [2]."""

    widget = "gaps"

    def problems(self, spec: Spec) -> Iterator[str]:
        blanks = spec.get("blanks", [])
        if not blanks:
            yield _("Give at least one gap.")
        for blank in blanks:
            if len(set(blank["options"])) < 2 or len(set(blank["options"])) != len(blank["options"]):
                yield _("Give at least two different words for gap %(n)s.") % {"n": blank["n"]}
            if blank["right"] not in blank["options"]:
                yield _("The right word for gap %(n)s is not among its words.") % {"n": blank["n"]}

    def word_keys(self, spec: Spec) -> Sequence[str]:
        return [f"{blank['n']}.{option}" for blank in spec["blanks"] for option in blank["options"]]

    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        filled = {}
        for blank in spec["blanks"]:
            options = self._options(blank, seed)
            value = form.get(f"a{blank['n']}") or ""
            if value not in options:
                raise Unclear(_("Choose a word for every gap"), f"a{blank['n']}")
            filled[str(blank["n"])] = options[value]
        return {"blanks": filled}

    def mark(self, spec: Spec, answer: Answer) -> Mark:
        filled = mapped(answer.get("blanks"))
        parts = {str(blank["n"]): filled.get(str(blank["n"])) == blank["right"] for blank in spec["blanks"]}
        return Mark(Fraction(sum(parts.values()), len(spec["blanks"])), parts)

    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        """The stem cut at its gaps; a gap whose mark was lost in translation stands at the end."""
        blanks = {int(blank["n"]): blank for blank in spec["blanks"]}
        filled = mapped(answer.get("blanks"))
        lines, before = [], ""
        pieces = _GAP.split(text["stem"])
        for words, number in zip(pieces[::2], [*map(int, pieces[1::2]), None], strict=True):
            before += words
            if number in blanks:
                lines.append(self._line(blanks.pop(number), text, filled, seed, before))
                before = ""
        lines += [self._line(blank, text, filled, seed, "") for blank in blanks.values()]
        return Shown(self.widget, tuple(lines), _("Choose a word for every gap"), before)

    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        parts = self.mark(spec, answer).parts
        return [
            Told(f"{blank['n']}. {self._word(blank['n'], blank['right'], text)}", parts[str(blank["n"])], True)
            for blank in spec["blanks"]
        ]

    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        filled = mapped(answer.get("blanks"))
        return "; ".join(f"{n}. {self._word(n, option, text)}" for n, option in sorted(filled.items()))

    def _word(self, n: int | str, option: str, text: Mapping[str, Any]) -> str:
        return str(text["words"].get(f"{n}.{option}", ""))

    def _options(self, blank: Mapping[str, Any], seed: str) -> dict[str, str]:
        return scrambled(blank["options"], f"{seed}:{blank['n']}")

    def _line(
        self, blank: Mapping[str, Any], text: Mapping[str, Any], filled: dict[str, str], seed: str, before: str
    ) -> Line:
        number = blank["n"]
        picks = tuple(
            Pick(alias, self._word(number, option, text), filled.get(str(number)) == option)
            for alias, option in self._options(blank, seed).items()
        )
        return Line(f"a{number}", _("Gap %(n)s") % {"n": number}, picks, before=before)
