"""The shape of a compiled course, and when it is complete. Pure: no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, as 64 hexadecimal digits."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Step:
    """An activity as the outline shows it. minutes: reading time, whole minutes; size: bytes of its text."""

    key: str
    kind: str
    title: str
    minutes: int = 0
    size: int = 0
    text_language: str = ""


@dataclass(frozen=True)
class Module:
    """roles: codes for which it is compulsory, empty for everybody.

    hours: academic hours of 45 minutes: contact, self_study, practice, assessment.
    """

    key: str
    title: str
    roles: tuple[str, ...] = ()
    hours: Mapping[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def compulsory_for(self, role: str) -> bool:
        return not self.roles or role in self.roles


@dataclass(frozen=True)
class Outline:
    """A release at a glance, in one language."""

    title: str
    summary: str = ""
    text_language: str = ""
    modules: tuple[Module, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Outline:
        """From ReleaseOutline.data."""
        modules = tuple(
            Module(
                **{
                    **each,
                    "roles": tuple(each["roles"]),
                    "outcomes": tuple(each["outcomes"]),
                    "steps": tuple(Step(**step) for step in each["steps"]),
                }
            )
            for each in data["modules"]
        )
        return cls(data["title"], data["summary"], data["text_language"], modules)

    def steps(self) -> Iterator[Step]:
        for module in self.modules:
            yield from module.steps

    def compulsory_modules(self, role: str) -> list[Module]:
        """Modules for the role; all of them for a person without a role, or one whom no module is meant for."""
        meant = [module for module in self.modules if role and module.compulsory_for(role)]
        return meant or list(self.modules)

    def compulsory_keys(self, role: str) -> list[str]:
        """Keys of the activities that complete the course for a role, in order."""
        return [step.key for module in self.compulsory_modules(role) for step in module.steps]


def is_complete(outline: Outline, role: str, done: Iterable[str]) -> bool:
    """Whether every compulsory activity is done. An empty outline is never complete."""
    needed = outline.compulsory_keys(role)
    return bool(needed) and set(needed) <= set(done)


@dataclass(frozen=True)
class TextDraft:
    """An activity's words for readers of one language; see Content.body for the shapes."""

    body: Mapping[str, Any]
    text_language: str
    needs_review: bool = False


@dataclass(frozen=True)
class ItemDraft:
    """An activity on its way into a release; see ReleaseItem.spec for the shapes."""

    key: str
    kind: str
    module_key: str
    spec: Mapping[str, Any]
    texts: Mapping[str, TextDraft]


@dataclass(frozen=True)
class ReleaseDraft:
    """A compiled course that is not stored yet: outlines and items for every language of the platform."""

    outlines: Mapping[str, Outline]
    items: tuple[ItemDraft, ...]

    def digest(self) -> str:
        return digest(asdict(self))
