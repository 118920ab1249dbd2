from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks import EndingBlock, LessonBody, LineBlock, MeterBlock, QuizBody, SceneBlock
from ..rules.scenes import Scenes
from .base import AuthoredPage
from .tree import course_code_above


class ActivityPage(AuthoredPage):
    """One thing a learner does."""

    letter: ClassVar[str] = ""
    several: ClassVar[bool] = True  # whether a module usually has more than one

    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    preview_modes = [("", _("As the learner sees it"))]

    class Meta:
        abstract = True

    def course_code(self) -> str:
        return course_code_above(self)

    def default_key(self, parent: Page) -> str:
        base = f"{parent.key}-{self.letter}"
        if not self.several and not self.key_is_taken(base, parent):
            return base
        return next(f"{base}{n}" for n in count(1) if not self.key_is_taken(f"{base}{n}", parent))

    def key_is_taken(self, key: str, parent: Page) -> bool:
        return any(
            pages.filter(key=key).exclude(pk=self.pk).exists() for pages in activities_below(parent.get_parent())
        )


def activities_below(page: Page) -> Iterator[models.QuerySet[ActivityPage]]:
    """One queryset for each kind of activity under a page."""
    for model in (LessonPage, QuizPage, ScenarioPage, ObservationPage):
        yield model.objects.descendant_of(page)


def give_keys(blocks: Iterable[Any], letter: str, taken: set[str]) -> None:
    """Number the blocks that have a key field and left it empty: q1, q2 …"""
    keyed = [block.value for block in blocks if isinstance(block.value, Mapping) and "key" in block.value]
    taken |= {value["key"] for value in keyed if value["key"]}
    last = max((int(found[1]) for key in taken if (found := re.fullmatch(rf"{letter}(\d+)", key))), default=0)
    for number, value in enumerate((value for value in keyed if not value["key"]), start=last + 1):
        value["key"] = f"{letter}{number}"


def question_keys(pages: Iterable[Any]) -> set[str]:
    """Keys that lessons and quizzes have given to their questions."""
    raw = (block["value"] for page in pages for block in page.body.raw_data)
    return {value["key"] for value in raw if isinstance(value, Mapping) and value.get("key")}


class AskingPage(ActivityPage):
    """A page with questions in its body."""

    class Meta:
        abstract = True

    def number_parts(self, cleaned: Mapping[str, Any], parent: Page) -> None:
        siblings = [
            page
            for model in (LessonPage, QuizPage)
            for page in model.objects.child_of(parent).exclude(pk=self.pk).only("pk", "body")
        ]
        give_keys(cleaned.get("body") or (), "q", question_keys(siblings))


class LessonPage(AskingPage):
    """One lesson: what the author writes and the learner reads, with questions for practice."""

    body = StreamField(LessonBody(), verbose_name=_("body"), blank=True)

    letter = "L"
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("lesson")


class QuizPage(AskingPage):
    """Questions that count. After wait_after tries that failed, the next one opens wait_hours later."""

    body = StreamField(QuizBody(), verbose_name=_("questions"), blank=True)
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark, percent"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    wait_after = models.PositiveSmallIntegerField(
        _("tries before a pause"), default=3, validators=[MinValueValidator(1)]
    )
    wait_hours = models.PositiveSmallIntegerField(_("length of the pause, hours"), default=12)

    letter = "Q"
    several = False
    content_panels = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("wait_after"), FieldPanel("wait_hours")]),
    ]

    class Meta:
        verbose_name = _("quiz")


class ScenarioPage(ActivityPage):
    """A branching case. start: the first scene; left empty, the first in the list."""

    child = models.CharField(_("child"), max_length=300, help_text=_("An invented child. Never a real one."))
    setting = models.TextField(_("situation"))
    start = models.CharField(_("first scene"), max_length=40, blank=True)
    meters = StreamField([("meter", MeterBlock())], verbose_name=_("meters"), min_num=1, max_num=3)
    scenes = StreamField([("scene", SceneBlock())], verbose_name=_("scenes"), min_num=1)
    endings = StreamField([("ending", EndingBlock())], verbose_name=_("endings"), min_num=1)

    letter = "S"
    content_panels = [
        *Page.content_panels,
        FieldPanel("child"),
        FieldPanel("setting"),
        FieldPanel("meters"),
        FieldPanel("start"),
        FieldPanel("scenes"),
        FieldPanel("endings"),
    ]

    class Meta:
        verbose_name = _("scenario")

    def faults(self, cleaned: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        if not {"meters", "scenes", "endings"} <= cleaned.keys():
            return ()
        return Scenes.read(
            start=cleaned.get("start") or "",
            meters=cleaned["meters"].raw_data,
            scenes=cleaned["scenes"].raw_data,
            endings=cleaned["endings"].raw_data,
        ).faults()


class ObservationPage(ActivityPage):
    """What an assessor looks at when somebody works."""

    lines = StreamField([("line", LineBlock())], verbose_name=_("lines"), min_num=1)
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark, percent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    letter = "O"
    several = False
    content_panels = [*Page.content_panels, FieldPanel("lines"), FieldPanel("pass_percent")]

    class Meta:
        verbose_name = _("observed practice")

    def number_parts(self, cleaned: Mapping[str, Any], parent: Page) -> None:
        give_keys(cleaned.get("lines") or (), "l", set())
