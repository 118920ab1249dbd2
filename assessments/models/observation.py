from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from courses.models import Activity, Enrolment, JournalEntry, Release
from people.models import User


class Observation(models.Model):
    """What an assessor saw somebody do. Written once; a repeat is another row.

    lines: line id -> {"seen": a code of choices.Seen, "note": text}. seen_percent: seen of all applicable lines.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="observations")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="observed")
    assessor = models.ForeignKey(User, models.PROTECT, related_name="observations_made")
    observed_on = models.DateField()
    where = models.CharField(max_length=200)
    role_play = models.BooleanField(default=False)
    lines = models.JSONField()
    strength = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    seen_percent = models.DecimalField(max_digits=5, decimal_places=2)
    passed = models.BooleanField()
    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(assessor=F("person")), name="nobody_observes_themselves"),
            models.CheckConstraint(
                condition=Q(seen_percent__gte=0, seen_percent__lte=100), name="seen_percent_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity} {self.observed_on}"
