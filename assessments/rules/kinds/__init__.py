"""Kinds of question: one small class each; a new kind is a class here and a word in choices."""

from __future__ import annotations

from collections.abc import Mapping

from ...choices import QuestionKind
from .base import UNSURE, Answer, Form, Kind, Line, Mark, Pick, Shown, Spec, Told, Unclear
from .choice import Multiple, Single, TrueFalse
from .cloze import Cloze
from .match import Match
from .numeric import Numeric
from .order import Order

KINDS: Mapping[str, Kind] = {
    QuestionKind.SINGLE: Single(),
    QuestionKind.MULTIPLE: Multiple(),
    QuestionKind.TRUEFALSE: TrueFalse(),
    QuestionKind.ORDER: Order(),
    QuestionKind.MATCH: Match(),
    QuestionKind.CLOZE: Cloze(),
    QuestionKind.NUMERIC: Numeric(),
}

__all__ = ["KINDS", "UNSURE", "Answer", "Form", "Kind", "Line", "Mark", "Pick", "Shown", "Spec", "Told", "Unclear"]
