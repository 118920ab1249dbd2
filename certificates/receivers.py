"""What this app does when something happens elsewhere."""

from django.dispatch import receiver

from courses.events import course_completed

from . import tasks
from .events import certificate_issued


@receiver(course_completed)
def queue_award(*, enrolment_id: int, **_: object) -> None:
    tasks.award.delay(enrolment_id)


@receiver(certificate_issued)
def queue_document(*, certificate_id: int, **_: object) -> None:
    tasks.render.delay(certificate_id)
