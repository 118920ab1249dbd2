"""What one page says, as learners will read it. Preview and release both come through here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from courses.choices import ActivityKind

from ..choices import METERS, TextQuality
from ..models import LessonPage, ObservationPage, QuizPage, ScenarioPage
from ..rules.merging import Spoken
from ..rules.questions import READERS, Asked, read_question
from ..rules.scenes import Scenes, read_lines
from ..rules.screens import minutes
from .lessons import lesson_screens

KINDS = {
    LessonPage: ActivityKind.LESSON,
    QuizPage: ActivityKind.QUIZ,
    ScenarioPage: ActivityKind.SCENARIO,
    ObservationPage: ActivityKind.OBSERVATION,
}


def kind_of(page: Any) -> str:
    return str(KINDS[type(page)].value)


def size_of(spoken: Spoken) -> int:
    """Bytes of its text, questions included."""
    text = [spoken.body, [asked.text for asked in spoken.asked]]
    return len(json.dumps(text, ensure_ascii=False).encode())


@singledispatch
def speak(page: Any, pictures: Mapping[int, Any]) -> Spoken:
    """The page's words in the language that is active; pictures: images by id."""
    raise TypeError(type(page))


@speak.register
def _lesson(page: LessonPage, pictures: Mapping[int, Any]) -> Spoken:
    screens = lesson_screens(page.body.raw_data, pictures)
    asked = _asked(page)
    body = {"title": page.title, "screens": screens}
    return Spoken(page.title, body, {}, {"minutes": minutes(screens) + len(asked)}, asked, _review(page))


@speak.register
def _quiz(page: QuizPage, pictures: Mapping[int, Any]) -> Spoken:
    asked = _asked(page)
    spec = {"pass_percent": page.pass_percent, "wait_after": page.wait_after, "wait_hours": page.wait_hours}
    return Spoken(page.title, {"title": page.title}, spec, {"minutes": len(asked)}, asked, _review(page))


@speak.register
def _scenario(page: ScenarioPage, pictures: Mapping[int, Any]) -> Spoken:
    scenes = Scenes.read(
        start=page.start, meters=page.meters.raw_data, scenes=page.scenes.raw_data, endings=page.endings.raw_data
    )
    body = {
        "title": page.title,
        "child": page.child,
        "setting": page.setting,
        "meters": {code: words or meter_words(code) for code, words in scenes.meters},
        **scenes.words(),
    }
    return Spoken(page.title, body, scenes.spec(), {"minutes": len(scenes.nodes)}, (), _review(page))


@speak.register
def _observation(page: ObservationPage, pictures: Mapping[int, Any]) -> Spoken:
    spec, texts = read_lines(page.lines.raw_data)
    spec["pass_percent"] = page.pass_percent
    return Spoken(page.title, {"title": page.title, "lines": texts}, spec, {}, (), _review(page))


def meter_words(code: str) -> str:
    """ "felt_safety": "Feeling safe", in the language that is active."""
    return str(METERS.get(code) or code.replace("_", " ").capitalize())


def _asked(page: LessonPage | QuizPage) -> tuple[Asked, ...]:
    questions = [block for block in page.body.raw_data if block["type"] in READERS]
    return tuple(
        read_question(block["type"], block["value"], number=number) for number, block in enumerate(questions, start=1)
    )


def _review(page: Any) -> bool:
    return bool(page.text_quality == TextQuality.MACHINE)
