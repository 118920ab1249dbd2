from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from people.models import User
from people.queries import PLACE, Place, posts_of

from ..choices import EnrolmentStatus, EntryKind, EntryState
from ..models import Activity, Enrolment, JournalEntry, Progress
from .progress import record_passed


@dataclass(frozen=True)
class Deed:
    """One thing a learner did, as the device tells it.

    entry_id: made by the device or drawn into the form, so that a second sending is recognised.
    """

    entry_id: UUID
    language: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    client_at: datetime | None = None
    device_id: UUID | None = None
    seq: int | None = None


def record_entry(
    *,
    deed: Deed,
    kind: EntryKind,
    person: User,
    enrolment: Enrolment,
    activity_id: int,
    release_id: int | None,
    held: str = "",
) -> tuple[JournalEntry, bool]:
    """Append a deed to the journal. Returns the entry and whether it is new. Two queries, three without a post.

    Works inside the caller's transaction, which holds the row of the enrolment: two sendings
    of one deed wait for each other there. On an enrolment that was withdrawn the deed is kept as held.
    held: why the caller cannot count it, in a few words for staff; it is kept all the same.
    Refused: the id belongs to somebody else's deed.
    """
    same = JournalEntry.objects.filter(entry_id=deed.entry_id).values_list("pk", flat=True)
    found = posts_of(person).values_list(*PLACE, Subquery(same)).first()
    known_id = found[-1] if found else same.first()
    if known_id:
        known = JournalEntry.objects.get(pk=known_id)
        if known.person_id != person.pk or known.kind != kind or known.enrolment_id != enrolment.pk:
            raise Refused(_("This answer could not be stored. Open the page again and repeat it."))
        return known, False
    if enrolment.status == EnrolmentStatus.WITHDRAWN:
        held = "enrolment withdrawn"
    entry = JournalEntry.objects.create(
        entry_id=deed.entry_id,
        device_id=deed.device_id,
        seq=deed.seq,
        person_id=person.pk,
        enrolment=enrolment,
        activity_id=activity_id,
        release_id=release_id,
        kind=kind,
        payload=dict(deed.payload),
        language=deed.language,
        client_at=deed.client_at,
        state=EntryState.HELD if held else EntryState.APPLIED,
        reason=held,
        **Place.of(found and found[:-1]).fields(),
    )
    return entry, True


@transaction.atomic
def mark_read(*, enrolment_id: int, activity: Activity, person: User, deed: Deed) -> Enrolment:
    """The learner has read a lesson to its end. Reading it again is kept and changes nothing.

    Returns the enrolment as it now stands.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=enrolment_id)
    entry, fresh = record_entry(
        deed=deed,
        kind=EntryKind.LESSON_READ,
        person=person,
        enrolment=enrolment,
        activity_id=activity.pk,
        release_id=enrolment.release_id,
    )
    if fresh and entry.state == EntryState.APPLIED:
        record_passed(enrolment=enrolment, entry=entry)
    return enrolment


def keep_place(*, enrolment_id: int, activity_id: int, place: int = 1) -> None:
    """Remember that an activity was opened, and at which screen. Never undoes what is done.

    One query, without a transaction of its own; two more statements the first time.
    """
    now = timezone.now()
    row = Progress.objects.filter(enrolment=enrolment_id, activity=activity_id)
    if row.update(place=place, seen_at=now):
        return
    Progress.objects.bulk_create(
        [Progress(enrolment_id=enrolment_id, activity_id=activity_id, place=place, opened_at=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["enrolment", "activity"],
        update_fields=["place", "seen_at"],
    )
