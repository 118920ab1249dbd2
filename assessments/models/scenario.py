from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from courses.models import Activity, Enrolment, JournalEntry, Release
from people.models import User


class ScenarioRunQuerySet(models.QuerySet["ScenarioRun"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(enrolment__person=user)


class ScenarioRun(models.Model):
    """One way through a branching case. The first is kept for before-and-after and never counts against anybody.

    node: the scene the learner stands at, an ending's id once it is over. meters: code -> points so far.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="scenario_runs")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    node = models.CharField(max_length=40)
    meters = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    passed = models.BooleanField(default=False, editable=False)

    objects = ScenarioRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity", "number"], name="scenario_run_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "activity"], condition=Q(ended_at__isnull=True), name="one_open_scenario_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity} #{self.number}"


class ScenarioStep(models.Model):
    """One choice made in a run, kept for good."""

    run = models.ForeignKey(ScenarioRun, models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    node = models.CharField(max_length=40)
    choice = models.PositiveSmallIntegerField(help_text="index of the choice at the node, from 0")
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_choice_a_step")]

    def __str__(self) -> str:
        return f"{self.run}: {self.node} -> {self.choice}"
