from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from courses.choices import EntryKind, EntryState
from courses.models import Activity, Enrolment, ReleaseItem
from courses.operations import Deed, record_entry, record_passed
from people.models import User

from ..choices import Seen
from ..models import Observation
from ..policies import can_observe
from ..rules import judge_observation


@transaction.atomic
def record_observation(
    *,
    enrolment_id: int,
    activity: Activity,
    assessor: User,
    observed_on: date,
    where: str,
    role_play: bool,
    lines: Mapping[str, Mapping[str, str]],
    strength: str,
    next_step: str,
    deed: Deed,
) -> Observation:
    """Keep what an assessor saw. Enough lines seen, and every critical one, completes the activity.

    lines: line id -> {"seen": a code of choices.Seen, "note": text}. A repeat is another observation; the same
    deed twice is one. Refused: the assessor may not, the day is to come, a line is open, a critical one is left out.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("course", "person").get(pk=enrolment_id)
    )
    if not can_observe(assessor, enrolment):
        raise Refused(_("Somebody else must observe: not the learner, and not their own manager."))
    item = ReleaseItem.objects.filter(release_id=enrolment.release_id or 0, activity=activity).first()
    if item is None:
        raise Refused(_("This observation is not part of the course now."))
    _check(item.spec, observed_on, lines)
    entry, fresh = record_entry(
        deed=replace(deed, payload={**deed.payload, "assessor": assessor.pk}),
        kind=EntryKind.PRACTICE_OBSERVED,
        person=enrolment.person,
        enrolment=enrolment,
        activity_id=activity.pk,
        release_id=item.release_id,
    )
    if not fresh:
        return Observation.objects.get(entry=entry)
    seen = {line: lines[line]["seen"] for line in item.spec["lines"]}
    sight = judge_observation(seen, item.spec.get("critical", ()), item.spec.get("pass_percent", 80))
    observation = Observation.objects.create(
        enrolment=enrolment,
        activity=activity,
        release_id=item.release_id,
        person=enrolment.person,
        assessor=assessor,
        observed_on=observed_on,
        where=where,
        role_play=role_play,
        lines={line: {"seen": seen[line], "note": lines[line].get("note", "")} for line in seen},
        strength=strength,
        next_step=next_step,
        seen_percent=sight.percent,
        passed=sight.passed,
        entry=entry,
    )
    if sight.passed and entry.state == EntryState.APPLIED:
        record_passed(enrolment=enrolment, entry=entry)
    return observation


def _check(spec: Mapping[str, Any], observed_on: date, lines: Mapping[str, Mapping[str, str]]) -> None:
    if observed_on > timezone.localdate():
        raise Refused(_("Give the day of the observation: today or earlier."))
    if any(lines.get(line, {}).get("seen") not in Seen.values for line in spec["lines"]):
        raise Refused(_("Choose one answer for every line."))
    if any(lines[line]["seen"] == Seen.NOT_APPLICABLE for line in spec.get("critical", ())):
        raise Refused(_("A critical line cannot be left out. Choose another answer for it."))
