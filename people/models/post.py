from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import in_language

from ..choices import LeaveReason
from .institution import Institution
from .scope import scope_of
from .user import User


class Role(models.Model):
    """What a post does: educator, night carer, nurse; or a role after transformation."""

    code = models.CharField(max_length=10, unique=True)
    names = models.JSONField()
    after_transformation = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names, get_language() or "ru")


class PostQuerySet(models.QuerySet["Post"]):
    def filled_on(self, day: date) -> Self:
        """Posts that somebody holds on the day, whether at work or on leave."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def in_post_on(self, day: date) -> Self:
        """The denominator of every rate: filled posts without those on recorded leave."""
        away = Leave.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day), post=OuterRef("pk"), starts_on__lte=day
        )
        return self.filled_on(day).exclude(Exists(away))

    def on_leave_on(self, day: date) -> Self:
        away = Leave.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day), post=OuterRef("pk"), starts_on__lte=day
        )
        return self.filled_on(day).filter(Exists(away))

    def visible_to(self, user: User) -> Self:
        """Posts whose holders a person may see by name today."""
        return self.filter(scope_of(user).people("institution__"))


class Post(models.Model):
    """One person's place: institution, role, rate, from the first day to the day after the last."""

    person = models.ForeignKey(User, models.PROTECT, related_name="posts")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="posts")
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts")
    rate = models.DecimalField(_("rate"), max_digits=3, decimal_places=2, default=Decimal("1.00"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["institution", "starts_on", "ends_on"], name="posts_by_institution")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate__gte=Decimal("0.25"), rate__lte=Decimal("1.5")),
                name="post_rate_quarter_to_one_and_half",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="post_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["person", "institution", "role", "starts_on"], name="one_post_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} ({self.rate})"


class Leave(models.Model):
    """A recorded absence. It takes the post out of the denominators, visibly."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="leaves")
    reason = models.CharField(max_length=12, choices=LeaveReason)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="leave_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.reason}"
