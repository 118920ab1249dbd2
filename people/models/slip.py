from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from .user import User


class SlipQuerySet(models.QuerySet["Slip"]):
    def open_at(self, moment: datetime) -> Self:
        """Slips that still let somebody in."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=moment)


class Slip(models.Model):
    """A paper with a code that signs one person in, once. Only a digest of the code is kept."""

    person = models.ForeignKey(User, models.CASCADE, related_name="slips")
    code_digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = SlipQuerySet.as_manager()

    def __str__(self) -> str:
        return f"slip {self.pk} of {self.person}"
