from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from . import operations, queries

PATIENCE = timedelta(minutes=2)  # what is younger is probably still in the queue
BATCH = 500  # a sweep comes every minute: it must not flood the queue it repairs


@shared_task(name="certificates.award", acks_late=True)
def award(enrolment_id: int) -> None:
    operations.award_certificate(enrolment_id=enrolment_id)


@shared_task(name="certificates.render", autoretry_for=(OSError,), retry_backoff=True, max_retries=3, acks_late=True)
def render(certificate_id: int) -> None:
    operations.render_document(certificate_id=certificate_id)


@shared_task(name="certificates.sweep")
def sweep() -> None:
    """Queue again what was lost on the way: awards that nobody made, papers that nobody drew."""
    before = timezone.now() - PATIENCE
    for enrolment_id in queries.unawarded(before).order_by("completed_at").values_list("pk", flat=True)[:BATCH]:
        award.delay(enrolment_id)
    for certificate_id in queries.undrawn(before).order_by("pk").values_list("pk", flat=True)[:BATCH]:
        render.delay(certificate_id)
