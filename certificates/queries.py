from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from core.text import in_language, initials
from courses.models import Enrolment
from people.models import User

from .choices import Status
from .models import Certificate, CertificateRule
from .rules import qr_svg, read_code, show_code, verification_url


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
    return Certificate.objects.select_related("revocation").filter(code=code).first() if code else None


@dataclass(frozen=True)
class PublicFacts:
    """All that anybody may read of a certificate, and nothing else."""

    number: str
    code: str
    initials: str
    course: str
    issued_on: date
    valid_until: date
    status: Status
    withdrawn_on: date | None


def public_facts(certificate: Certificate, language: str) -> PublicFacts:
    """Needs revocation fetched along."""
    status = certificate.status_on()
    return PublicFacts(
        number=certificate.number,
        code=show_code(certificate.code),
        initials=initials(certificate.name_official),
        course=in_language(certificate.titles, language),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        status=status,
        withdrawn_on=timezone.localdate(certificate.revocation.revoked_at) if status == Status.WITHDRAWN else None,
    )


@dataclass(frozen=True)
class Paper:
    """A certificate as its holder sees it. qr: an SVG while it is in force, "" afterwards."""

    facts: PublicFacts
    hours: int
    drawn: bool
    qr: str


@dataclass(frozen=True)
class Pending:
    """A completed course on its way to a certificate."""

    course: str
    by_commission: bool


def papers_of(person: User, completed: list[Enrolment], language: str) -> tuple[list[Paper], list[Pending]]:
    """A person's certificates, the newest first, and the completed courses that still wait for one. Two queries."""
    mine = Certificate.objects.filter(person=person).select_related("revocation", "award").order_by("-issued_on", "-pk")
    papers, awarded = [], set()
    for each in mine:
        facts = public_facts(each, language)
        qr = qr_svg(verification_url(settings.SITE_URL, each.code)) if facts.status == Status.VALID else ""
        papers.append(Paper(facts, each.hours, each.rendered_at is not None, qr))
        awarded.add(each.award.enrolment_id)
    waiting = [each for each in completed if each.pk not in awarded]
    rules = dict(
        CertificateRule.objects.filter(course__in=[each.course_id for each in waiting]).values_list(
            "course_id", "by_commission"
        )
    )
    pending = [Pending(each.course.title, rules[each.course_id]) for each in waiting if each.course_id in rules]
    return papers, pending
