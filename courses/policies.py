from __future__ import annotations

from people.models import User

from .models import Enrolment


def can_learn(user: User, enrolment: Enrolment) -> bool:
    """Only the learner reads and answers in an enrolment; whoever may see it may only look."""
    return user.is_active and enrolment.person_id == user.pk
