from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What anybody may read of a certificate on a day."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RevocationReason(models.TextChoices):
    ISSUED_IN_ERROR = "issued_in_error", _("Issued in error")
    FRAUD = "fraud", _("Obtained by deceit")
    PRACTICE = "practice", _("Harm to a child")
    REQUEST = "request", _("At the holder's request")
