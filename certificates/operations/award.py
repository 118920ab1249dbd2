from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from courses.choices import EnrolmentStatus
from courses.models import Course, Enrolment, ReleaseOutline
from courses.rules import Outline
from people.models import Institution, User
from people.queries import place_of

from ..events import certificate_issued
from ..models import Award, Certificate, CertificateRule, NumberSeries
from ..policies import can_decide
from ..rules import hours_of, last_valid_day, new_code, number_of, number_prefix


@transaction.atomic
def set_rule(*, course: Course, validity_months: int, by_commission: bool) -> CertificateRule:
    """What the course earns from now on. Certificates already given keep the rule of their day.

    validity_months: calendar months, 1 or more. Refused: less than a month.
    """
    if validity_months < 1:
        raise Refused(_("A certificate is valid for at least one month."))
    rule, _new = CertificateRule.objects.update_or_create(
        course=course, defaults={"validity_months": validity_months, "by_commission": by_commission}
    )
    return rule


@transaction.atomic(savepoint=False)
def set_validity(*, course: Course, validity_months: int) -> CertificateRule:
    """How long the course's certificates are valid from now on; who decides stays as it is, at first nobody.

    validity_months: calendar months, 1 or more. Refused: less than a month.
    """
    rule = CertificateRule.objects.filter(course=course).first()
    if rule and rule.validity_months == validity_months:
        return rule
    return set_rule(course=course, validity_months=validity_months, by_commission=bool(rule and rule.by_commission))


@transaction.atomic
def award_certificate(*, enrolment_id: int, today: date | None = None) -> Certificate | None:
    """Give the certificate that a completed enrolment has earned; the one given before, if there is one.

    today: the day of issue. None: the course is not complete, has no rule, or waits for its commission.
    """
    enrolment = _held(enrolment_id)
    known = Certificate.objects.filter(award__enrolment=enrolment).first()
    if known:
        return known
    rule = CertificateRule.objects.filter(course=enrolment.course_id, by_commission=False).first()
    if rule is None or enrolment.status != EnrolmentStatus.COMPLETED:
        return None
    award = Award.objects.create(enrolment=enrolment, rule=_snapshot(rule))
    return _issue(award, enrolment, today or timezone.localdate())


@transaction.atomic
def decide_award(
    *, enrolment_id: int, protocol_number: str, protocol_on: date, decided_by: User, today: date | None = None
) -> Certificate:
    """The commission has decided: give the certificate under its protocol. The same decision twice is one.

    Refused: the course is not complete or needs no commission, the protocol has no number or a day to come,
    a certificate was given under another protocol, or the person has no say here.
    """
    enrolment = _held(enrolment_id)
    today = today or timezone.localdate()
    if not can_decide(decided_by, enrolment):
        raise Refused(_("Only a trainer or an administrator of this area can record the decision."))
    if not protocol_number.strip() or protocol_on > today:
        raise Refused(_("Give the number and the day of the protocol."))
    known = Certificate.objects.filter(award__enrolment=enrolment).select_related("award").first()
    if known and known.award.protocol_number == protocol_number.strip():
        return known
    if known:
        raise Refused(_("A certificate has already been given: %(number)s") % {"number": known.number})
    rule = CertificateRule.objects.filter(course=enrolment.course_id, by_commission=True).first()
    if rule is None or enrolment.status != EnrolmentStatus.COMPLETED:
        raise Refused(_("There is nothing for a commission to decide here yet."))
    award = Award.objects.create(
        enrolment=enrolment,
        rule=_snapshot(rule),
        decided_by=decided_by,
        protocol_number=protocol_number.strip(),
        protocol_on=protocol_on,
    )
    return _issue(award, enrolment, today)


def _held(enrolment_id: int) -> Enrolment:
    """The enrolment with its row locked: of two who award at once, the second finds the first one's work."""
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("course", "person", "completed_release")
    return rows.get(pk=enrolment_id)


def _snapshot(rule: CertificateRule) -> dict[str, int | bool]:
    return {"validity_months": rule.validity_months, "by_commission": rule.by_commission}


def _issue(award: Award, enrolment: Enrolment, today: date) -> Certificate:
    """Write the certificate with the name, the place and the titles of the day. The caller holds the enrolment."""
    place = place_of(enrolment.person, today)
    home = Institution.objects.get(pk=place.institution_id) if place.institution_id else None
    outlines = _outlines(enrolment)
    compulsory = next(iter(outlines.values())).compulsory_modules(enrolment.role)
    certificate = Certificate.objects.create(  # type: ignore[misc]  # a completed enrolment has a release
        award=award,
        number=_next_number(number_prefix(place.authority_path, today.year, enrolment.course.code)),
        code=new_code(),
        person=enrolment.person,
        name_official=enrolment.person.name_official,
        course=enrolment.course,
        release=enrolment.completed_release,
        titles=_titles(outlines),
        institution_names=home.names if home else {},
        hours=hours_of([module.hours for module in compulsory]),
        started_on=enrolment.enrolled_on,
        issued_on=today,
        valid_until=last_valid_day(today, award.rule["validity_months"]),
        **place.fields(),
    )
    certificate_issued.announce(certificate_id=certificate.pk)
    return certificate


def _outlines(enrolment: Enrolment) -> dict[str, Outline]:
    rows = ReleaseOutline.objects.filter(release=enrolment.completed_release_id).order_by("language")
    return {language: Outline.read(data) for language, data in rows.values_list("language", "data")}


def _titles(outlines: dict[str, Outline]) -> dict[str, str]:
    """Titles in the languages that have one of their own."""
    own = {language: each.title for language, each in outlines.items() if each.text_language == language}
    return own or {language: each.title for language, each in outlines.items()}


def _next_number(prefix: str) -> str:
    """The next number under a prefix. The row is locked to the end of the transaction, so a rollback leaves no gap."""
    NumberSeries.objects.get_or_create(prefix=prefix)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix)
    series.last += 1
    series.save(update_fields=["last"])
    return number_of(prefix, series.last)
