from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Subquery
from django.utils.translation import gettext as _

from core.errors import Refused
from courses.choices import EntryKind
from courses.models import Activity, Enrolment, ReleaseItem
from courses.operations import Deed, record_entry
from people.models import User

from ..models import QuestionVersion
from ..rules import Mark, mark


@transaction.atomic
def answer_practice(
    *, enrolment_id: int, activity: Activity, version_id: int, answer: Mapping[str, Any], person: User, deed: Deed
) -> Mark:
    """Keep the answer to a practice question of a lesson, and mark it. It counts for nothing.

    Four queries, five without a post.
    Refused: the question is not a practice question of the lesson, so that no key of a counted one gets out.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=enrolment_id, person=person)
    )
    lesson = ReleaseItem.objects.filter(release_id=enrolment.release_id or 0, activity=activity).values("spec")
    version = QuestionVersion.objects.annotate(lesson=Subquery(lesson[:1])).filter(pk=version_id).first()
    if version is None or version_id not in (version.lesson or {}).get("practice", ()):
        raise Refused(_("This question has been changed. Open the lesson again."))
    record_entry(
        deed=replace(deed, payload={**deed.payload, "version": version_id, "answer": dict(answer)}),
        kind=EntryKind.PRACTICE_ANSWERED,
        person=person,
        enrolment=enrolment,
        activity_id=activity.pk,
        release_id=enrolment.release_id,
    )
    return mark(version.kind, version.spec, answer)
