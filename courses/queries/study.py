from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from people.models import User

from ..choices import ActivityKind, EnrolmentStatus, ProgressState
from ..models import Enrolment, JournalEntry, Progress, ReleaseOutline
from ..rules import Module, Outline, Step
from .address import address

MOST_TILES = 24
Touch = tuple[str, int, datetime]  # state, place and when it was last seen
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Task:
    """An activity as its learner sees it. state: "" until it is opened; place: the screen to open, from 1."""

    code: str
    step: Step
    state: str = ""
    place: int = 1
    seen_at: datetime = _LONG_AGO

    @property
    def done(self) -> bool:
        return self.state == ProgressState.DONE

    @property
    def address(self) -> str:
        return address(self.code, self.step.kind, self.step.key, 1 if self.done else self.place)

    @property
    def alone(self) -> bool:
        """Whether the learner can do it without an assessor beside them."""
        return self.step.kind != ActivityKind.OBSERVATION


@dataclass(frozen=True)
class Chapter:
    """A module as its learner sees it."""

    module: Module
    compulsory: bool
    tasks: tuple[Task, ...]

    @property
    def done(self) -> int:
        return sum(task.done for task in self.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def finished(self) -> bool:
        return self.done == self.total

    @property
    def started(self) -> bool:
        return any(task.state for task in self.tasks)


@dataclass(frozen=True)
class Study:
    """One enrolment in one language: what is there, what is done, what comes next."""

    enrolment: Enrolment
    outline: Outline
    chapters: tuple[Chapter, ...]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The compulsory activities, in order."""
        return tuple(task for chapter in self.chapters if chapter.compulsory for task in chapter.tasks)

    @cached_property
    def done(self) -> int:
        return sum(task.done for task in self.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def by_module(self) -> bool:
        """Whether a tile of the shyrdak stands for a module, and not for an activity."""
        return self.total > MOST_TILES

    @cached_property
    def tiles(self) -> list[bool]:
        """The shyrdak, a tile laid or not: an activity each, or a module each when there are too many."""
        if not self.by_module:
            laid = self.done
            return [position < laid for position in range(self.total)]
        return sorted((chapter.finished for chapter in self.chapters if chapter.compulsory), reverse=True)

    @property
    def tiles_laid(self) -> int:
        return sum(self.tiles)

    @cached_property
    def next(self) -> Task | None:
        """Where she stopped, else the first compulsory activity not done; what needs an assessor comes last."""
        left = [task for task in self.tasks if not task.done]
        mine = [task for task in left if task.alone] or left
        opened = [task for task in mine if task.state]
        return max(opened, key=lambda task: task.seen_at) if opened else (mine[0] if mine else None)

    @cached_property
    def chapter(self) -> Chapter | None:
        """The module in which the next activity stands."""
        return next((each for each in self.chapters if self.next in each.tasks), None) if self.next else None

    @property
    def seen_at(self) -> datetime:
        return max((task.seen_at for task in self.tasks), default=_LONG_AGO)

    @property
    def days_left(self) -> int | None:
        """Whole days to the deadline, negative after it."""
        return (self.enrolment.due_on - timezone.localdate()).days if self.enrolment.due_on else None

    @property
    def hours(self) -> int:
        """Academic hours of the compulsory modules."""
        return sum(sum(chapter.module.hours.values()) for chapter in self.chapters if chapter.compulsory)

    @property
    def needed(self) -> dict[str, int]:
        """How many compulsory activities there are of each kind."""
        return {kind: sum(task.step.kind == kind for task in self.tasks) for kind in ActivityKind.values}


def answers_set_aside(person: User) -> bool:
    """Whether something this person did in the last month is kept but could not be counted. One query."""
    lately = timezone.now() - timedelta(days=30)
    return JournalEntry.objects.held().filter(person=person, server_at__gte=lately).exists()


def enrolment_in(person: User, code: str) -> Enrolment | None:
    """The person's latest period in a course, with the course; a withdrawn one does not show. One query."""
    mine = Enrolment.objects.of(person).not_withdrawn().filter(course__code=code)
    return mine.select_related("course").order_by("-period").first()


def studies_of(person: User, language: str) -> tuple[list[Study], list[Enrolment]]:
    """What a person is learning, the latest touched first, and what is completed. Three queries."""
    mine = list(Enrolment.objects.of(person).not_withdrawn().select_related("course").order_by("-enrolled_on", "-pk"))
    active = [each for each in mine if each.status == EnrolmentStatus.ACTIVE]
    completed = [each for each in mine if each.status == EnrolmentStatus.COMPLETED]
    studies = sorted(_studies(active, language), key=lambda study: (study.seen_at, _urgency(study)), reverse=True)
    return studies, completed


def study_in(enrolment: Enrolment, language: str) -> Study:
    """One enrolment, fetched with its course. Two queries."""
    return _studies([enrolment], language)[0]


def _urgency(study: Study) -> int:
    return -(study.enrolment.due_on or date.max).toordinal()


def _studies(enrolments: list[Enrolment], language: str) -> list[Study]:
    if not enrolments:
        return []
    releases = {each.release_id for each in enrolments}
    outlines = dict(
        ReleaseOutline.objects.filter(release_id__in=releases, language=language).values_list("release_id", "data")
    )
    touched: dict[int, dict[str, Touch]] = {each.pk: {} for each in enrolments}
    rows = Progress.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id", "activity__key", "state", "place", "seen_at"
    )
    for pk, key, state, place, seen_at in rows:
        touched[pk][key] = (state, place, seen_at)
    return [_study(each, Outline.read(outlines[each.release_id or 0]), touched[each.pk]) for each in enrolments]


def _study(enrolment: Enrolment, outline: Outline, touched: dict[str, Touch]) -> Study:
    code = enrolment.course.code
    compulsory = {module.key for module in outline.compulsory_modules(enrolment.role)}
    chapters = tuple(
        Chapter(module, module.key in compulsory, tuple(_tasks(code, module.steps, touched)))
        for module in outline.modules
    )
    return Study(enrolment, outline, chapters)


def _tasks(code: str, steps: Iterable[Step], touched: dict[str, Touch]) -> Iterable[Task]:
    for step in steps:
        yield Task(code, step, *touched.get(step.key, ()))
