"""What the pages of quizzes, situations and observations show, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT, KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from core.text import fold
from courses.choices import ActivityKind, EnrolmentStatus, EntryKind, ProgressState
from courses.models import Activity, Enrolment, JournalEntry, Progress, ReleaseItem, ReleaseOutline, ReleaseText
from courses.rules import Outline
from people.choices import Kind
from people.models import Post, Responsibility, User

from .models import Attempt, Observation, QuestionVersion, Response, ScenarioRun
from .rules import Quiz, Tries, tries

MOST = 999  # questions that a paper can have
_TITLE = KeyTextTransform("title", "content__body")


def text_of(release_id: int | None, key: str, kind: ActivityKind, language: str) -> ReleaseText | None:
    """What a release says of an activity, with its item and rules; None if it is not there. One query."""
    shown = ReleaseText.objects.showing(release_id or 0, key, language)
    return shown.filter(item__activity__kind=kind).first()


@dataclass(frozen=True)
class Practised:
    """A practice question of a lesson, without its words. total: how many the lesson has."""

    enrolment_id: int
    release_id: int
    activity: Activity
    total: int
    version_id: int
    kind: str
    spec: dict[str, Any]
    digest: str


def practised(user: User, code: str, key: str, number: int) -> Practised | None:
    """The practice question with this number, from 1, of a lesson in the person's newest enrolment. One query."""
    if not 1 <= number <= MOST:
        return None
    way = "activity__course__enrolments__"
    items = ReleaseItem.objects.filter(
        **{f"{way}person": user, f"{way}status__in": [EnrolmentStatus.ACTIVE, EnrolmentStatus.COMPLETED]},
        activity__course__code=code,
        activity__key=key,
        activity__kind=ActivityKind.LESSON,
        release_id=Coalesce(F(f"{way}completed_release_id"), F("activity__course__current_release_id")),
    )
    asked = QuestionVersion.objects.filter(pk=OuterRef("asked_id"))
    item = (
        items.annotate(
            enrolled_id=F(f"{way}pk"),
            period=F(f"{way}period"),
            asked_id=Cast(KT(f"spec__practice__{number - 1}"), BigIntegerField()),
        )
        .annotate(
            asked_kind=Subquery(asked.values("kind")),
            asked_spec=Subquery(asked.values("spec")),
            asked_digest=Subquery(asked.values("digest")),
        )
        .select_related("activity")
        .order_by("-period")
        .first()
    )
    if item is None or item.asked_id is None:
        return None
    return Practised(
        item.enrolled_id,
        item.release_id,
        item.activity,
        len(item.spec["practice"]),
        item.asked_id,
        item.asked_kind,
        item.asked_spec,
        item.asked_digest,
    )


def practice_answer(user: User, entry_id: UUID, version_id: int) -> dict[str, Any] | None:
    """What somebody answered to a practice question under this entry. One query."""
    mine = JournalEntry.objects.filter(person=user, kind=EntryKind.PRACTICE_ANSWERED, entry_id=entry_id)
    payload = mine.values_list("payload", flat=True).first()
    return payload["answer"] if payload and payload.get("version") == version_id else None


def my_attempt(user: User, attempt_id: int) -> Attempt | None:
    """Somebody's own attempt with its enrolment, course and activity. One query."""
    mine = Attempt.objects.visible_to(user).select_related("enrolment__course", "activity")
    return mine.filter(pk=attempt_id).first()


def answers_in(attempt: Attempt) -> dict[int, dict[str, Any]]:
    """The newest answer to every question, by version id. One query."""
    return dict(Response.objects.filter(attempt=attempt).order_by("pk").values_list("version_id", "answer"))


def paper_of(attempt: Attempt) -> list[QuestionVersion]:
    """The questions of an attempt, as asked. One query."""
    found = QuestionVersion.objects.in_bulk(attempt.paper)
    return [found[pk] for pk in attempt.paper]


