import threading
from datetime import date
from functools import partial

import pytest
from django.db import connection, transaction

from certificates.choices import RevocationReason, Status
from certificates.models import Award, Certificate, NumberSeries
from certificates.operations import award_certificate, decide_award, revoke_certificate, set_rule
from core.errors import Refused
from people.choices import Kind
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    a_course,
    an_enrolment,
    give,
)
from tests.factories.certificates import a_certificate, completed
from tests.factories.courses import item, lesson, outline_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chuy():
    country = AuthorityFactory(code="KG", level="country")
    return AuthorityFactory(parent=country, code="KG-C", level="region")


@pytest.fixture
def educator(chuy):
    return PostFactory(institution=InstitutionFactory(authority=chuy)).person


def waiting(person, **rule):
    """Somebody who has completed a course under a rule."""
    course = a_course()
    set_rule(course=course, **{"validity_months": 36, "by_commission": False, **rule})
    return completed(an_enrolment(person, course))


def test_award_numbers_by_region_year_and_course(educator):
    certificate = a_certificate(educator, a_course("C"), today=date(2026, 11, 21))

    assert certificate.number == "KG-C-2026-C-000001"


def test_award_counts_on_within_a_series(educator, chuy):
    a_certificate(educator, a_course("C"), today=date(2026, 11, 21))
    colleague = PostFactory(institution=InstitutionFactory(authority=chuy)).person

    assert a_certificate(colleague, a_course("C"), today=date(2026, 11, 21)).number == "KG-C-2026-C-000002"


def test_award_twice_is_one_certificate(educator):
    enrolment = waiting(educator)

    first = award_certificate(enrolment_id=enrolment.pk)

    assert award_certificate(enrolment_id=enrolment.pk) == first
    assert (Award.objects.count(), Certificate.objects.count(), NumberSeries.objects.get().last) == (1, 1, 1)


def test_award_rolled_back_leaves_no_gap(educator, chuy):
    enrolment = waiting(educator)
    with pytest.raises(RuntimeError), transaction.atomic():
        award_certificate(enrolment_id=enrolment.pk)
        raise RuntimeError

    assert award_certificate(enrolment_id=enrolment.pk).number.endswith("-000001")


def test_award_needs_a_completed_course(educator):
    course = a_course()
    set_rule(course=course, validity_months=36, by_commission=False)

    assert award_certificate(enrolment_id=an_enrolment(educator, course).pk) is None


def test_award_needs_a_rule(educator):
    assert award_certificate(enrolment_id=completed(an_enrolment(educator)).pk) is None


def test_award_waits_for_the_commission(educator):
    assert award_certificate(enrolment_id=waiting(educator, by_commission=True).pk) is None


def test_award_keeps_the_rule_of_its_day(educator):
    enrolment = waiting(educator, validity_months=12)
    certificate = award_certificate(enrolment_id=enrolment.pk, today=date(2026, 11, 21))

    set_rule(course=enrolment.course, validity_months=60, by_commission=True)

    certificate.refresh_from_db()
    assert certificate.award.rule == {"validity_months": 12, "by_commission": False}
    assert certificate.valid_until == date(2027, 11, 20)


def test_award_keeps_the_name_the_place_and_the_title_of_its_day(educator):
    home = educator.posts.get().institution
    certificate = a_certificate(educator)

    educator.name_official = "Новая Фамилия"
    educator.save()
    home.names = {"ru": "Центр семьи"}
    home.save()

    certificate.refresh_from_db()
    assert certificate.name_official != "Новая Фамилия"
    assert certificate.institution_names["ru"] != "Центр семьи"
    assert certificate.authority_path == "KG/KG-C"
    assert certificate.titles == {"en": "Test course"}


def test_award_counts_the_hours_of_the_modules_for_the_role(chuy):
    nurse = PostFactory(institution=InstitutionFactory(authority=chuy)).person
    items = (lesson("T1-L1"), item("T2-L1", "lesson", {}, {"title": "t", "screens": ["<p>1</p>"]}, module_key="T2"))
    course = a_course(items=items)

    assert a_certificate(nurse, course).hours == 10
    assert sum(sum(module.hours.values()) for module in outline_of(items).modules) == 10


def test_award_without_a_place_is_numbered_nowhere():
    assert a_certificate(PersonFactory(), today=date(2026, 1, 2)).number == "XX-X-2026-T-000001"


def test_award_of_a_repeat_is_a_second_certificate(educator):
    first = a_certificate(educator, a_course("C"))

    assert a_certificate(educator, a_course("C")).pk != first.pk


def test_set_rule_refuses_less_than_a_month():
    with pytest.raises(Refused):
        set_rule(course=a_course(), validity_months=0, by_commission=False)


