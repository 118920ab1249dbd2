from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from ..choices import Kind
from .authority import Authority
from .institution import Institution
from .user import User


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Responsibility(models.Model):
    """Person × kind × subtree × dates: the only source of who may see what."""

    person = models.ForeignKey(User, models.CASCADE, related_name="responsibilities")
    kind = models.CharField(max_length=24, choices=Kind)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, institution__isnull=True)
                | Q(authority__isnull=True, institution__isnull=False),
                name="responsible_for_one_subtree",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.INSTITUTION_MANAGER, institution__isnull=False)
                | (~Q(kind=Kind.INSTITUTION_MANAGER) & Q(authority__isnull=False)),
                name="managers_of_institutions_have_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="responsibility_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "authority", "starts_on"], name="one_start_in_an_authority"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "institution", "starts_on"], name="one_start_in_an_institution"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} of {self.authority or self.institution}"