@dataclass(frozen=True)
class Standing:
    """Where somebody stands with a quiz. open: the attempt that waits to be handed in."""

    attempts: Sequence[Attempt]
    tries: Tries

    @property
    def open(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts and self.attempts[-1].submitted_at is None else None

    @property
    def must_wait(self) -> bool:
        return self.open is None and self.tries.next_at is not None and self.tries.next_at > timezone.now()


def standing_of(enrolment_id: int, activity_id: int, quiz: Quiz) -> Standing:
    """One query."""
    rows = Attempt.objects.filter(enrolment_id=enrolment_id, activity_id=activity_id).order_by("number")
    attempts = list(rows)
    return Standing(attempts, tries(quiz, [(each.submitted_at, each.passed) for each in attempts if each.submitted_at]))


def lessons_beside(release_id: int, key: str, language: str) -> list[tuple[str, str]]:
    """(key, title) of the lessons of the module an activity belongs to: what to read again. One query."""
    module = ReleaseItem.objects.filter(release_id=release_id, activity__key=key).values("module_key")
    texts = ReleaseText.objects.filter(
        item__release_id=release_id,
        item__module_key=Subquery(module[:1]),
        item__activity__kind=ActivityKind.LESSON,
        language=language,
    )
    return list(texts.order_by("item__position").values_list("item__activity__key", _TITLE))


def my_run(user: User, run_id: int) -> ScenarioRun | None:
    mine = ScenarioRun.objects.visible_to(user).select_related("enrolment__course", "activity")
    return mine.filter(pk=run_id).first()


def last_run(enrolment_id: int, activity_id: int) -> ScenarioRun | None:
    runs = ScenarioRun.objects.filter(enrolment_id=enrolment_id, activity_id=activity_id)
    return runs.order_by("-number").first()


def observed(enrolment_id: int, activity_id: int) -> Observation | None:
    """The newest observation. One query."""
    rows = Observation.objects.filter(enrolment_id=enrolment_id, activity_id=activity_id)
    return rows.select_related("assessor").order_by("-observed_on", "-pk").first()


def observable(user: User, name: str = "") -> QuerySet[Enrolment]:
    """Active enrolments of the people this assessor may observe (policies.can_observe), by name."""
    today = timezone.localdate()
    posts = Post.objects.filled_on(today)
    managed = Responsibility.objects.in_force_on(today).filter(person=user, kind=Kind.INSTITUTION_MANAGER)
    own_staff = posts.filter(institution__in=managed.values("institution")).values("person")
    found = Enrolment.objects.active().filter(person__in=posts.visible_to(user).values("person"))
    found = found.exclude(person=user).exclude(person__in=own_staff)
    if name:
        found = found.filter(person__name_folded__contains=fold(name))
    return found.select_related("person", "course", "institution").order_by("person__name_official", "pk")


@dataclass(frozen=True)
class ToObserve:
    """One enrolment with its observation lists: (key, the module's title, done)."""

    enrolment: Enrolment
    lists: tuple[tuple[str, str, bool], ...]

    @property
    def done(self) -> int:
        return sum(done for _key, _title, done in self.lists)


def lists_of(enrolments: Sequence[Enrolment], language: str) -> list[ToObserve]:
    """Two queries, whatever the number of people."""
    titles = {
        release_id: [
            (step.key, module.title)
            for module in outline.modules
            for step in module.steps
            if step.kind == ActivityKind.OBSERVATION
        ]
        for release_id, outline in _outlines({each.release_id or 0 for each in enrolments}, language)
    }
    done = set(
        Progress.objects.filter(
            enrolment__in=enrolments, state=ProgressState.DONE, activity__kind=ActivityKind.OBSERVATION
        ).values_list("enrolment_id", "activity__key")
    )
    return [
        ToObserve(
            each, tuple((key, title, (each.pk, key) in done) for key, title in titles.get(each.release_id or 0, []))
        )
        for each in enrolments
    ]


def module_title(release_id: int, key: str, language: str) -> str:
    """The title of the module an activity belongs to, so that one quiz can be told from another. One query."""
    for _pk, outline in _outlines({release_id}, language):
        for module in outline.modules:
            if any(step.key == key for step in module.steps):
                return module.title
    return ""


def _outlines(releases: set[int], language: str) -> Iterator[tuple[int, Outline]]:
    rows = ReleaseOutline.objects.filter(release_id__in=releases, language=language)
    for release_id, data in rows.values_list("release_id", "data"):
        yield release_id, Outline.read(data)
