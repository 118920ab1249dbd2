from courses.models import Enrolment
from people.models import User
from people.policies import can_train

from .models import Certificate


def can_decide(user: User, enrolment: Enrolment) -> bool:
    """A trainer or administrator signs the commission's decision, for people of the subtree."""
    return user.is_active and can_train(user, enrolment.person)


def can_revoke(user: User, certificate: Certificate) -> bool:
    """A trainer or administrator of the subtree; nobody takes back their own."""
    return user.is_active and user.pk != certificate.person_id and can_train(user, certificate.person)
