from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from courses.models import Activity, Enrolment, JournalEntry, Release
from people.models import User

from .question import QuestionVersion


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> Self:
        return self.filter(submitted_at__isnull=True)

    def visible_to(self, user: User) -> Self:
        """Your own sittings: scores are for the learner, never for the employer."""
        return self.filter(enrolment__person=user)


class Attempt(models.Model):
    """One sitting of a counted quiz: its paper is drawn when it opens, it closes exactly once.

    paper: ids of question versions, in the order asked. percent: 0-100, two decimals.
    missed_critical: keys of critical questions not answered fully right.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    paper = models.JSONField()
    opened_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    passed = models.BooleanField(default=False, editable=False)
    missed_critical = models.JSONField(default=list, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "activity"], condition=Q(submitted_at__isnull=True), name="one_open_attempt"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, percent__isnull=True, passed=False)
                | Q(submitted_at__isnull=False, percent__gte=0, percent__lte=100),
                name="marked_when_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity} #{self.number}"


class Response(models.Model):
    """Every answer ever saved in a sitting; the newest of a question counts. The database refuses changes.

    answer, by kind: single, multiple {"chosen": [ids]}; truefalse {"chosen": ["true"]}; order {"order": [ids]};
    match {"pairs": {left: right}}; cloze {"blanks": {"1": id}}; numeric {"number": "10"}; any {"unsure": true}.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    answer = models.JSONField()
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.attempt}: {self.version}"
