"""Where on the site an activity is, and where to go after it."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from ..choices import ActivityKind
from ..models import ReleaseItem

_NAMES: dict[str, str] = {
    ActivityKind.LESSON: "courses:lesson",
    ActivityKind.QUIZ: "assessments:quiz",
    ActivityKind.SCENARIO: "assessments:scenario",
    ActivityKind.OBSERVATION: "assessments:observation",
}


def address(code: str, kind: str, key: str, place: int = 1) -> str:
    """The page of an activity; of a lesson, the screen to open, from 1."""
    if kind == ActivityKind.LESSON and place > 1:
        return reverse("courses:lesson_screen", args=[code, key, place])
    return reverse(_NAMES[kind], args=[code, key])


def way_on(*, code: str, release_id: int, key: str, practice: bool = False) -> str:
    """Where to go from a finished activity. One query.

    practice: whether the lesson's own practice questions come first. Then the next activity of the module;
    after the last one the course page, which says that the module is done.
    """
    mine = ReleaseItem.objects.filter(release_id=OuterRef("release_id"), activity__key=key)
    here = list(
        ReleaseItem.objects.filter(release_id=release_id, position__gte=Subquery(mine.values("position")[:1]))
        .select_related("activity")
        .order_by("position")[:2]
    )
    course = reverse("courses:course", args=[code])
    if not here:  # the newest release no longer has it
        return course
    if practice and here[0].spec.get("practice"):
        return reverse("assessments:practice", args=[code, key, 1])
    following = here[1] if len(here) > 1 else None
    if following is None or following.module_key != here[0].module_key:
        return f"{course}?finished={here[0].module_key}"
    return address(code, following.activity.kind, following.activity.key)
