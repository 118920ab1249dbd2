"""What the files of a curriculum say, once they have been found right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .questions import Asked, read_question

MOST_PRACTICE = 2  # questions of a module that are asked for practice; the others are counted
SEEN_ALWAYS = frozenset({"C1", "C7"})  # modules whose observed lines are all critical
PASS_PERCENT = {"C7": 80}


@dataclass(frozen=True)
class LessonText:
    key: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class ScenarioText:
    """meters, scenes and endings are raw values of the page's fields."""

    key: str
    title: str
    child: str
    setting: str
    start: str
    meters: tuple[str, ...]
    scenes: tuple[Mapping[str, Any], ...]
    endings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class QuestionText:
    """value: the raw value of its block."""

    kind: str
    value: Mapping[str, Any]

    def asked(self) -> Asked:
        return read_question(self.kind, self.value, number=0)

    @property
    def practises(self) -> bool:
        """Whether it may be asked for practice: an easy one that is not critical."""
        return self.value["difficulty"] == 1 and not self.value["critical"]


@dataclass(frozen=True)
class ModuleText:
    """A module in one language."""

    title: str
    outcomes: tuple[str, ...]
    lessons: tuple[LessonText, ...]
    scenario: ScenarioText | None
    quiz: tuple[QuestionText, ...]
    observation: tuple[str, ...]


@dataclass(frozen=True)
class ModuleSource:
    """hours: academic hours: contact, self-study, practice, assessment. texts: by language; English is there."""

    code: str
    hours: tuple[int, int, int, int]
    roles: tuple[str, ...]
    standards: tuple[str, ...]
    competences: tuple[str, ...]
    texts: Mapping[str, ModuleText]


@dataclass(frozen=True)
class CourseSource:
    code: str
    titles: Mapping[str, str]
    modules: tuple[ModuleSource, ...]


def practice_ids(quiz: tuple[QuestionText, ...]) -> list[str]:
    """Keys of the questions that move into lessons: the first into lesson 1, the second into lesson 2."""
    return [question.value["key"] for question in quiz if question.practises][:MOST_PRACTICE]
