"""Pages of all languages in, one draft of a release out. Reads pictures, writes nothing but their renditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.rules import QuestionDraft
from core.errors import Refused
from core.text import LANGUAGES, best_language
from courses.choices import ActivityKind
from courses.rules import ItemDraft, Module, Outline, ReleaseDraft, Step, TextDraft

from ..choices import TextQuality
from ..models import LessonPage
from ..queries import CourseTree, pictures_of
from ..rules.merging import Spoken, same_activity
from .lessons import WIDTHS
from .speaking import kind_of, size_of, speak

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "ky": "Кыргызча"}


@dataclass(frozen=True)
class Draft:
    """An activity with its questions named by key; versions come when they are stored."""

    item: ItemDraft
    questions: tuple[str, ...]

    def with_versions(self, versions: Mapping[str, int]) -> ItemDraft:
        name = {ActivityKind.LESSON: "practice", ActivityKind.QUIZ: "questions"}.get(ActivityKind(self.item.kind))
        if not name:
            return self.item
        return replace(self.item, spec={**self.item.spec, name: [versions[key] for key in self.questions]})


@dataclass(frozen=True)
class Compiled:
    """validity_months: of the certificate; the rule is no part of the release."""

    outlines: Mapping[str, Outline]
    drafts: tuple[Draft, ...]
    questions: tuple[QuestionDraft, ...]
    validity_months: int

    def draft(self, versions: Mapping[str, int]) -> ReleaseDraft:
        """versions: id of the version to ask, by question key."""
        return ReleaseDraft(self.outlines, tuple(each.with_versions(versions) for each in self.drafts))


@dataclass(frozen=True)
class Activity:
    """One activity in all its languages; lead: the language that decides what all share."""

    key: str
    kind: str
    module: str
    lead: str
    spoken: Mapping[str, Spoken]

    def language(self, wanted: str) -> str:
        return best_language(wanted, self.spoken)


def compile_course(trees: Mapping[str, CourseTree]) -> Compiled:
    """Everything a release needs. Refused: nothing to release, keys given twice, languages that disagree."""
    if not trees:
        raise Refused(_("Publish the course page before its release."))
    lead = _leading(trees)
    modules = _by_key(lead, {name: [each.page for each in tree.modules] for name, tree in trees.items()})
    activities = _activities(lead, trees, list(modules))
    outlines = {language: _outline(language, trees, modules, activities) for language in LANGUAGES}
    drafts = tuple(_draft(activity) for activity in activities)
    questions = tuple(question for activity in activities for question in _questions(activity))
    keys = [question.key for question in questions]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        raise Refused(_("Two questions are called %(key)s. Give one of them another key.") % {"key": twice})
    return Compiled(outlines, drafts, questions, trees[lead].page.validity_months)


def _leading(trees: Mapping[str, CourseTree]) -> str:
    """The language the course was written in; it decides order, roles and hours."""
    sources = [name for name in LANGUAGES if name in trees and trees[name].page.text_quality == TextQuality.SOURCE]
    return (sources or [name for name in LANGUAGES if name in trees])[0]


def _by_key(lead: str, pages: Mapping[str, Sequence[Any]]) -> dict[str, dict[str, Any]]:
    """Pages by key and language, in the order of the leading language; what only others have comes last."""
    found: dict[str, dict[str, Any]] = {}
    for language in (lead, *(name for name in pages if name != lead)):
        for page in pages[language]:
            languages = found.setdefault(page.key, {})
            if language in languages:
                raise Refused(_("Two pages have the key %(key)s. Give one of them another key.") % {"key": page.key})
            languages[language] = page
    return found


def _activities(lead: str, trees: Mapping[str, CourseTree], modules: Sequence[str]) -> list[Activity]:
    lessons = (each for tree in trees.values() for module in tree.modules for each in module.activities)
    pictures = pictures_of((page.body for page in lessons if isinstance(page, LessonPage)), WIDTHS)
    found: list[Activity] = []
    for module in modules:
        pages = {
            language: [page for each in tree.modules if each.page.key == module for page in each.activities]
            for language, tree in trees.items()
        }
        for key, languages in _by_key(lead, pages).items():
            found.append(_activity(lead, module, key, languages, pictures))
    keys = [activity.key for activity in found]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        raise Refused(_("Two pages have the key %(key)s. Give one of them another key.") % {"key": twice})
    return found


def _activity(lead: str, module: str, key: str, pages: Mapping[str, Any], pictures: Mapping[int, Any]) -> Activity:
    first = lead if lead in pages else best_language("ru", pages)
    kind = kind_of(pages[first])
    spoken = {}
    for language, page in pages.items():
        if kind_of(page) != kind:
            raise Refused(
                _("“%(key)s” is a different kind of page: %(language)s.")
                % {"key": key, "language": LANGUAGE_NAMES[language]}
            )
        with override(language):
            spoken[language] = speak(page, pictures)
    for language, other in spoken.items():
        same_activity(module, spoken[first], other, LANGUAGE_NAMES[language])
    return Activity(key, kind, module, first, spoken)


def _draft(activity: Activity) -> Draft:
    lead = activity.spoken[activity.lead]
    texts = {}
    for wanted in LANGUAGES:
        language = activity.language(wanted)
        spoken = activity.spoken[language]
        texts[wanted] = TextDraft(body=spoken.body, text_language=language, needs_review=spoken.review)
    keys = tuple(f"{activity.module}-{asked.id}" for asked in lead.asked)
    spec = {**lead.spec, **lead.leading} if activity.kind == ActivityKind.LESSON else dict(lead.spec)
    if activity.kind == ActivityKind.QUIZ:
        spec["critical"] = [f"{activity.module}-{asked.id}" for asked in lead.asked if asked.critical]
    item = ItemDraft(key=activity.key, kind=activity.kind, module_key=activity.module, spec=spec, texts=texts)
    return Draft(item, keys)


def _questions(activity: Activity) -> Iterable[QuestionDraft]:
    for place, asked in enumerate(activity.spoken[activity.lead].asked):
        yield QuestionDraft(
            key=f"{activity.module}-{asked.id}",
            kind=asked.kind,
            difficulty=asked.difficulty,
            spec=asked.spec,
            texts={language: spoken.asked[place].text for language, spoken in sorted(activity.spoken.items())},
        )


def _outline(
    wanted: str,
    trees: Mapping[str, CourseTree],
    modules: Mapping[str, Mapping[str, Any]],
    activities: Sequence[Activity],
) -> Outline:
    language = best_language(wanted, trees)
    lead = _leading(trees)
    return Outline(
        title=trees[language].page.title,
        summary=trees[language].page.summary,
        text_language=language,
        modules=tuple(
            _module(pages[best_language(wanted, pages)], pages.get(lead) or next(iter(pages.values())), steps)
            for key, pages in modules.items()
            if (steps := tuple(_step(wanted, each) for each in activities if each.module == key))
        ),
    )


def _module(page: Any, lead: Any, steps: tuple[Step, ...]) -> Module:
    return Module(
        key=lead.key,
        title=page.title,
        roles=tuple(code.strip() for code in lead.roles.split(",") if code.strip()),
        hours={
            "contact": lead.hours_contact,
            "self_study": lead.hours_self_study,
            "practice": lead.hours_practice,
            "assessment": lead.hours_assessment,
        },
        outcomes=tuple(line.strip() for line in page.outcomes.splitlines() if line.strip()),
        steps=steps,
    )


def _step(wanted: str, activity: Activity) -> Step:
    language = activity.language(wanted)
    spoken = activity.spoken[language]
    minutes = activity.spoken[activity.lead].leading.get("minutes", 0)
    return Step(activity.key, activity.kind, spoken.title, minutes, size_of(spoken), language)
