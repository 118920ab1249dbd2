"""One activity in several languages: what must agree, and a sentence about what does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused

from .questions import Asked


@dataclass(frozen=True)
class Spoken:
    """What one language's page says.

    body: see courses.models.Content. spec: what every language must share. leading: what the source language
    decides alone (minutes). asked: its questions, in order. review: a native reader has not cleared it.
    """

    title: str
    body: Mapping[str, Any]
    spec: Mapping[str, Any]
    leading: Mapping[str, Any]
    asked: tuple[Asked, ...] = ()
    review: bool = False


def same_question(module: str, first: Asked, other: Asked, language: str) -> None:
    """Refused: another language asks it in another way, or has another right answer."""
    place = {"module": module, "question": first.id, "language": language}
    if other.kind != first.kind:
        raise Refused(_("Module %(module)s, question %(question)s is of another kind: %(language)s.") % place)
    if _shape(other) != _shape(first):
        raise Refused(_("Module %(module)s, question %(question)s has other parts: %(language)s.") % place)
    if other.spec != first.spec:
        raise Refused(_("Module %(module)s, question %(question)s has another right answer: %(language)s.") % place)
    if other.critical != first.critical:
        raise Refused(
            _("Module %(module)s, question %(question)s is critical in one language only: %(language)s.") % place
        )


def same_questions(module: str, first: Spoken, other: Spoken, language: str) -> None:
    """Refused: a question is missing, added or moved in another language."""
    here, there = [asked.id for asked in first.asked], [asked.id for asked in other.asked]
    for missing in here:
        if missing not in there:
            raise Refused(
                _("Module %(module)s: question %(question)s of “%(title)s” is missing: %(language)s.")
                % {"module": module, "question": missing, "title": first.title, "language": language}
            )
    for added in there:
        if added not in here:
            raise Refused(
                _("Module %(module)s: question %(question)s of “%(title)s” is in one language only: %(language)s.")
                % {"module": module, "question": added, "title": first.title, "language": language}
            )
    if here != there:
        raise Refused(
            _("Module %(module)s: the questions of “%(title)s” stand in another order: %(language)s.")
            % {"module": module, "title": first.title, "language": language}
        )
    for one, two in zip(first.asked, other.asked, strict=True):
        same_question(module, one, two, language)


def same_activity(module: str, first: Spoken, other: Spoken, language: str) -> None:
    """Refused: what must be the same in every language is not."""
    same_questions(module, first, other, language)
    if other.spec != first.spec:
        raise Refused(
            _("Module %(module)s: “%(title)s” has other parts or another result: %(language)s. Difference: %(where)s.")
            % {"module": module, "title": first.title, "language": language, "where": _where(first.spec, other.spec)}
        )


def _shape(asked: Asked) -> Any:
    """The parts of a question without what is right about them."""
    parts = {name: value for name, value in asked.spec.items() if name not in {"right", "tolerance"}}
    if "blanks" in parts:
        parts["blanks"] = [(blank["n"], blank["options"]) for blank in parts["blanks"]]
    if asked.kind == "match":
        parts["right"] = asked.spec["right"]
    return parts


def _where(one: Any, two: Any) -> str:
    """The way to the first difference: "nodes / n2 / choices"."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        for name in (*one, *two):
            if one.get(name) != two.get(name):
                return " / ".join(filter(None, [str(name), _where(one.get(name), two.get(name))]))
    return ""
