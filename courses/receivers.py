from django.dispatch import receiver

from . import tasks
from .events import course_released


@receiver(course_released)
def queue_derivation(*, release_id: int, **_: object) -> None:
    """A release that asks for less may complete somebody's course."""
    tasks.derive.delay(release_id)
