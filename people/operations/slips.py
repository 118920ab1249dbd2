from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused

from ..models import Slip, User
from ..queries import find_slip, slip_digest
from ..rules import new_slip_code


@transaction.atomic
def issue_slip(*, person: User, issued_by: User | None, days: int = 60) -> str:
    """Write a new code for a person and return it: it can be read this once. Older slips stop working.

    days: how long the code lives. Refused: the person may not sign in any more.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise Refused(_("This person cannot sign in any more."))
    withdraw_slips(person=person)
    code = new_slip_code()
    Slip.objects.create(
        person=person,
        code_digest=slip_digest(code),
        issued_by=issued_by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return code


def withdraw_slips(*, person: User) -> int:
    """Make every open slip of a person worthless. Returns how many there were."""
    now = timezone.now()
    return Slip.objects.filter(person=person).open_at(now).update(withdrawn_at=now)


@transaction.atomic
def use_slip(*, code: str) -> User:
    """Spend a code and return the person it stands for. Of two who try at once, one gets in.

    Refused: nobody has this code, or it was used, withdrawn or has run out.
    """
    slip = find_slip(code)
    if slip is None:
        raise Refused(_("We do not know this code. Compare it with the slip."))
    now = timezone.now()
    spent = Slip.objects.filter(pk=slip.pk, person__is_active=True).open_at(now).update(used_at=now)
    if not spent:
        phone = {"phone": settings.HELP_PHONE}
        raise Refused(_("This code is out of date. Ask for a new one: %(phone)s") % phone)
    return slip.person
