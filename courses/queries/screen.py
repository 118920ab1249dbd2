from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..choices import ActivityKind
from ..models import Enrolment, ReleaseText


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


def lesson_screen(*, enrolment: Enrolment, key: str, screen: int, language: str) -> LessonScreen | None:
    """One screen of a lesson of the release this person reads; None if there is none. One query."""
    text = ReleaseText.objects.showing(enrolment.release_id or 0, key, language).first()
    if text is None or text.item.activity.kind != ActivityKind.LESSON:
        return None
    return LessonScreen.of(
        text.content.body,
        code=enrolment.course.code,
        key=key,
        screen=screen,
        text_language=text.text_language,
        activity_id=text.item.activity_id,
    )
