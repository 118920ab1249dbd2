"""The quiz of a module file into raw values of question blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from assessments.rules import check

from ..rules.curriculum import QuestionText
from .located import At, File

QUESTIONS = 10
Values = dict[str, Any]
Located = tuple[QuestionText, At]


def read_quiz(file: File, root: Mapping[str, At]) -> list[Located]:
    """The questions that could be read, each with the place where it stands."""
    critical = {}
    for each in file.items(root["critical"]):
        critical[file.text(each)] = each
    found = []
    taken: dict[str, int] = {}
    for at in file.items(root["quiz"], exactly=QUESTIONS):
        if (question := _question(file, at, critical)) is None:
            continue
        key = question.value["key"]
        if key in taken:
            file.wrong(at, _("Question %(id)s stands twice.") % {"id": key})
            continue
        taken[key] = at.line
        found.append((question, at))
    for key, each in critical.items():
        if key and key not in taken:
            file.wrong(each, _("There is no question %(id)s to be critical.") % {"id": key})
    return found


def _question(file: File, at: At, critical: Mapping[str, At]) -> QuestionText | None:
    kind = at.value.get("type") if isinstance(at.value, dict) else None
    reader = READERS.get(str(kind.value)) if kind else None
    if reader is None:
        file.wrong(kind or at, _("Expected one of these types: %(types)s.") % {"types": ", ".join(READERS)})
        return None
    own, read = reader
    fields = file.mapping(at, needed=["id", "type", "difficulty", "stem", *own], allowed=["feedback"])
    before = len(file.problems)
    key = file.text(fields["id"])
    value: Values = {
        "key": key,
        "stem": file.text(fields["stem"]),
        "difficulty": file.whole(fields["difficulty"], low=1, high=3),
        "critical": key in critical,
        "feedback": file.text(fields["feedback"]) if "feedback" in fields else "",
        **read(file, fields),
    }
    question = QuestionText(str(kind.value) if kind else "", value)
    if len(file.problems) == before:
        asked = question.asked()
        for sentence in check(asked.kind, asked.spec, {"": asked.text}):
            file.wrong(at, sentence)
    return question


def listed(values: list[Any]) -> list[dict[str, Any]]:
    """A raw list as the editor stores it: without ids it would read the items as values."""
    return [
        {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, f"ochag:item:{place}"))}
        for place, value in enumerate(values)
    ]


def _options(file: File, fields: Mapping[str, At]) -> Values:
    options = []
    for at in file.items(fields["options"]):
        option = file.mapping(at, needed=["t"], allowed=["c", "f"])
        options.append(
            {
                "text": file.text(option["t"]),
                "right": file.flag(option["c"]) if "c" in option else False,
                "feedback": file.text(option["f"]) if "f" in option else "",
            }
        )
    return {"options": listed(options)}


def _truefalse(file: File, fields: Mapping[str, At]) -> Values:
    return {"right": "true" if file.flag(fields["answer"]) else "false"}


def _order(file: File, fields: Mapping[str, At]) -> Values:
    return {"items": listed(file.texts(fields["items"]))}


def _match(file: File, fields: Mapping[str, At]) -> Values:
    pairs = []
    for at in file.items(fields["pairs"]):
        words = file.texts(at, exactly=2)
        if len(words) == 2:
            pairs.append({"left": words[0], "right": words[1]})
    return {"pairs": listed(pairs)}


def _cloze(file: File, fields: Mapping[str, At]) -> Values:
    blanks = []
    for at in file.items(fields["blanks"]):
        blank = file.mapping(at, needed=["n", "options", "answer"])
        number = file.whole(blank["n"], low=1, high=20)
        words, answer = file.texts(blank["options"]), file.text(blank["answer"])
        if answer not in words:
            file.wrong(blank["answer"], _("The right word is not among the words of this gap."))
        if f"[{number}]" not in str(fields["stem"].value):
            file.wrong(at, _("The question has no gap [%(number)s].") % {"number": number})
        right = words.index(answer) + 1 if answer in words else 1
        blanks.append({"number": number, "options": "\n".join(words), "right": right})
    return {"blanks": listed(blanks)}


def _numeric(file: File, fields: Mapping[str, At]) -> Values:
    return {"right": file.number(fields["answer"]), "tolerance": file.number(fields["tolerance"])}


READERS: dict[str, tuple[list[str], Callable[[File, Mapping[str, At]], Values]]] = {
    "single": (["options"], _options),
    "multiple": (["options"], _options),
    "truefalse": (["answer"], _truefalse),
    "order": (["items"], _order),
    "match": (["pairs"], _match),
    "cloze": (["blanks"], _cloze),
    "numeric": (["answer", "tolerance"], _numeric),
}
