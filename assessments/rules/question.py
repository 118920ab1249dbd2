"""A question: is it fit to be asked, what was answered, how much of it is right. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from courses.rules import digest

from .kinds import KINDS, UNSURE, Answer, Form, Mark, Spec, Unclear

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True)
class QuestionDraft:
    """A question on its way into the bank; spec and texts have the shapes of models.QuestionVersion."""

    key: str
    kind: str
    difficulty: int
    spec: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, Any]]

    def digest(self) -> str:
        return digest({"kind": self.kind, "difficulty": self.difficulty, "spec": self.spec, "texts": self.texts})


def check(kind: str, spec: Spec, texts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What keeps the question from being asked, one sentence each; empty when nothing does."""
    if kind not in KINDS:
        return [_("There is no kind of question called “%(kind)s”.") % {"kind": kind}]
    found = list(KINDS[kind].problems(spec))
    if found:
        return found
    if not texts:
        found.append(_("The question has no words in any language."))
    for language, text in texts.items():
        if not text.get("stem"):
            found.append(_("The question itself is missing: %(language)s.") % {"language": language})
        missing = [key for key in KINDS[kind].word_keys(spec) if not text.get("words", {}).get(key)]
        found += [
            _("Words are missing for %(key)s: %(language)s.") % {"key": key, "language": language} for key in missing
        ]
    return found


def split_stem(html: str) -> tuple[str, str]:
    """The story before a question, and the question itself without its paragraph: a heading holds no paragraphs."""
    paragraphs = _PARAGRAPH.findall(html)
    if not paragraphs:
        return "", html
    ask = paragraphs[-1]
    before, _p, after = html.rpartition(f"<p>{ask}</p>")
    return (before + after).strip(), ask


def parse(kind: str, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
    """The answer in a posted form. "I'm not sure" is an answer; one that is complete goes before it.

    seed: the version's digest. Raises Unclear with the sentence to show.
    """
    try:
        return KINDS[kind].read(spec, form, seed)
    except Unclear:
        if form.get("unsure") or form.get("a") == "unsure":
            return dict(UNSURE)
        raise


def mark(kind: str, spec: Spec, answer: Answer) -> Mark:
    """The share of the question that is right; nothing for "I'm not sure"."""
    if not answer or answer.get("unsure"):
        return Mark(Fraction(0), {})
    return KINDS[kind].mark(spec, answer)
