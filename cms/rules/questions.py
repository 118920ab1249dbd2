"""From the raw value of a question block to its key and its words; see assessments.models.QuestionVersion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from .scenes import values

Raw = Mapping[str, Any]
Parts = tuple[dict[str, Any], dict[str, str], dict[str, str]]  # spec, words, hints


@dataclass(frozen=True)
class Asked:
    """One question as one language asks it. id: "q3", the same in every language."""

    id: str
    kind: str
    difficulty: int
    critical: bool
    spec: Mapping[str, Any]
    text: Mapping[str, Any]


def read_question(kind: str, value: Raw, *, number: int) -> Asked:
    """number: its place on the page, which names a draft that has no key yet."""
    spec, words, hints = READERS[kind](value)
    text: dict[str, Any] = {"stem": _html(value.get("stem") or ""), "feedback": value.get("feedback") or ""}
    if words:
        text["words"] = words
    if hints:
        text["hints"] = hints
    return Asked(
        id=value.get("key") or f"draft{number}",
        kind=kind,
        difficulty=int(value.get("difficulty") or 1),
        critical=bool(value.get("critical")),
        spec=spec,
        text=text,
    )


def _html(plain: str) -> str:
    """Plain words as HTML, a paragraph a line. What an author types is never markup here."""
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in plain.splitlines() if line.strip())


def _options(value: Raw) -> Parts:
    options = values(value.get("options") or ())
    ids = [f"o{number}" for number in range(1, len(options) + 1)]
    rows = list(zip(ids, options, strict=True))
    return (
        {"options": ids, "right": [each for each, option in rows if option.get("right")]},
        {each: option.get("text") or "" for each, option in rows},
        {each: option["feedback"] for each, option in rows if option.get("feedback")},
    )


def _truefalse(value: Raw) -> Parts:
    return {"right": value["right"] == "true" if value.get("right") else None}, {}, {}


def _order(value: Raw) -> Parts:
    words = {f"i{number}": text or "" for number, text in enumerate(values(value.get("items") or ()), start=1)}
    return {"items": list(words)}, words, {}


def _match(value: Raw) -> Parts:
    pairs = values(value.get("pairs") or ())
    left = {f"l{number}": pair.get("left") or "" for number, pair in enumerate(pairs, start=1)}
    right = {f"r{number}": pair.get("right") or "" for number, pair in enumerate(pairs, start=1)}
    return {"left": list(left), "right": list(right)}, left | right, {}


def _cloze(value: Raw) -> Parts:
    blanks: list[dict[str, Any]] = []
    words: dict[str, str] = {}
    for blank in values(value.get("blanks") or ()):
        lines = [line.strip() for line in (blank.get("options") or "").splitlines() if line.strip()]
        options = {f"o{number}": line for number, line in enumerate(lines, start=1)}
        blanks.append({"n": blank.get("number"), "options": list(options), "right": f"o{blank.get('right')}"})
        words |= {f"{blank.get('number')}.{option}": line for option, line in options.items()}
    return {"blanks": blanks}, words, {}


def _numeric(value: Raw) -> Parts:
    return {"right": _number(value.get("right")), "tolerance": _number(value.get("tolerance") or 0)}, {}, {}


def _number(value: Any) -> Any:
    """10.0 and 10 are the same key."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


READERS: dict[str, Callable[[Raw], Parts]] = {
    "single": _options,
    "multiple": _options,
    "truefalse": _truefalse,
    "order": _order,
    "match": _match,
    "cloze": _cloze,
    "numeric": _numeric,
}
