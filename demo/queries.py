"""Who is who in the demo."""

from __future__ import annotations

from django.utils import timezone

from certificates.models import Certificate
from people.models import User

PERSONAS = ("learner", "trainer", "director", "district", "ministry")
INSPECTOR = "inspector"  # has no account: scans a code


def username_of(persona: str) -> str:
    return f"demo-{persona}"


def find_persona(persona: str) -> User | None:
    return User.objects.filter(username=username_of(persona)).first() if persona in PERSONAS else None


def code_to_inspect() -> str:
    """The code of a certificate in force, the same on every day it lasts; "" when there is none."""
    newest = Certificate.objects.in_force_on(timezone.localdate()).order_by("-valid_until", "number")
    return newest.values_list("code", flat=True).first() or ""
