from __future__ import annotations

from typing import Self

from django.db import models

from people.models import User

from .course import Activity, Course


class Release(models.Model):
    """The compiled course: numbered, hashed, never edited. Learners read nothing else."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical JSON of everything in it")
    languages = models.JSONField(help_text="languages with at least one text of their own")
    released_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="release_number_once_per_course"),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.number}"


class ReleaseOutline(models.Model):
    """The course at a glance in one language: modules and activities, as courses.rules.Outline reads it."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="outlines")
    language = models.CharField(max_length=8)
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "language"], name="one_outline_a_language")]

    def __str__(self) -> str:
        return f"{self.release} {self.language}"


class ReleaseItem(models.Model):
    """An activity's place in a release, with what is the same in every language.

    spec, by kind: lesson {"minutes", "practice": [version ids]}; quiz {"questions": [version ids],
    "critical": [question keys], "pass_percent", "wait_after", "wait_hours"}; scenario {"start", "meters",
    "nodes", "endings"}; observation {"lines": [ids], "critical": [ids], "pass_percent"}.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="items")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    module_key = models.CharField(max_length=20)
    spec = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "activity"], name="activity_once_per_release"),
            models.UniqueConstraint(fields=["release", "position"], name="one_item_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.activity}"


class Content(models.Model):
    """One text, kept once however many releases hold it. The key is the SHA-256 of its canonical JSON.

    body, by kind: lesson {"title", "screens": [html]}; quiz {"title"}; scenario {"title", "child", "setting",
    "meters": {code: words}, "nodes": {id: {"text", "choices": [{"text", "feedback"}]}}, "endings": {id: text}};
    observation {"title", "lines": {id: text}}. All HTML in it is clean.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]


class ReleaseTextQuerySet(models.QuerySet["ReleaseText"]):
    def showing(self, release_id: int, key: str, language: str) -> Self:
        """What a learner is shown of one activity, with everything a page needs in one query."""
        found = self.filter(item__release_id=release_id, item__activity__key=key, language=language)
        return found.select_related("content", "item__activity")


class ReleaseText(models.Model):
    """What an activity says to readers of one language; text_language tells which language it really is."""

    item = models.ForeignKey(ReleaseItem, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text_language = models.CharField(max_length=8)
    needs_review = models.BooleanField(default=False, help_text="machine quality: no native reader has cleared it")
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")

    objects = ReleaseTextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.item} {self.language}"
