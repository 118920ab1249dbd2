from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from people.models import Post, User
from people.queries import place_of

from ..choices import EnrolmentStatus, ProgressState
from ..events import course_completed, enrolment_opened
from ..models import Course, Enrolment, ReleaseOutline
from ..rules import Outline, is_complete


@transaction.atomic
def enrol_person(*, person: User, course: Course, due_on: date | None = None, today: date | None = None) -> Enrolment:
    """Open the person's next period in the course; who is on it already stays as they are.

    The place and the role are those of the day. Refused: the course has no release yet.
    """
    today = today or timezone.localdate()
    User.objects.select_for_update().get(pk=person.pk)
    last = Enrolment.objects.of(person).filter(course=course).order_by("-period").first()
    if last and last.status == EnrolmentStatus.ACTIVE:
        return last
    if course.current_release_id is None:
        raise Refused(_("This course has not been published yet."))
    place = place_of(person, today)
    role = Post.objects.filter(pk=place.post_id or 0).values_list("role__code", flat=True).first() or ""
    enrolment = Enrolment.objects.create(
        person=person,
        course=course,
        period=last.period + 1 if last else 1,
        role=role,
        enrolled_on=today,
        due_on=due_on,
        **place.fields(),
    )
    enrolment_opened.announce(enrolment_id=enrolment.pk)
    return enrolment


def derive_completion(*, enrolment: Enrolment) -> bool:
    """Complete the enrolment if every compulsory activity of the newest release is done. True if this call did.

    Called inside the transaction that stored the evidence; the caller holds the row of the enrolment.
    """
    if enrolment.status != EnrolmentStatus.ACTIVE:
        return False
    release_id = enrolment.course.current_release_id or 0
    data = ReleaseOutline.objects.filter(release_id=release_id).order_by("language").values_list("data", flat=True)[0]
    done = enrolment.progress.filter(state=ProgressState.DONE).values_list("activity__key", flat=True)
    if not is_complete(Outline.read(data), enrolment.role, done):
        return False
    enrolment.status = EnrolmentStatus.COMPLETED
    enrolment.completed_at = timezone.now()
    enrolment.completed_release_id = release_id
    enrolment.save(update_fields=["status", "completed_at", "completed_release"])
    course_completed.announce(enrolment_id=enrolment.pk)
    return True


def derive_completions(*, release_id: int) -> int:
    """Complete every active enrolment that a new release finds with nothing left to do. Returns how many.

    One transaction an enrolment, so that nobody's evidence waits for it; safe to repeat.
    """
    waiting = Enrolment.objects.active().filter(course__current_release_id=release_id)
    completed = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=pk)
            completed += derive_completion(enrolment=enrolment)
    return completed
