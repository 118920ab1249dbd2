from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from people.models import User

from ..choices import ActivityKind, ProgressState
from ..models import Enrolment, Progress, ReleaseText


@dataclass(frozen=True)
class LessonScreen:
    """What templates/courses/lesson.html shows. A preview makes one by hand, with every screen in ``shown``.

    code: of the course; shown: clean HTML of the screens on this page; screen: number of the first of them, from 1.
    """

    code: str
    key: str
    title: str
    shown: tuple[str, ...]
    screen: int
    total: int
    text_language: str
    activity_id: int | None = None

    @classmethod
    def of(cls, body: dict[str, Any], *, code: str, key: str, screen: int, **more: Any) -> LessonScreen | None:
        """From Content.body of a lesson; None if there is no such screen."""
        screens = body["screens"]
        if not 1 <= screen <= len(screens):
            return None
        shown = (screens[screen - 1],)
        return cls(code, key, body["title"], shown, screen, len(screens), **more)

    @property
    def before(self) -> int:
        """The screen to go back to; 0 on the first."""
        return self.screen - 1

    @property
    def after(self) -> int:
        """The screen to go on to; 0 on the last."""
        return self.screen + 1 if self.screen < self.total else 0


def lesson_screen(
    *, person: User, code: str, key: str, screen: int | None, language: str
) -> tuple[int, LessonScreen | None]:
    """The enrolment's id, 0 if there is none, and one screen of a lesson of the release this person reads.

    Two narrow queries: one that joins all six tables takes the planner longer than both.
    screen: from 1; None opens the lesson where the reader stopped, a finished one at its beginning. The latest
    period counts, as in enrolment_in.
    """
    mine = Enrolment.objects.not_withdrawn().filter(person_id=person.pk, course__code=code).order_by("-period")
    enrolled = mine.values_list("pk", "completed_release_id", "course__current_release_id").first()
    if enrolled is None:
        return 0, None
    enrolment_id, completed, current = enrolled
    texts = ReleaseText.objects.filter(
        item__release_id=completed or current,
        item__activity__key=key,
        item__activity__kind=ActivityKind.LESSON,
        language=language,
    )
    fields = ["item__activity_id", "text_language", "content__body"]
    if screen is None:
        opened = Progress.objects.filter(
            enrolment=enrolment_id, activity=OuterRef("item__activity"), state=ProgressState.OPENED
        )
        texts = texts.annotate(place=Subquery(opened.values("place")))
        fields.append("place")
    found = next(iter(texts.values_list(*fields)), None)
    if found is None:
        return enrolment_id, None
    activity_id, text_language, body, *place = found
    if screen is None:
        screen = place[0] or 1
    return enrolment_id, LessonScreen.of(
        body, code=code, key=key, screen=screen, text_language=text_language, activity_id=activity_id
    )
