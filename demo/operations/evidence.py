"""Evidence of earlier days, in the shape the real operations would have left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Model

from assessments.models import Attempt, Observation, QuestionVersion, Response, ScenarioRun, ScenarioStep
from assessments.rules import Quiz, begin, judge, mark, walk
from courses.choices import ActivityKind, EntryKind, ProgressState
from courses.models import Activity, Course, Enrolment, JournalEntry, Progress, ReleaseItem, ReleaseOutline
from courses.rules import Outline
from people.models import User

from ..rules import good_way, right_answer

BATCH = 2000


class Plan:
    """A course as it stands: its outline, and per activity what the release says of it."""

    def __init__(self, code: str) -> None:
        self.course = Course.objects.select_related("current_release").get(code=code)
        outlines = ReleaseOutline.objects.filter(release=self.course.current_release_id).order_by("language")
        self.outline = Outline.read(outlines.values_list("data", flat=True)[0])
        items = ReleaseItem.objects.filter(release=self.course.current_release_id).select_related("activity")
        self.items = {item.activity.key: item for item in items}
        asked = {pk for item in self.items.values() for pk in item.spec.get("questions", ())}
        found = QuestionVersion.objects.filter(pk__in=asked).select_related("question")
        self.questions: dict[int, QuestionVersion] = {version.pk: version for version in found}

    def keys(self, role: str) -> list[str]:
        return self.outline.compulsory_keys(role)


class Evidence:
    """Collects rows for many people, then stores them together."""

    def __init__(self, *, random: Random, assessor: User) -> None:
        self._random = random
        self._assessor = assessor
        self.rows: dict[type[Model], list[Any]] = {
            each: [] for each in (Attempt, ScenarioRun, JournalEntry, Progress, Response, ScenarioStep, Observation)
        }
        self._named: list[tuple[JournalEntry, str, Model]] = []

    def did(self, plan: Plan, enrolment: Enrolment, key: str, at: datetime) -> None:
        """The activity, done to its end around the moment."""
        item = plan.items[key]
        ways = {
            ActivityKind.LESSON: self._read,
            ActivityKind.QUIZ: self._sat,
            ActivityKind.SCENARIO: self._played,
            ActivityKind.OBSERVATION: self._seen,
        }
        last = ways[ActivityKind(item.activity.kind)](plan, enrolment, item, at)
        self.rows[Progress].append(
            Progress(
                enrolment=enrolment,
                activity=item.activity,
                state=ProgressState.DONE,
                opened_at=at,
                seen_at=last.server_at,
                done_at=last.server_at,
                entry=last,
            )
        )

    def opened(self, enrolment: Enrolment, activity: Activity, place: int, at: datetime) -> None:
        """A lesson that was begun and laid aside."""
        self.rows[Progress].append(
            Progress(enrolment=enrolment, activity=activity, place=place, opened_at=at, seen_at=at)
        )

    def store(self) -> None:
        with backdated(JournalEntry, Attempt, Response, ScenarioRun):
            for model, rows in self.rows.items():
                if model is JournalEntry:  # attempts and runs have their ids by now, and entries name them
                    for entry, word, row in self._named:
                        entry.payload[word] = row.pk
                    self._named.clear()
                model._default_manager.bulk_create(rows, batch_size=BATCH)
                rows.clear()

    def _entry(
        self, enrolment: Enrolment, item: ReleaseItem, kind: EntryKind, at: datetime, payload: dict[str, Any] | None
    ) -> JournalEntry:
        entry = JournalEntry(
            entry_id=UUID(int=self._random.getrandbits(128), version=4),
            person=enrolment.person,
            enrolment=enrolment,
            activity=item.activity,
            release_id=item.release_id,
            kind=kind,
            payload=payload or {},
            language=enrolment.person.language,
            server_at=at,
            post_id=enrolment.post_id,
            institution_id=enrolment.institution_id,
            authority_id=enrolment.authority_id,
            authority_path=enrolment.authority_path,
        )
        self.rows[JournalEntry].append(entry)
        return entry

    def _read(self, plan: Plan, enrolment: Enrolment, item: ReleaseItem, at: datetime) -> JournalEntry:
        return self._entry(enrolment, item, EntryKind.LESSON_READ, at, None)

    def _sat(self, plan: Plan, enrolment: Enrolment, item: ReleaseItem, at: datetime) -> JournalEntry:
        """One sitting, passed: all right but for one question that is not critical, now and then."""
        quiz = Quiz.read(item.spec)
        paper = list(quiz.questions)
        self._random.shuffle(paper)
        attempt = Attempt(
            enrolment=enrolment,
            activity=item.activity,
            release_id=item.release_id,
            number=1,
            paper=paper,
            opened_at=at,
        )
        self._entry(enrolment, item, EntryKind.ATTEMPT_STARTED, at, {"attempt": 1, "paper": paper})
        harmless = [pk for pk in paper if plan.questions[pk].question.key not in quiz.critical]
        spare = len(paper) * (100 - quiz.pass_percent) // 100
        unsure = set(self._random.sample(harmless, min(self._random.choice((0, 0, 1, 1, 2)), spare, len(harmless))))
        marks = {}
        for place, pk in enumerate(paper, start=1):
            version = plan.questions[pk]
            answer = {"unsure": True} if pk in unsure else right_answer(version.kind, version.spec)
            moment = at + timedelta(seconds=40 * place)
            entry = self._entry(enrolment, item, EntryKind.ANSWER_GIVEN, moment, {"version": pk, "answer": answer})
            self.rows[Response].append(
                Response(attempt=attempt, version=version, answer=answer, entry=entry, saved_at=moment)
            )
            self._named.append((entry, "attempt", attempt))
            marks[version.question.key] = mark(version.kind, version.spec, answer)
        verdict = judge(quiz, marks)
        attempt.submitted_at = at + timedelta(seconds=40 * len(paper) + 60)
        attempt.percent = verdict.percent
        attempt.passed = verdict.passed
        attempt.missed_critical = list(verdict.missed_critical)
        self.rows[Attempt].append(attempt)
        handed_in = self._entry(enrolment, item, EntryKind.ATTEMPT_SUBMITTED, attempt.submitted_at, None)
        self._named.append((handed_in, "attempt", attempt))
        return handed_in

    def _played(self, plan: Plan, enrolment: Enrolment, item: ReleaseItem, at: datetime) -> JournalEntry:
        run = ScenarioRun(
            enrolment=enrolment, activity=item.activity, release_id=item.release_id, number=1, started_at=at
        )
        last = self._entry(enrolment, item, EntryKind.SCENARIO_STARTED, at, {"run": 1})
        stand = begin(item.spec)
        for position, (node, choice) in enumerate(good_way(item.spec), start=1):
            moment = at + timedelta(seconds=50 * position)
            last = self._entry(enrolment, item, EntryKind.CHOICE_MADE, moment, {"node": node, "choice": choice})
            self.rows[ScenarioStep].append(
                ScenarioStep(run=run, position=position, node=node, choice=choice, entry=last)
            )
            self._named.append((last, "run", run))
            stand = walk(item.spec, node, choice, stand.meters) or stand
        run.node, run.meters, run.passed = stand.node, stand.meters, stand.passed
        run.ended_at = last.server_at
        self.rows[ScenarioRun].append(run)
        return last

    def _seen(self, plan: Plan, enrolment: Enrolment, item: ReleaseItem, at: datetime) -> JournalEntry:
        entry = self._entry(enrolment, item, EntryKind.PRACTICE_OBSERVED, at, {"assessor": self._assessor.pk})
        self.rows[Observation].append(
            Observation(
                enrolment=enrolment,
                activity=item.activity,
                release_id=item.release_id,
                person=enrolment.person,
                assessor=self._assessor,
                observed_on=at.date(),
                where=enrolment.institution.names["ru"] if enrolment.institution else "",
                lines={line: {"seen": "seen", "note": ""} for line in item.spec["lines"]},
                seen_percent=Decimal(100),
                passed=True,
                entry=entry,
            )
        )
        return entry


@contextmanager
def backdated(*models: type[Model]) -> Iterator[None]:
    """Let rows keep the moment they are given: Django writes the present into auto_now_add fields otherwise."""
    fields = [
        field
        for model in models
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and field.auto_now_add
    ]
    for field in fields:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in fields:
            field.auto_now_add = True
