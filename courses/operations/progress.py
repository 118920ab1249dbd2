from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..choices import ProgressState
from ..events import activity_passed
from ..models import Enrolment, JournalEntry, Progress
from .enrolment import derive_completion


@transaction.atomic(savepoint=False)
def record_passed(*, enrolment: Enrolment, entry: JournalEntry) -> bool:
    """The entry's activity is done; the last one completes the course. True if it was not done before.

    The first time stands for ever. The caller holds the row of the enrolment, with its course.
    """
    if entry.activity_id is None:
        raise ValueError("only an entry about an activity can pass one")
    activity_id = entry.activity_id
    now = timezone.now()
    mine = Progress.objects.filter(enrolment=enrolment, activity_id=activity_id)
    done = {"state": ProgressState.DONE, "done_at": now, "seen_at": now, "entry": entry}
    if not mine.filter(state=ProgressState.OPENED).update(**done):
        if mine.exists():
            return False
        Progress.objects.create(enrolment=enrolment, activity_id=activity_id, opened_at=now, **done)
    activity_passed.announce(enrolment_id=enrolment.pk, activity_id=activity_id)
    derive_completion(enrolment=enrolment)
    return True
