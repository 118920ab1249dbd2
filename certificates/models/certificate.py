from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.models import Course, Release
from people.models import Placed, Post, User

from ..choices import RevocationReason, Status
from .award import Award

EXPIRING_DAYS = 90  # "expiring" is the part of "valid" that ends within these days: docs/house.md


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def in_force_on(self, day: date) -> Self:
        """Valid, including what is expiring."""
        return self.filter(revocation__isnull=True, issued_on__lte=day, valid_until__gte=day)

    def expiring_on(self, day: date) -> Self:
        return self.in_force_on(day).filter(valid_until__lte=day + timedelta(days=EXPIRING_DAYS))

    def awaiting_document(self) -> Self:
        return self.filter(rendered_at__isnull=True)

    def visible_to(self, user: User) -> Self:
        """Your own, and those of the people you may see by name."""
        seen = Post.objects.visible_to(user).values("person")
        return self.filter(Q(person=user) | Q(person__in=seen))


class Certificate(Placed):
    """The document of an award: it keeps the name, the place and the course's title of its day.

    number: "KG-C-2026-A-000123" (country-region-year-course-serial). code: the public, unguessable key of
    the verification page. valid_until: the last day in force. hours: academic hours of 45 minutes.
    """

    award = models.OneToOneField(Award, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="certificates")
    name_official = models.CharField(max_length=200)
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    titles = models.JSONField()
    institution_names = models.JSONField(default=dict)
    hours = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    issued_on = models.DateField()
    valid_until = models.DateField()
    document = models.FileField(upload_to="certificates/%Y/%m/", blank=True)
    rendered_at = models.DateTimeField(null=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "course", "valid_until"], name="certificates_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="valid_from_issue_on"),
        ]

    def __str__(self) -> str:
        return self.number

    def status_on(self, day: date | None = None) -> Status:
        """Needs revocation fetched along. The day defaults to today."""
        if hasattr(self, "revocation"):
            return Status.WITHDRAWN
        return Status.EXPIRED if self.valid_until < (day or timezone.localdate()) else Status.VALID


class Revocation(models.Model):
    """A certificate taken back, with a reason. History is kept; the verification page says so."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=20, choices=RevocationReason)
    note = models.TextField(blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.certificate}: {self.reason}"


class NumberSeries(models.Model):
    """The last serial given out under a prefix: "KG-C-2026-A" -> 123. Its row is the lock."""

    prefix = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.prefix}: {self.last}"
