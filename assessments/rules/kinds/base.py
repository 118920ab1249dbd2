"""What every kind of question can do, and the small shapes it speaks in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any, ClassVar, Protocol

Spec = Mapping[str, Any]
Answer = Mapping[str, Any]
Words = Mapping[str, str]

UNSURE: dict[str, Any] = {"unsure": True}


class Form(Protocol):
    """The posted fields, as Django's QueryDict gives them."""

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def getlist(self, key: str, /) -> list[str]: ...


class Unclear(Exception):  # noqa: N818 -- reads as a sentence: "except Unclear"
    """The form holds no complete answer. field: the name of the field to go to."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class Mark:
    """share: 0 to 1 of the question; parts: id of an option, line or gap -> whether the answer had it right."""

    share: Fraction
    parts: Mapping[str, bool]

    @property
    def right(self) -> bool:
        return self.share == 1

    @property
    def partly(self) -> bool:
        return 0 < self.share < 1


@dataclass(frozen=True)
class Pick:
    """One thing that can be chosen. value: what the form sends, which never tells the right answer."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Line:
    """One field of the form. before: HTML of the sentence in front of a gap."""

    name: str
    label: str = ""
    picks: tuple[Pick, ...] = ()
    value: str = ""
    before: str = ""


@dataclass(frozen=True)
class Shown:
    """A question as a form. widget: radio, checkbox, selects, gaps or number; tail: HTML after the last gap."""

    widget: str
    lines: tuple[Line, ...]
    ask: str = ""
    tail: str = ""

    def filled(self, form: Form) -> Shown:
        """The same form with what was just sent in it, so that an incomplete answer loses nothing."""
        lines = tuple(
            replace(
                line,
                picks=tuple(replace(pick, chosen=pick.value in form.getlist(line.name)) for pick in line.picks),
                value=str(form.get(line.name) or "")[:40],
            )
            for line in self.lines
        )
        return replace(self, lines=lines)


@dataclass(frozen=True)
class Told:
    """One line of feedback: what it says, whether it was chosen, whether it is right, and why."""

    text: str
    yours: bool
    right: bool
    hint: str = ""


class Kind(ABC):
    """A kind of question. Stateless: everything it knows comes with the question."""

    widget: ClassVar[str]

    @abstractmethod
    def problems(self, spec: Spec) -> Iterator[str]:
        """What keeps this question from being asked, one sentence each."""

    @abstractmethod
    def word_keys(self, spec: Spec) -> Sequence[str]:
        """Keys that every language must have words for."""

    @abstractmethod
    def read(self, spec: Spec, form: Form, seed: str) -> dict[str, Any]:
        """The answer in the form. Raises Unclear when it is not complete."""

    @abstractmethod
    def mark(self, spec: Spec, answer: Answer) -> Mark:
        """How much of the answer is right. An answer of the wrong shape is worth nothing and breaks nothing."""

    @abstractmethod
    def show(self, spec: Spec, text: Mapping[str, Any], answer: Answer, seed: str) -> Shown:
        """The form, with the answer given so far. seed: fixes the order of scrambled lines."""

    @abstractmethod
    def explain(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> list[Told]:
        """The key beside the answer: for practice alone."""

    @abstractmethod
    def said(self, spec: Spec, text: Mapping[str, Any], answer: Answer) -> str:
        """The answer in words, for the list of answers. Tells nothing about the key."""


def scrambled(ids: Iterable[str], seed: str) -> dict[str, str]:
    """Numbers "1", "2", … for ids, in an order that is always the same and has nothing to do with the key.

    The ids of what must be ordered or matched stand in the right order, so no page may carry them.
    """
    mixed = sorted(ids, key=lambda each: sha256(f"{seed}:{each}".encode()).digest())
    return {str(place): each for place, each in enumerate(mixed, start=1)}


def listed(value: Any) -> list[str]:
    """Ids out of an answer that may come from anywhere."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def mapped(value: Any) -> dict[str, str]:
    """Pairs of ids out of an answer that may come from anywhere."""
    if not isinstance(value, dict):
        return {}
    return {key: each for key, each in value.items() if isinstance(each, str)}
