"""A draft as the learner will see it: compiled like a release, drawn with the learner's own templates, not stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from assessments.rules import KINDS, Shown, check, split_stem
from core.html import clean_html
from courses.choices import ActivityKind
from courses.queries import LessonScreen

from ..models import LessonPage
from ..operations import WIDTHS, kind_of, speak
from ..queries import pictures_of
from ..rules.merging import Spoken
from ..rules.questions import Asked

TEMPLATES = {
    ActivityKind.LESSON: "cms/draft_lesson.html",
    ActivityKind.QUIZ: "cms/draft_quiz.html",
    ActivityKind.SCENARIO: "cms/draft_scenario.html",
    ActivityKind.OBSERVATION: "cms/draft_observation.html",
}


@dataclass(frozen=True)
class DraftQuestion:
    """What templates/assessments/question_form.html draws, for a question that is in no bank yet.

    wrong: what still keeps it from being asked.
    """

    scene: SafeString
    ask: SafeString
    shown: Shown | None
    text_language: str
    critical: bool
    wrong: list[str] = field(default_factory=list)
    unclear: None = None
    unsure: bool = False
    lang: str = ""


def show_draft(page: Any, request: HttpRequest) -> HttpResponse:
    language = page.locale.language_code
    pictures = pictures_of([page.body], WIDTHS) if isinstance(page, LessonPage) else {}
    with override(language):
        request.LANGUAGE_CODE = language
        spoken = speak(page, pictures)
        context = {
            "preview": True,
            "entry_id": "",
            "title": spoken.title,
            "body": spoken.body,
            "spec": spoken.spec,
            "text_language": language,
            "questions": [_question(asked, language) for asked in spoken.asked],
            "page": _screens(page, spoken, language),
            "ways": _ways(spoken),
        }
        response = render(request, TEMPLATES[ActivityKind(kind_of(page))], context)
    response._csp_replace = {"frame-ancestors": [SELF]}  # the editor shows it in a frame
    return response


def _screens(page: Any, spoken: Spoken, language: str) -> LessonScreen:
    shown = tuple(spoken.body.get("screens", ()))
    return LessonScreen(page.course_code(), page.key, spoken.title, shown, 1, len(shown), language)


def _ways(spoken: Spoken) -> list[tuple[str, str, list[tuple[Any, str, Any]]]]:
    """Scenes of a scenario with their choices and where these lead: the map beside the story."""
    found = []
    for name, node in spoken.spec.get("nodes", {}).items():
        words = spoken.body["nodes"][name]
        steps = zip(words["choices"], node["choices"], strict=True)
        found.append((name, words["text"], [(choice, step["next"], step["effects"]) for choice, step in steps]))
    return found


def _question(asked: Asked, language: str) -> DraftQuestion:
    stem = clean_html(asked.text["stem"])
    wrong = check(asked.kind, asked.spec, {language: asked.text})
    scene, ask = split_stem(stem)
    if asked.kind == "cloze":
        scene, ask = "", ""
    text = {**asked.text, "stem": stem.replace("</p><p>", "<br>").replace("<p>", "").replace("</p>", "")}
    shown = None if wrong else KINDS[asked.kind].show(asked.spec, text, {}, asked.id)
    return DraftQuestion(mark_safe(scene), mark_safe(ask), shown, language, asked.critical, wrong)  # noqa: S308 -- clean
