"""What became of four hundred people in each course: enrolments, evidence, certificates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from certificates.models import Award, Certificate, CertificateRule, NumberSeries, Revocation
from certificates.rules import hours_of, last_valid_day, new_code, number_of, number_prefix
from courses.choices import EnrolmentStatus
from courses.models import Enrolment
from people.models import Post, User

from ..rules import Fate, State
from .evidence import Evidence, Plan, backdated

MONTHS = 36


@dataclass
class Period:
    """An enrolment to be stored, and how far it came."""

    enrolment: Enrolment
    post: Post
    share: float
    ends: date
    issued: date | None = None
    withdrawn: bool = False


def periods_of(plan: Plan, post: Post, fate: Fate, today: date) -> list[Period]:
    """The periods of one person in one course, oldest first."""
    found = []
    if fate.ends is not None:
        issued = first_day(today - timedelta(days=fate.ends))
        enrolment = enrolment_of(plan, post, issued - timedelta(days=fate.lasted), issued + timedelta(days=30))
        enrolment.status = EnrolmentStatus.COMPLETED
        enrolment.completed_release = plan.course.current_release
        withdrawn = fate.state == State.WITHDRAWN
        found.append(Period(enrolment, post, 1.0, issued, issued, withdrawn))
    if fate.opened is not None:
        opened, due = today - timedelta(days=fate.opened), today - timedelta(days=fate.due)
        enrolment = enrolment_of(plan, post, opened, max(due, opened))
        enrolment.period = len(found) + 1
        found.append(Period(enrolment, post, fate.share, min(today, due)))
    return found


def first_day(last: date) -> date:
    """The day of issue whose last valid day is the given one, or the nearest before it."""
    year, month = divmod(last.year * 12 + last.month - 1 - MONTHS, 12)
    guess = date(year, month + 1, min(last.day, 28)) + timedelta(days=4)
    while last_valid_day(guess, MONTHS) > last:
        guess -= timedelta(days=1)
    return guess


def enrolment_of(plan: Plan, post: Post, opened: date, due: date) -> Enrolment:
    authority = post.institution.authority
    return Enrolment(
        person=post.person,
        course=plan.course,
        role=post.role.code,
        enrolled_on=opened,
        due_on=due,
        post=post,
        institution=post.institution,
        authority=authority,
        authority_path=authority.code_path,
    )


def store_periods(*, plan: Plan, periods: list[Period], evidence: Evidence, random: Random) -> None:
    """Enrolments first, then what was done in each, then the certificates."""
    done = {id(period): _moments(plan, period, random) for period in periods}
    for period in periods:
        if period.issued:
            period.enrolment.completed_at = done[id(period)][-1][1] + timedelta(minutes=20)
    Enrolment.objects.bulk_create(period.enrolment for period in periods)
    for period in periods:
        for key, at in done[id(period)]:
            evidence.did(plan, period.enrolment, key, at)
    evidence.store()
    certify(plan=plan, periods=periods)


def _moments(plan: Plan, period: Period, random: Random) -> list[tuple[str, datetime]]:
    """The activities done, in order, each with its moment between enrolment and end."""
    keys = plan.keys(period.enrolment.role)
    keys = keys[: round(len(keys) * period.share)]
    days = max((period.ends - period.enrolment.enrolled_on).days - 1, 0)
    found = []
    for place, key in enumerate(keys, start=1):
        day = period.enrolment.enrolled_on + timedelta(days=days * place // max(len(keys), 1))
        clock = time(8 + place * 7 // max(len(keys), 1), random.randint(0, 14) + place % 4 * 15)
        found.append((key, timezone.make_aware(datetime.combine(day, clock))))
    return sorted(found, key=lambda each: each[1])


def certify(*, plan: Plan, periods: Iterable[Period]) -> None:
    """Awards, certificates and their numbers in the order of issue; some are taken back."""
    rule, _new = CertificateRule.objects.get_or_create(course=plan.course, defaults={"validity_months": MONTHS})
    earned = sorted((period for period in periods if period.issued), key=lambda period: period.issued or date.min)
    snapshot = {"validity_months": rule.validity_months, "by_commission": rule.by_commission}
    serials = dict(NumberSeries.objects.values_list("prefix", "last"))
    with backdated(Award):
        awards = Award.objects.bulk_create(
            Award(enrolment=period.enrolment, rule=snapshot, decided_at=period.enrolment.completed_at or timezone.now())
            for period in earned
        )
    certificates = Certificate.objects.bulk_create(
        _certificate(plan, period, award, serials, rule.validity_months)
        for period, award in zip(earned, awards, strict=True)
    )
    NumberSeries.objects.bulk_create(
        (NumberSeries(prefix=prefix, last=last) for prefix, last in serials.items()),
        update_conflicts=True,
        unique_fields=["prefix"],
        update_fields=["last"],
    )
    actor = User.objects.get(username="demo-trainer")
    Revocation.objects.bulk_create(
        Revocation(certificate=certificate, reason="issued_in_error", revoked_by=actor)
        for period, certificate in zip(earned, certificates, strict=True)
        if period.withdrawn
    )


def _certificate(plan: Plan, period: Period, award: Award, serials: dict[str, int], months: int) -> Certificate:
    enrolment, issued = period.enrolment, period.issued or date.min
    prefix = number_prefix(enrolment.authority_path, issued.year, plan.course.code)
    serials[prefix] = serials.get(prefix, 0) + 1
    return Certificate(
        award=award,
        number=number_of(prefix, serials[prefix]),
        code=new_code(),
        person=enrolment.person,
        name_official=enrolment.person.name_official,
        course=plan.course,
        release=plan.course.current_release,
        titles=plan.course.titles,
        institution_names=period.post.institution.names,
        hours=hours_of([module.hours for module in plan.outline.compulsory_modules(enrolment.role)]),
        started_on=enrolment.enrolled_on,
        issued_on=issued,
        valid_until=last_valid_day(issued, months),
        post=enrolment.post,
        institution=enrolment.institution,
        authority=enrolment.authority,
        authority_path=enrolment.authority_path,
    )
