from __future__ import annotations

from django.utils import timezone

from courses.models import Enrolment
from people.choices import Kind
from people.models import Post, Responsibility, User


def can_observe(user: User, enrolment: Enrolment) -> bool:
    """An assessor answers for the learner's institution and is neither the learner nor the learner's own manager."""
    today = timezone.localdate()
    posts = Post.objects.filled_on(today).filter(person_id=enrolment.person_id)
    if user.pk == enrolment.person_id or not posts.visible_to(user).exists():
        return False
    managed = Responsibility.objects.in_force_on(today).filter(person=user, kind=Kind.INSTITUTION_MANAGER)
    return not managed.filter(institution__in=posts.values("institution")).exists()
