from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from core.text import in_language

from ..choices import ActivityKind


class Course(models.Model):
    """What one enrols in and is certified for. What it teaches stands in its releases."""

    code = models.SlugField(max_length=20, unique=True)
    titles = models.JSONField(default=dict, help_text="the newest release's titles, per language")
    current_release = models.ForeignKey("courses.Release", models.PROTECT, null=True, editable=False, related_name="+")

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        return in_language(self.titles, get_language() or "ru") or self.code


class Activity(models.Model):
    """One thing a learner does: a lesson, quiz, scenario or observation. One key in all languages and releases."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="activities")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=ActivityKind)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_activity_a_key")]

    def __str__(self) -> str:
        return self.key
