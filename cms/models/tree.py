from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from .base import AuthoredPage


class HomePage(Page):
    """The root of one language's tree."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CurriculumPage"]
    preview_modes: list[tuple[str, str]] = []
    promote_panels = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("home page")

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("courses:home")


class CurriculumPage(AuthoredPage):
    """A shelf of courses."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]

    class Meta:
        verbose_name = _("curriculum")


class CoursePage(AuthoredPage):
    """What one enrols in and is certified for. Its key is the course code."""

    summary = models.TextField(_("summary"), blank=True, help_text=_("Two sentences: what it is for, and for whom."))
    validity_months = models.PositiveSmallIntegerField(
        _("certificate is valid for, months"),
        default=36,
        validators=[MinValueValidator(1)],
        help_text=_("Counts for certificates from now on, as the source language has it."),
    )

    longest_key = 20
    parent_page_types = ["cms.CurriculumPage"]
    subpage_types = ["cms.ModulePage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("validity_months")]

    class Meta:
        verbose_name = _("course")

    def course_code(self) -> str:
        return self.key

    def default_key(self, parent: Page) -> str:
        taken = set(CoursePage.objects.values_list("key", flat=True))
        return next(f"course-{n}" for n in range(1, len(taken) + 2) if f"course-{n}" not in taken)

    def key_is_taken(self, key: str, parent: Page) -> bool:
        return CoursePage.objects.filter(key=key, locale_id=parent.locale_id).exclude(pk=self.pk).exists()


class ModulePage(AuthoredPage):
    """What a trainer writes: lessons, a scenario, a quiz, lines to observe. Its key is unique over all courses.

    roles, standards, competences: codes separated by commas; no role means everybody. outcomes: one a line.
    Hours are academic hours of 45 minutes. Roles and hours count as the source language has them.
    """

    roles = models.CharField(
        _("roles"), max_length=400, blank=True, help_text=_("Codes separated by commas. Empty means everybody.")
    )
    outcomes = models.TextField(_("what you will learn"), blank=True, help_text=_("One outcome a line."))
    hours_contact = models.PositiveSmallIntegerField(_("with a trainer"), default=0)
    hours_self_study = models.PositiveSmallIntegerField(_("self-study"), default=0)
    hours_practice = models.PositiveSmallIntegerField(_("practice"), default=0)
    hours_assessment = models.PositiveSmallIntegerField(_("assessment"), default=0)
    standards = models.CharField(_("standards"), max_length=200, blank=True, help_text=_("Codes separated by commas."))
    competences = models.CharField(
        _("competences"), max_length=200, blank=True, help_text=_("Codes separated by commas.")
    )

    longest_key = 20
    parent_page_types = ["cms.CoursePage"]
    subpage_types = ["cms.LessonPage", "cms.QuizPage", "cms.ScenarioPage", "cms.ObservationPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("outcomes"),
        FieldPanel("roles"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hours_contact"), FieldPanel("hours_self_study")]),
                FieldRowPanel([FieldPanel("hours_practice"), FieldPanel("hours_assessment")]),
            ],
            heading=_("Academic hours"),
        ),
        MultiFieldPanel([FieldPanel("standards"), FieldPanel("competences")], heading=_("What it serves")),
    ]

    class Meta:
        verbose_name = _("module")

    def course_code(self) -> str:
        return course_code_above(self)

    def default_key(self, parent: Page) -> str:
        taken = set(ModulePage.objects.filter(locale_id=parent.locale_id).values_list("key", flat=True))
        return next(f"{parent.key}{n}" for n in range(1, len(taken) + 2) if f"{parent.key}{n}" not in taken)

    def key_is_taken(self, key: str, parent: Page) -> bool:
        return ModulePage.objects.filter(key=key, locale_id=parent.locale_id).exclude(pk=self.pk).exists()


def course_code_above(page: Page) -> str:
    found = CoursePage.objects.ancestor_of(page).values_list("key", flat=True).first()
    return found or ""
