"""One module file: its text in one language, and whether a translation agrees with the English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.errors import Refused

from ..rules.curriculum import LessonText, ModuleText, QuestionText
from ..rules.merging import same_question
from .located import At, File, load
from .quiz import Located, read_quiz
from .scenario import read_scenario, scenes_of


@dataclass(frozen=True)
class Wanted:
    """What meta.yaml promises about a module."""

    code: str
    title: str
    outcomes: tuple[str, ...]
    lessons: int


@dataclass(frozen=True)
class Read:
    """A module's text, with the places of its parts for later comparison."""

    text: ModuleText
    quiz: tuple[Located, ...]
    scenario: At | None
    observation: At


def read_module(path: Path, name: str, wanted: Wanted, *, translation: bool) -> tuple[File, Read]:
    file, root = load(path, name)
    needed = ["lesson_texts", "quiz", "critical", "observation"]
    needed += ["title", "outcomes", "lesson_titles"] if translation else []
    fields = file.mapping(root, needed=needed, allowed=["scenario"])
    if translation:
        title = file.text(fields["title"])
        outcomes = tuple(file.texts(fields["outcomes"], exactly=len(wanted.outcomes)))
        file.texts(fields["lesson_titles"], exactly=wanted.lessons)
    else:
        title, outcomes = wanted.title, wanted.outcomes
    quiz = read_quiz(file, fields)
    observation = file.texts(fields["observation"])
    if not observation:
        file.wrong(fields["observation"], _("Give at least one line to observe."))
    scenario = fields.get("scenario")
    text = ModuleText(
        title=title,
        outcomes=outcomes,
        lessons=tuple(_lessons(file, fields["lesson_texts"], wanted)),
        scenario=read_scenario(file, scenario) if scenario else None,
        quiz=tuple(question for question, _at in quiz),
        observation=tuple(observation),
    )
    return file, Read(text, tuple(quiz), scenario, fields["observation"])


def _lessons(file: File, at: At, wanted: Wanted) -> list[LessonText]:
    found = []
    for number, each in enumerate(file.items(at, exactly=wanted.lessons), start=1):
        fields = file.mapping(each, needed=["lesson", "title", "body"])
        key = file.text(fields["lesson"])
        if key and key != f"{wanted.code}-L{number}":
            file.wrong(
                fields["lesson"],
                _("Expected lesson %(want)s here, found %(got)s.") % {"want": f"{wanted.code}-L{number}", "got": key},
            )
        body = file.text(fields["body"])
        paragraphs = tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip())
        found.append(LessonText(key, file.text(fields["title"]), paragraphs))
    return found


def compare(file: File, code: str, source: Read, other: Read, language: str) -> None:
    """Tell what in a translation is not as in the English: ids, order, effects, right answers, numbers of parts."""
    _compare_quiz(file, code, source.quiz, other.quiz, language)
    if len(source.text.observation) != len(other.text.observation):
        file.wrong(
            other.observation,
            _("Expected %(want)s here, found %(got)s.")
            % {"want": len(source.text.observation), "got": len(other.text.observation)},
        )
    if bool(source.text.scenario) != bool(other.text.scenario):
        file.wrong(other.scenario or 1, _("Only one of the languages has a scenario."))
    elif source.text.scenario and other.text.scenario and other.scenario:
        _compare_scenario(file, source, other)


def _compare_quiz(file: File, code: str, source: Sequence[Located], other: Sequence[Located], language: str) -> None:
    for (one, _at), (two, at) in zip(source, other, strict=False):
        if one.value["key"] != two.value["key"]:
            file.wrong(
                at,
                _("Expected question %(want)s here, found %(got)s.")
                % {"want": one.value["key"], "got": two.value["key"]},
            )
            continue
        _compare_question(file, code, one, two, at, language)


def _compare_question(file: File, code: str, one: QuestionText, two: QuestionText, at: At, language: str) -> None:
    try:
        same_question(code, one.asked(), two.asked(), language)
    except Refused as no:
        file.wrong(at, no.message)
    else:
        if one.value["difficulty"] != two.value["difficulty"]:
            file.wrong(at, _("Question %(id)s has another difficulty in English.") % {"id": one.value["key"]})


def _compare_scenario(file: File, source: Read, other: Read) -> None:
    one, two = source.text.scenario, other.text.scenario
    if not one or not two or not other.scenario:
        return
    at, value = other.scenario, other.scenario.value
    if one.key != two.key:
        file.wrong(value.get("id", at), _("The scenario is called %(id)s in English.") % {"id": one.key})
    if (one.start, one.meters) != (two.start, two.meters):
        file.wrong(value.get("start", at), _("The scenario starts elsewhere or has other meters in English."))
        return
    first, second = scenes_of(one).spec(), scenes_of(two).spec()
    places = {str(node.value["id"].value): node for node in value["nodes"].value if "id" in node.value}
    for node in first["nodes"]:
        if node not in second["nodes"]:
            file.wrong(at, _("Scene %(id)s is missing.") % {"id": node})
        elif first["nodes"][node] != second["nodes"][node]:
            file.wrong(places.get(node, at), _("Scene %(id)s has other choices or effects in English.") % {"id": node})
    if set(second["nodes"]) - set(first["nodes"]) or first["endings"] != second["endings"]:
        file.wrong(value.get("endings", at), _("The scenario has other scenes or endings in English."))
