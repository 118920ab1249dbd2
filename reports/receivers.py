"""What this app does when something happens elsewhere."""

from django.core.cache import cache
from django.dispatch import receiver

from certificates.events import certificate_issued, certificate_revoked
from courses.events import activity_passed, course_completed, enrolment_opened

from . import tasks

PAUSE = 2  # seconds: one count for everything that happens to an enrolment within them


@receiver([activity_passed, course_completed, enrolment_opened])
def queue_enrolment(*, enrolment_id: int, **_: object) -> None:
    """Count again where this person works, once for a burst of events."""
    if cache.add(f"reports:enrolment:{enrolment_id}", True, PAUSE):
        tasks.refresh_enrolment.apply_async((enrolment_id,), countdown=PAUSE)


@receiver([certificate_issued, certificate_revoked])
def queue_certificate(*, certificate_id: int, **_: object) -> None:
    tasks.refresh_certificate.delay(certificate_id)
