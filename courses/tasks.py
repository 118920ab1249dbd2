from celery import shared_task

from .operations import derive_completions


@shared_task(name="courses.derive_completions", acks_late=True)
def derive(release_id: int) -> None:
    derive_completions(release_id=release_id)
