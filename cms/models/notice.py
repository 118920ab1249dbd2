from __future__ import annotations

from django.db import models


class CourseNotice(models.Model):
    """Why the pages of a course are not what learners see: the last refusal, until a release is made."""

    code = models.CharField(max_length=40, unique=True)
    sentence = models.TextField(help_text="in the language of whoever published")
    since = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"
