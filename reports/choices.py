from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where one post stands in one course. Exactly one holds; reports.queries.standing says when."""

    VALID = "valid", _("Valid")
    EXPIRING = "expiring", _("Expires soon")
    IN_PROGRESS = "in_progress", _("In progress")
    LATE = "late", _("Late")
    NOT_STARTED = "not_started", _("Not started")
