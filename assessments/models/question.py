from __future__ import annotations

from django.db import models

from ..choices import QuestionKind


class Question(models.Model):
    """A bank item under one key in all its languages: "C1-q3"."""

    key = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """A question as it was asked; the database refuses to change it. A new wording is a new version.

    spec, the same in every language (ids are "o1", "i1", "l1", "r1"):
      single, multiple {"options": [ids], "right": [ids]}; truefalse {"right": bool}; order {"items": [ids, in
      the right order]}; match {"left": [ids], "right": [ids, beside their left]}; cloze {"blanks": [{"n": int,
      "options": [ids], "right": id}]}; numeric {"right": number, "tolerance": number}.
    texts, per language: {"stem": html, "words": {id: text}, "hints": {id: feedback}, "feedback": text};
      cloze words are keyed "1.o1" (blank, option); truefalse needs none.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind)
    difficulty = models.PositiveSmallIntegerField(default=1)
    spec = models.JSONField()
    texts = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.number}"
