from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from core.text import in_language

from ..choices import InstitutionKind, Ownership, Stage
from .authority import Authority
from .scope import scope_of
from .user import User


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def within(self, authority: Authority) -> Self:
        return self.filter(authority__path__startswith=authority.path)

    def visible_to(self, user: User) -> Self:
        """Institutions a person answers for today, alone or through their authority."""
        return self.filter(scope_of(user).institutions())


class Institution(models.Model):
    """A home, a school or a service, run in an authority."""

    code = models.SlugField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="institutions")
    names = models.JSONField(help_text='{"ru": "…", "ky": "…", "en": "…"}')

    objects = InstitutionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names, get_language() or "ru")


class InstitutionPeriod(models.Model):
    """What kind of institution it was, from one day to another. Homes become day centres."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="periods")
    kind = models.CharField(max_length=30, choices=InstitutionKind)
    ownership = models.CharField(max_length=12, choices=Ownership)
    stage = models.CharField(max_length=12, choices=Stage)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "starts_on"], name="one_kind_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="institution_period_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.kind} {self.starts_on}"
