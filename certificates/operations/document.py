from __future__ import annotations

from django.core.files.base import ContentFile
from django.utils import timezone

from ..documents import draw
from ..models import Certificate


def render_document(*, certificate_id: int) -> bool:
    """Draw the paper and keep it. True if this call did; False if it was there, or another worker was quicker.

    No transaction is open while it draws. Of two workers that draw at once one is kept; the other's file goes.
    """
    found = Certificate.objects.select_related("award__enrolment").get(pk=certificate_id)
    if found.rendered_at:
        return False
    sheet = draw(found)
    found.document.save(f"{found.number}.pdf", ContentFile(sheet), save=False)
    unclaimed = Certificate.objects.awaiting_document().filter(pk=found.pk)
    if unclaimed.update(document=found.document.name, rendered_at=timezone.now()):
        return True
    found.document.storage.delete(found.document.name)
    return False