@pytest.fixture
def trainer(chuy):
    return give(PersonFactory(), Kind.TRAINER, chuy).person


def decide(enrolment, trainer, number="7", on=date(2026, 11, 20)):
    return decide_award(
        enrolment_id=enrolment.pk,
        protocol_number=number,
        protocol_on=on,
        decided_by=trainer,
        today=date(2026, 11, 21),
    )


def test_decision_of_the_commission_gives_the_certificate(educator, trainer):
    certificate = decide(waiting(educator, by_commission=True), trainer)

    award = certificate.award
    assert (award.protocol_number, award.protocol_on, award.decided_by) == ("7", date(2026, 11, 20), trainer)


def test_decision_twice_is_one_certificate(educator, trainer):
    enrolment = waiting(educator, by_commission=True)

    assert decide(enrolment, trainer) == decide(enrolment, trainer)


def test_decision_under_another_protocol_is_refused(educator, trainer):
    enrolment = waiting(educator, by_commission=True)
    decide(enrolment, trainer)

    with pytest.raises(Refused):
        decide(enrolment, trainer, number="8")


def test_decision_without_a_protocol_is_refused(educator, trainer):
    with pytest.raises(Refused):
        decide(waiting(educator, by_commission=True), trainer, number=" ")


def test_decision_of_tomorrow_is_refused(educator, trainer):
    with pytest.raises(Refused):
        decide(waiting(educator, by_commission=True), trainer, on=date(2026, 11, 22))


def test_decision_where_no_commission_is_needed_is_refused(educator, trainer):
    with pytest.raises(Refused):
        decide(waiting(educator), trainer)


@pytest.mark.parametrize("kind", [Kind.AUTHORITY_MANAGER, Kind.MINISTRY, Kind.OBSERVER])
def test_decision_of_somebody_without_a_say_is_refused(educator, chuy, kind):
    with pytest.raises(Refused):
        decide(waiting(educator, by_commission=True), give(PersonFactory(), kind, chuy).person)


def test_decision_of_a_trainer_elsewhere_is_refused(educator):
    elsewhere = give(PersonFactory(), Kind.TRAINER, AuthorityFactory()).person

    with pytest.raises(Refused):
        decide(waiting(educator, by_commission=True), elsewhere)


def revoke(certificate, actor, reason=RevocationReason.ISSUED_IN_ERROR):
    return revoke_certificate(certificate_id=certificate.pk, reason=reason, note="протокол 8", actor=actor)


def test_revoked_certificate_says_so_and_by_whom(educator, trainer):
    certificate = a_certificate(educator)

    revocation = revoke(certificate, trainer)

    certificate.refresh_from_db()
    assert certificate.status_on() == Status.WITHDRAWN
    assert (revocation.revoked_by, revocation.note) == (trainer, "протокол 8")


def test_revoked_twice_keeps_the_first_reason(educator, trainer):
    certificate = a_certificate(educator)
    first = revoke(certificate, trainer)

    assert revoke(certificate, trainer, RevocationReason.FRAUD) == first


def test_revoking_for_an_unknown_reason_is_refused(educator, trainer):
    with pytest.raises(Refused):
        revoke(a_certificate(educator), trainer, "because")


def test_revoking_ones_own_certificate_is_refused(chuy):
    person = PostFactory(institution=InstitutionFactory(authority=chuy)).person
    give(person, Kind.TRAINER, chuy)

    with pytest.raises(Refused):
        revoke(a_certificate(person), person)


def test_revoking_by_the_director_is_refused(educator):
    home = educator.posts.get().institution

    with pytest.raises(Refused):
        revoke(a_certificate(educator), give(PersonFactory(), Kind.INSTITUTION_MANAGER, home).person)


def test_revoking_elsewhere_is_refused(educator):
    with pytest.raises(Refused):
        revoke(a_certificate(educator), give(PersonFactory(), Kind.ADMINISTRATOR, AuthorityFactory()).person)


def at_once(*acts):
    """Run them side by side, each on a connection of its own."""

    def run(act):
        try:
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_award_by_many_workers_at_once_is_one_certificate(educator):
    enrolment = waiting(educator)

    at_once(*[partial(award_certificate, enrolment_id=enrolment.pk) for _ in range(4)])

    assert (Certificate.objects.count(), NumberSeries.objects.get().last) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_awards_at_once_leave_no_gap_and_no_double(chuy):
    home = InstitutionFactory(authority=chuy)
    enrolments = [waiting(PostFactory(institution=home).person) for _ in range(4)]

    at_once(*[partial(award_certificate, enrolment_id=each.pk, today=date(2026, 11, 21)) for each in enrolments])

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == [f"KG-C-2026-T-{serial:06d}" for serial in (1, 2, 3, 4)]
