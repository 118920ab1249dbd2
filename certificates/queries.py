from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from courses.models import Enrolment

from .models import Certificate
from .rules import read_code


def unawarded(before: datetime) -> QuerySet[Enrolment]:
    """Completed enrolments, under a rule that needs nobody's decision, that no award was made for."""
    return Enrolment.objects.completed().filter(
        course__certificate_rule__by_commission=False, award__isnull=True, completed_at__lte=before
    )


def undrawn(before: datetime) -> QuerySet[Certificate]:
    """Certificates whose paper has not been drawn."""
    return Certificate.objects.awaiting_document().filter(award__decided_at__lte=before)


def find_certificate(typed: str) -> Certificate | None:
    """The certificate with this public code, with what its status needs. One query."""
    code = read_code(typed)
    found = Certificate.objects.select_related("revocation", "person", "course")
    return found.filter(code=code).first() if code else None
