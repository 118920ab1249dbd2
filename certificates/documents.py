"""The paper: a certificate in, one A4 sheet out."""

from __future__ import annotations

import json
from typing import Any

import typst
from django.conf import settings
from django.utils.timezone import localdate

from core.text import in_language

from .models import Certificate
from .rules import official_date, qr_svg, show_code, verification_url

TEMPLATE = settings.BASE_DIR / "templates" / "certificates" / "certificate.typ"
FONTS = settings.BASE_DIR / "static" / "fonts"
LANGUAGES = ("ky", "ru")  # one sheet: Kyrgyz on the left, Russian on the right


def facts(certificate: Certificate) -> dict[str, Any]:
    """Everything the sheet says, as data: no word of it is ever read as markup."""
    address = verification_url(settings.SITE_URL, certificate.code)
    return {
        "number": certificate.number,
        "code": show_code(certificate.code),
        "address": address.split("//", 1)[-1],
        "name": certificate.name_official,
        "hours": certificate.hours,
        "qr": qr_svg(address, border=0),
        "sides": {language: _side(certificate, language) for language in LANGUAGES},
    }


def draw(certificate: Certificate) -> bytes:
    """The certificate as a tagged PDF. The same certificate gives the same bytes."""
    paper: bytes = typst.compile(TEMPLATE, format="pdf", **sheet(certificate))
    return paper


def sheet(certificate: Certificate) -> dict[str, Any]:
    """What typst is given: the facts and our two fonts, nothing of the machine it runs on."""
    return {
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"facts": json.dumps(facts(certificate), ensure_ascii=False)},
        "timestamp": int(certificate.award.decided_at.timestamp()),
    }


def _side(certificate: Certificate, language: str) -> dict[str, str]:
    return {
        "title": in_language(certificate.titles, language),
        "place": in_language(certificate.institution_names, language),
        "from": official_date(certificate.started_on, language),
        "to": official_date(localdate(certificate.award.enrolment.completed_at), language),
        "issued": official_date(certificate.issued_on, language),
        "until": official_date(certificate.valid_until, language),
    }
