from __future__ import annotations

from django.db import models
from django.db.models import Q

from courses.models import Course, Enrolment
from people.models import User


class CertificateRule(models.Model):
    """What a completed course earns: how long it stays valid, and how its documents are numbered.

    The learning conditions (which activities, pass marks, critical items) stand in the release; a completed
    enrolment has met them. validity_months: calendar months. by_commission: a person decides, with a protocol.
    """

    course = models.OneToOneField(Course, models.PROTECT, related_name="certificate_rule")
    validity_months = models.PositiveSmallIntegerField(default=36)
    by_commission = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(validity_months__gte=1), name="valid_for_a_month_at_least")]

    def __str__(self) -> str:
        return f"rule of {self.course}"


class Award(models.Model):
    """The decision that somebody has earned a certificate, with the rule as it was that day."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="award")
    rule = models.JSONField(help_text='{"validity_months": 36, "by_commission": false}')
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    protocol_number = models.CharField(max_length=40, blank=True)
    protocol_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"award for {self.enrolment}"
