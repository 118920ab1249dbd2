from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from courses.choices import EnrolmentStatus, EntryKind, EntryState
from courses.models import Activity, Enrolment, ReleaseItem
from courses.operations import Deed, keep_place, record_entry, record_passed
from people.models import User

from ..models import ScenarioRun, ScenarioStep
from ..rules import begin, walk


@transaction.atomic
def start_run(*, enrolment_id: int, activity: Activity, person: User, deed: Deed) -> ScenarioRun:
    """Begin a way through a case; whoever has one open goes on with it. Another may begin at once, always.

    Refused: the case has left the course, or the enrolment was withdrawn.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=enrolment_id, person=person)
    )
    last = ScenarioRun.objects.filter(enrolment=enrolment, activity=activity).order_by("-number").first()
    if last and last.ended_at is None:
        return last
    item = ReleaseItem.objects.filter(release_id=enrolment.release_id or 0, activity=activity).first()
    if item is None or enrolment.status == EnrolmentStatus.WITHDRAWN:
        raise Refused(_("This situation is not part of your course now."))
    number = last.number + 1 if last else 1
    _entry, fresh = record_entry(
        deed=replace(deed, payload={**deed.payload, "run": number}),
        kind=EntryKind.SCENARIO_STARTED,
        person=person,
        enrolment=enrolment,
        activity_id=activity.pk,
        release_id=enrolment.release_id,
    )
    if last and not fresh:
        return last
    keep_place(enrolment_id=enrolment.pk, activity_id=activity.pk)
    stand = begin(item.spec)
    return ScenarioRun.objects.create(
        enrolment=enrolment,
        activity=activity,
        release_id=item.release_id,
        number=number,
        node=stand.node,
        meters=stand.meters,
    )


@transaction.atomic
def choose(*, run_id: int, node: str, choice: int, person: User, deed: Deed) -> ScenarioRun:
    """Take a choice at the scene the run stands at. A good ending with every meter at nought or above passes.

    node: the scene that was shown; choice: its index from 0. A choice at a scene that is past is kept in the
    journal and moves nothing. Refused: the scene has no such choice.
    """
    held = ScenarioRun.objects.select_for_update(of=("self", "enrolment"))
    run = held.select_related("enrolment__course", "activity").get(pk=run_id, enrolment__person=person)
    item = ReleaseItem.objects.get(release_id=run.release_id, activity_id=run.activity_id)
    stand = walk(item.spec, node, choice, run.meters)
    if stand is None:
        raise Refused(_("Choose one answer"))
    entry, fresh = record_entry(
        deed=replace(deed, payload={**deed.payload, "run": run.pk, "node": node, "choice": choice}),
        kind=EntryKind.CHOICE_MADE,
        person=person,
        enrolment=run.enrolment,
        activity_id=run.activity_id,
        release_id=run.release_id,
        held="the run had left this scene" if run.ended_at or run.node != node else "",
    )
    if not fresh or entry.state == EntryState.HELD:
        return run
    ScenarioStep.objects.create(run=run, position=run.steps.count() + 1, node=node, choice=choice, entry=entry)
    run.node, run.meters, run.passed = stand.node, stand.meters, stand.passed
    run.ended_at = timezone.now() if stand.ended else None
    run.save(update_fields=["node", "meters", "passed", "ended_at"])
    if run.passed:
        record_passed(enrolment=run.enrolment, entry=entry)
    return run
