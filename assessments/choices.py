from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One right answer")
    MULTIPLE = "multiple", _("Several right answers")
    TRUEFALSE = "truefalse", _("True or false")
    ORDER = "order", _("Put in order")
    MATCH = "match", _("Match")
    CLOZE = "cloze", _("Fill the gaps")
    NUMERIC = "numeric", _("A number")


class Seen(models.TextChoices):
    """What an assessor ticks beside one line of observed practice."""

    SEEN = "seen", _("Seen")
    PARTLY = "partly", _("Partly seen")
    NOT_SEEN = "not_seen", _("Not seen")
    NOT_APPLICABLE = "na", _("Not applicable")
