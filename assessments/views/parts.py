from __future__ import annotations

from uuid import UUID

import uuid6
from django.http import Http404, HttpRequest

from courses.choices import ActivityKind
from courses.models import Enrolment, ReleaseText
from courses.operations import Deed
from courses.queries import enrolment_in

from ..queries import text_of


def deed_in(request: HttpRequest) -> Deed:
    """The deed a form sends: its id was drawn into the page, so that a second sending is stored once."""
    return Deed(entry_id=uuid_in(request.POST.get("entry_id")) or uuid6.uuid7(), language=request.LANGUAGE_CODE)


def uuid_in(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def mine(request: HttpRequest, code: str, key: str, kind: ActivityKind) -> tuple[Enrolment, ReleaseText]:
    """The learner's own enrolment and what it says of an activity; 404 for everybody else. Two queries."""
    enrolment = enrolment_in(request.user, code)
    text = enrolment and text_of(enrolment.release_id, key, kind, request.LANGUAGE_CODE)
    if not text:
        raise Http404
    return enrolment, text
