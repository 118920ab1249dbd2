from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import SystemRandom
from typing import Any

import uuid6
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import Refused
from courses.choices import EnrolmentStatus, EntryKind, EntryState
from courses.models import Activity, Enrolment, JournalEntry, ReleaseItem
from courses.operations import Deed, keep_place, record_entry, record_passed
from people.models import User

from ..models import Attempt, QuestionVersion, Response
from ..rules import Quiz, Verdict, judge, mark, parse, tries
from ..rules.kinds import Form

_chance = SystemRandom()
# The busiest write of all reads no more than it needs.
_SAVING = ("paper", "submitted_at", "release_id", "activity_id", "enrolment__status")


@transaction.atomic
def start_attempt(*, enrolment_id: int, activity: Activity, person: User, deed: Deed) -> Attempt:
    """Open a sitting of a quiz with the questions of the release this person reads, in a new order.

    Whoever has one open gets that one. A quiz that is passed may be repeated freely.
    Refused: the quiz is empty or has left the course, the pause after failed tries is not over, or the enrolment
    was withdrawn.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=enrolment_id, person=person)
    )
    so_far = list(Attempt.objects.filter(enrolment=enrolment, activity=activity).order_by("number"))
    if so_far and so_far[-1].submitted_at is None:
        return so_far[-1]
    quiz = _rules(enrolment, activity)
    if not quiz.questions:
        raise Refused(_("This quiz has no questions yet."))
    wait = tries(quiz, [(each.submitted_at, each.passed) for each in so_far if each.submitted_at])
    if wait.next_at and wait.next_at > timezone.now():
        when = date_format(timezone.localtime(wait.next_at), "DATETIME_FORMAT")
        raise Refused(_("Take a break. Next attempt: %(when)s") % {"when": when})
    number = so_far[-1].number + 1 if so_far else 1
    paper = _chance.sample(quiz.questions, len(quiz.questions))
    _entry, fresh = record_entry(
        deed=replace(deed, payload={**deed.payload, "attempt": number, "paper": paper}),
        kind=EntryKind.ATTEMPT_STARTED,
        person=person,
        enrolment=enrolment,
        activity_id=activity.pk,
        release_id=enrolment.release_id,
    )
    if not fresh and so_far:
        return so_far[-1]
    keep_place(enrolment_id=enrolment.pk, activity_id=activity.pk)
    return Attempt.objects.create(
        enrolment=enrolment, activity=activity, release_id=enrolment.release_id or 0, number=number, paper=paper
    )


@transaction.atomic
def save_answer(
    *, attempt_id: int, version_id: int, answer: Mapping[str, Any], person: User, deed: Deed
) -> Response | None:
    """Keep an answer to one question; the newest of a question counts. Four queries, five without a post.

    Returns None when the answer is in the journal and cannot count: the attempt was handed in before it came.
    Refused: the question is not on the paper of this attempt.
    """
    attempt = _to_answer(attempt_id, person)
    if version_id not in attempt.paper:
        raise Refused(_("This question is not in this quiz. Open the quiz again."))
    return _save(attempt, version_id, answer, person, deed)


@transaction.atomic
def answer_question(*, attempt_id: int, number: int, form: Form, person: User, deed: Deed) -> Response | None:
    """The same for the question with this number, from 1, as a form answers it. One query more.

    Raises Unclear when the form holds no answer, DoesNotExist when there is no such question to answer.
    """
    attempt = _to_answer(attempt_id, person)
    if not 1 <= number <= len(attempt.paper):
        raise QuestionVersion.DoesNotExist
    version_id = attempt.paper[number - 1]
    kind, spec, digest = QuestionVersion.objects.values_list("kind", "spec", "digest").get(pk=version_id)
    return _save(attempt, version_id, parse(kind, spec, form, digest), person, deed)


@transaction.atomic
def submit_attempt(*, attempt_id: int, person: User, deed: Deed) -> Attempt:
    """Hand in: mark the newest answer to every question and close the attempt, once. A pass completes the activity.

    An attempt that is closed stays as it is. Percent: 0-100, two decimals. Twelve queries at most.
    """
    attempt = _locked(attempt_id, person).select_related("enrolment__course").get()
    if attempt.submitted_at:
        return attempt
    entry, _fresh = record_entry(
        deed=replace(deed, payload={**deed.payload, "attempt": attempt.pk}),
        kind=EntryKind.ATTEMPT_SUBMITTED,
        person=person,
        enrolment=attempt.enrolment,
        activity_id=attempt.activity_id,
        release_id=attempt.release_id,
    )
    verdict = _verdict(attempt)
    attempt.submitted_at = timezone.now()
    attempt.percent = verdict.percent
    attempt.passed = verdict.passed
    attempt.missed_critical = list(verdict.missed_critical)
    attempt.save(update_fields=["submitted_at", "percent", "passed", "missed_critical"])
    if attempt.passed and entry.state == EntryState.APPLIED:
        record_passed(enrolment=attempt.enrolment, entry=entry)
    return attempt


def _rules(enrolment: Enrolment, activity: Activity) -> Quiz:
    if enrolment.status == EnrolmentStatus.WITHDRAWN:
        raise Refused(_("You are not on this course now."))
    item = ReleaseItem.objects.filter(release_id=enrolment.release_id or 0, activity=activity).first()
    if item is None:
        raise Refused(_("This quiz is not part of the course now."))
    return Quiz.read(item.spec)


def _locked(attempt_id: int, person: User) -> QuerySet[Attempt]:
    """The attempt and its enrolment, held: two sendings wait for each other here."""
    held = Attempt.objects.select_for_update(of=("self", "enrolment"))
    return held.filter(pk=attempt_id, enrolment__person=person.pk)


def _to_answer(attempt_id: int, person: User) -> Attempt:
    return _locked(attempt_id, person).select_related("enrolment").only(*_SAVING).get()


def _save(attempt: Attempt, version_id: int, answer: Mapping[str, Any], person: User, deed: Deed) -> Response | None:
    payload = {**deed.payload, "attempt": attempt.pk, "version": version_id, "answer": dict(answer)}
    deed = replace(deed, payload=payload)
    entry, fresh = _keep(deed, attempt, person)
    if not fresh and deed.device_id is None and _is_another(attempt, version_id, entry, payload):
        # A form that the browser brought back carries the id of an answer that is stored already.
        entry, fresh = _keep(replace(deed, entry_id=uuid6.uuid7()), attempt, person)
    if not fresh:
        return Response.objects.filter(entry=entry).first()
    if entry.state == EntryState.HELD:
        return None
    return Response.objects.create(attempt=attempt, version_id=version_id, answer=dict(answer), entry=entry)


def _keep(deed: Deed, attempt: Attempt, person: User) -> tuple[JournalEntry, bool]:
    return record_entry(
        deed=deed,
        kind=EntryKind.ANSWER_GIVEN,
        person=person,
        enrolment=attempt.enrolment,
        activity_id=attempt.activity_id,
        release_id=attempt.release_id,
        held="attempt already handed in" if attempt.submitted_at else "",
    )


def _is_another(attempt: Attempt, version_id: int, entry: JournalEntry, payload: Mapping[str, Any]) -> bool:
    """Whether an answer that came under a known id says something new."""
    if entry.payload != payload:
        return True
    if attempt.submitted_at:
        return False
    newest = Response.objects.filter(attempt=attempt, version_id=version_id).order_by("-pk").first()
    return newest is not None and bool(newest.answer != payload["answer"])


def _verdict(attempt: Attempt) -> Verdict:
    """Two queries, whatever the number of questions. An unanswered one is worth nothing."""
    newest = Response.objects.filter(attempt=attempt, version=OuterRef("pk")).order_by("-pk").values("answer")[:1]
    versions = QuestionVersion.objects.filter(pk__in=attempt.paper).annotate(answer=Subquery(newest))
    asked = versions.values_list("question__key", "kind", "spec", "answer")
    marks = {key: mark(kind, spec, answer or {}) for key, kind, spec, answer in asked}
    item = ReleaseItem.objects.get(release_id=attempt.release_id, activity_id=attempt.activity_id)
    return judge(Quiz.read(item.spec), marks)
