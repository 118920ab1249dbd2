from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from courses.models import Course
from people.models import Institution, User, scope_of


class RollupQuerySet(models.QuerySet["Rollup"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(scope_of(user).institutions("institution__"))


class Rollup(models.Model):
    """How the posts of one institution stand in one course on a day; overviews add these up.

    Each filled post counts once (a person with two posts counts in both). posts = valid + expiring + in_progress
    + late + not_started; on_leave posts stand outside. What the words mean: reports.queries.standing.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="+")
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    day = models.DateField()
    posts = models.PositiveIntegerField()
    on_leave = models.PositiveIntegerField()
    valid = models.PositiveIntegerField(help_text="in force for more than 90 days yet")
    expiring = models.PositiveIntegerField()
    in_progress = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    not_started = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    objects = RollupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "institution"], name="one_rollup_an_institution"),
            models.CheckConstraint(
                condition=Q(posts=F("valid") + F("expiring") + F("in_progress") + F("late") + F("not_started")),
                name="every_post_in_one_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.course} {self.day}"
