"""The pages a curriculum needs, each with a digest that tells whether its source has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.text import in_language
from courses.rules import digest

from ..choices import TextQuality
from .curriculum import PASS_PERCENT, SEEN_ALWAYS, CourseSource, ModuleSource, ModuleText, QuestionText, practice_ids

SOURCE = "en"


@dataclass(frozen=True)
class Planned:
    """A page to be: model is the name of its class, path the keys from the course down to it."""

    model: str
    language: str
    key: str
    title: str
    path: tuple[str, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Planned, ...] = ()

    @property
    def digest(self) -> str:
        return digest([self.title, self.fields])

    @property
    def translation_key(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"ochag:{self.model}:{'/'.join(self.path)}")

    def walk(self) -> Iterator[Planned]:
        yield self
        for child in self.children:
            yield from child.walk()


def plan(courses: Sequence[CourseSource], language: str) -> tuple[Planned, ...]:
    """The curricula of one language, with everything below them."""
    with override(language):
        return tuple(_curriculum(course, language) for course in courses)


def shelves() -> dict[str, str]:
    """Titles of the curricula, by the code of their course."""
    return {
        "A": _("Case management"),
        "B": _("Minimum quality standards"),
        "C": _("Re-training"),
    }


def _quality(language: str) -> str:
    return str(TextQuality.SOURCE if language == SOURCE else TextQuality.MACHINE)


def _curriculum(course: CourseSource, language: str) -> Planned:
    title = in_language(course.titles, language)
    modules = tuple(
        _module(course.code, module, module.texts[language], language)
        for module in course.modules
        if language in module.texts
    )
    quality = {"text_quality": _quality(language)}
    below = Planned("CoursePage", language, course.code, title, (course.code,), quality, modules)
    shelf = f"curriculum-{course.code.lower()}"
    return Planned("CurriculumPage", language, shelf, shelves().get(course.code, title), (shelf,), quality, (below,))


def _module(course: str, module: ModuleSource, text: ModuleText, language: str) -> Planned:
    contact, self_study, practice, assessment = module.hours
    fields = {
        "text_quality": _quality(language),
        "roles": ", ".join(module.roles),
        "outcomes": "\n".join(text.outcomes),
        "standards": ", ".join(module.standards),
        "competences": ", ".join(module.competences),
        "hours_contact": contact,
        "hours_self_study": self_study,
        "hours_practice": practice,
        "hours_assessment": assessment,
    }
    path = (course, module.code)
    children = _activities(module.code, path, text, language)
    return Planned("ModulePage", language, module.code, text.title, path, fields, tuple(children))


def _activities(code: str, path: tuple[str, ...], text: ModuleText, language: str) -> Iterator[Planned]:
    quality: dict[str, Any] = {"text_quality": _quality(language)}
    practice = practice_ids(text.quiz)
    by_key = {question.value["key"]: question for question in text.quiz}
    for number, lesson in enumerate(text.lessons):
        asked = [by_key[key] for key in practice[number : number + 1]]
        body = _stream([("text", _paragraphs(lesson.paragraphs)), *map(_practice, asked)])
        fields = {**quality, "body": body}
        yield Planned("LessonPage", language, lesson.key, lesson.title, (*path, lesson.key), fields)
    if text.scenario:
        scenario = text.scenario
        fields = {
            **quality,
            "child": scenario.child,
            "setting": scenario.setting,
            "start": scenario.start,
            "meters": _stream([("meter", {"code": meter, "words": ""}) for meter in scenario.meters]),
            "scenes": _stream([("scene", scene) for scene in scenario.scenes]),
            "endings": _stream([("ending", ending) for ending in scenario.endings]),
        }
        yield Planned("ScenarioPage", language, scenario.key, scenario.title, (*path, scenario.key), fields)
    counted = [(each.kind, each.value) for each in text.quiz if each.value["key"] not in practice]
    fields = quality | {"body": _stream(counted), "pass_percent": PASS_PERCENT.get(code, 70)}
    yield Planned("QuizPage", language, f"{code}-Q", _("Quiz"), (*path, f"{code}-Q"), fields)
    lines = [
        ("line", {"key": f"l{number}", "text": line, "critical": code in SEEN_ALWAYS})
        for number, line in enumerate(text.observation, start=1)
    ]
    fields = {**quality, "lines": _stream(lines)}
    title = _("Observed practice")
    yield Planned("ObservationPage", language, f"{code}-O", title, (*path, f"{code}-O"), fields)


def _practice(question: QuestionText) -> tuple[str, Mapping[str, Any]]:
    return question.kind, {name: value for name, value in question.value.items() if name != "critical"}


def _paragraphs(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _stream(blocks: Sequence[tuple[str, Any]]) -> str:
    """A stream's value as it is stored; ids of blocks follow from their place, so that the same source is the same."""
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"ochag:block:{place}"))}
            for place, (kind, value) in enumerate(blocks)
        ],
        ensure_ascii=False,
    )
