from __future__ import annotations

from typing import Self

from django.db import models

from people.models import Placed, User

from ..choices import EntryKind, EntryState
from .course import Activity
from .enrolment import Enrolment
from .release import Release


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def held(self) -> Self:
        """Entries that were kept and could not be counted: shown to the learner, never dropped."""
        return self.filter(state=EntryState.HELD)


class JournalEntry(Placed):
    """One thing a learner did. Its id is made where it was done, so that sending it twice stores it once.

    The database refuses to change a row (see the migration). client_at is the device's claim; server_at decides.
    """

    entry_id = models.UUIDField(unique=True)
    device_id = models.UUIDField(null=True)
    seq = models.PositiveBigIntegerField(null=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="journal")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="journal")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=24, choices=EntryKind)
    payload = models.JSONField(default=dict)
    language = models.CharField(max_length=8, blank=True)
    client_at = models.DateTimeField(null=True)
    server_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=EntryState, default=EntryState.APPLIED)
    reason = models.CharField(max_length=200, blank=True, help_text="why it is held")

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "journal entries"
        constraints = [
            models.UniqueConstraint(fields=["device_id", "seq"], name="one_entry_a_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"
