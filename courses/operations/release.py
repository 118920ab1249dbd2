from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from people.models import User

from ..events import course_released
from ..models import Activity, Content, Course, Release, ReleaseItem, ReleaseOutline, ReleaseText
from ..rules import ItemDraft, ReleaseDraft, digest


@transaction.atomic
def release_course(*, code: str, draft: ReleaseDraft, actor: User | None) -> tuple[Release, bool]:
    """Store a compiled course as its next numbered release, and show it to everybody who is on the course.

    Returns the release and whether it is new: the same content twice is the same release.
    Queries grow with batches, not with activities. Refused: the course has no activity,
    or an activity has changed its kind.
    """
    if not draft.items:
        raise Refused(_("Add at least one activity before publishing this course."))
    Course.objects.get_or_create(code=code)
    course = Course.objects.select_for_update(of=("self",)).select_related("current_release").get(code=code)
    mark = draft.digest()
    current = course.current_release
    if current and current.digest == mark:
        return current, False
    last = course.releases.order_by("-number").values_list("number", flat=True).first() or 0
    languages = sorted({text.text_language for item in draft.items for text in item.texts.values()})
    release = Release.objects.create(
        course=course, number=last + 1, digest=mark, languages=languages, released_by=actor
    )
    ReleaseOutline.objects.bulk_create(
        ReleaseOutline(release=release, language=language, data=asdict(outline))
        for language, outline in draft.outlines.items()
    )
    _store_items(release, draft.items, _activities(course, draft.items))
    course.current_release = release
    course.titles = {
        language: outline.title for language, outline in draft.outlines.items() if outline.text_language == language
    } or {language: outline.title for language, outline in draft.outlines.items()}
    course.save(update_fields=["current_release", "titles"])
    course_released.announce(release_id=release.pk)
    return release, True


def _activities(course: Course, items: tuple[ItemDraft, ...]) -> dict[str, Activity]:
    Activity.objects.bulk_create(
        (Activity(course=course, key=item.key, kind=item.kind) for item in items), ignore_conflicts=True
    )
    known = {activity.key: activity for activity in course.activities.all()}
    for item in items:
        if known[item.key].kind != item.kind:
            raise Refused(
                _("“%(key)s” was a %(old)s before. Give the new %(new)s a new key.")
                % {"key": item.key, "old": known[item.key].get_kind_display(), "new": item.kind}
            )
    return known


def _store_items(release: Release, items: tuple[ItemDraft, ...], activities: dict[str, Activity]) -> None:
    rows = ReleaseItem.objects.bulk_create(
        ReleaseItem(
            release=release,
            activity=activities[item.key],
            position=position,
            module_key=item.module_key,
            spec=item.spec,
        )
        for position, item in enumerate(items, start=1)
    )
    bodies = {digest(text.body): text.body for item in items for text in item.texts.values()}
    Content.objects.bulk_create(
        (Content(digest=mark, body=body) for mark, body in bodies.items()), ignore_conflicts=True
    )
    ReleaseText.objects.bulk_create(
        ReleaseText(
            item=row,
            language=language,
            text_language=text.text_language,
            needs_review=text.needs_review,
            content_id=digest(text.body),
        )
        for row, item in zip(rows, items, strict=True)
        for language, text in item.texts.items()
    )
