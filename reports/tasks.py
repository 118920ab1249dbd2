from celery import shared_task

from .operations import refresh_for_certificate, refresh_for_enrolment, sweep_rollups


@shared_task(name="reports.refresh_enrolment", acks_late=True)
def refresh_enrolment(enrolment_id: int) -> None:
    refresh_for_enrolment(enrolment_id=enrolment_id)


@shared_task(name="reports.refresh_certificate", acks_late=True)
def refresh_certificate(certificate_id: int) -> None:
    refresh_for_certificate(certificate_id=certificate_id)


@shared_task(name="reports.sweep")
def sweep() -> None:
    sweep_rollups()
