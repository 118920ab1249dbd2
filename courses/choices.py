from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    QUIZ = "quiz", _("Quiz")
    SCENARIO = "scenario", _("Scenario")
    OBSERVATION = "observation", _("Observed practice")


class EnrolmentStatus(models.TextChoices):
    ACTIVE = "active", _("In progress")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProgressState(models.TextChoices):
    """It only ever grows: opened, then done."""

    OPENED = "opened", _("In progress")
    DONE = "done", _("Done")


class EntryKind(models.TextChoices):
    """What a learner can have done. One word an event, past tense."""

    LESSON_READ = "lesson_read", _("Lesson read")
    PRACTICE_ANSWERED = "practice_answered", _("Practice question answered")
    ATTEMPT_STARTED = "attempt_started", _("Quiz started")
    ANSWER_GIVEN = "answer_given", _("Question answered")
    ATTEMPT_SUBMITTED = "attempt_submitted", _("Answers handed in")
    SCENARIO_STARTED = "scenario_started", _("Scenario started")
    CHOICE_MADE = "choice_made", _("Choice made in a scenario")
    PRACTICE_OBSERVED = "practice_observed", _("Practice observed")


class EntryState(models.TextChoices):
    APPLIED = "applied", _("Counted")
    HELD = "held", _("Kept, not counted yet")
