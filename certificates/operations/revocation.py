from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused
from people.models import User

from ..choices import RevocationReason
from ..events import certificate_revoked
from ..models import Certificate, Revocation
from ..policies import can_revoke


@transaction.atomic
def revoke_certificate(*, certificate_id: int, reason: str, note: str, actor: User) -> Revocation:
    """Take a certificate back, for ever. The row says who, when and why; a second time changes nothing.

    Refused: the person has no say over it, or the reason is not one of the list.
    """
    certificate = Certificate.objects.select_for_update(of=("self",)).select_related("person").get(pk=certificate_id)
    if not can_revoke(actor, certificate):
        raise Refused(_("Only a trainer or an administrator of this area can withdraw this certificate."))
    if reason not in RevocationReason.values:
        raise Refused(_("Choose the reason for withdrawing this certificate."))
    revocation, fresh = Revocation.objects.get_or_create(
        certificate=certificate, defaults={"reason": reason, "note": note, "revoked_by": actor}
    )
    if fresh:
        certificate_revoked.announce(certificate_id=certificate.pk)
    return revocation
