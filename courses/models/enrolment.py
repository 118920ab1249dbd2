from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from people.models import Placed, Post, User

from ..choices import EnrolmentStatus, ProgressState
from .course import Activity, Course
from .release import Release


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def active(self) -> Self:
        return self.filter(status=EnrolmentStatus.ACTIVE)

    def completed(self) -> Self:
        return self.filter(status=EnrolmentStatus.COMPLETED)

    def not_withdrawn(self) -> Self:
        """What a learner is shown: what they are on, and what they have completed."""
        return self.exclude(status=EnrolmentStatus.WITHDRAWN)

    def of(self, person: User) -> Self:
        return self.filter(person=person)

    def visible_to(self, user: User) -> Self:
        """Your own, and those of the people you may see by name through a post of theirs."""
        seen = Post.objects.visible_to(user).values("person")
        return self.filter(Q(person=user) | Q(person__in=seen))


class Enrolment(Placed):
    """A person's period in a course. A repeat opens the next period; this one stays as it was.

    While it is active the learner reads the course's newest release; completion pins the one completed.
    role: the code of the post's role on the day of enrolment; it decides which modules are compulsory.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    period = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=12, choices=EnrolmentStatus, default=EnrolmentStatus.ACTIVE)
    role = models.CharField(max_length=10, blank=True)
    enrolled_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, editable=False)
    completed_release = models.ForeignKey(Release, models.PROTECT, null=True, editable=False, related_name="+")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["course", "person"], name="enrolments_by_course")]
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "period"], name="one_enrolment_a_period"),
            models.UniqueConstraint(
                fields=["person", "course"], condition=Q(status="active"), name="one_active_enrolment_a_course"
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="completed", completed_at__isnull=False, completed_release__isnull=False)
                    | (~Q(status="completed") & Q(completed_at__isnull=True, completed_release__isnull=True))
                ),
                name="completed_with_day_and_release",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("enrolled_on")), name="due_after_enrolment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.course}, period {self.period}"

    @property
    def release_id(self) -> int | None:
        """The release this person reads. Needs course fetched along."""
        return self.completed_release_id or self.course.current_release_id


class Progress(models.Model):
    """Where one enrolment stands in one activity: derived from the journal, never going back.

    place: how far into a lesson, in screens from 1; a place to return to, not evidence.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ProgressState, default=ProgressState.OPENED)
    place = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    entry = models.ForeignKey("courses.JournalEntry", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="one_progress_an_activity"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, entry__isnull=False)
                | Q(state="opened", done_at__isnull=True),
                name="done_by_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity} {self.state}"
