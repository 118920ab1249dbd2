import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import Refused
from people.choices import Kind
from people.models import Slip
from people.operations import issue_slip, use_slip, withdraw_slips
from people.policies import can_issue_slip
from people.rules import SLIP_ALPHABET, new_slip_code, read_slip_code, show_slip_code
from tests.factories import AuthorityFactory, PersonFactory, PostFactory, give

pytestmark = pytest.mark.django_db


def a_slip(person=None, **fields):
    return issue_slip(person=person or PersonFactory(), issued_by=None, **fields)


def test_code_is_eight_signs_that_cannot_be_misread():
    codes = {new_slip_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(f"[{SLIP_ALPHABET}]{{8}}", code) for code in codes)
    assert set("0O1IL") & set(SLIP_ALPHABET) == set()


def test_code_is_printed_in_two_groups_and_read_in_any():
    assert show_slip_code("7K3M9QXA") == "7K3M-9QXA"
    assert {read_slip_code("7k3m-9qxa"), read_slip_code(" 7K3M 9QXA ")} == {"7K3M9QXA"}


def test_slip_keeps_no_code():
    code = a_slip()

    slip = Slip.objects.get()
    assert code not in slip.code_digest
    assert re.fullmatch("[0-9a-f]{64}", slip.code_digest)


def test_slip_lives_for_the_days_it_was_given():
    a_slip(days=10)

    left = Slip.objects.get().expires_at - timezone.now()
    assert timedelta(days=9, hours=23) < left <= timedelta(days=10)


def test_new_slip_withdraws_the_old_one():
    person = PersonFactory()
    old = a_slip(person)

    new = a_slip(person)

    with pytest.raises(Refused):
        use_slip(code=old)
    assert use_slip(code=new) == person


def test_slip_lets_in_once():
    person = PersonFactory()
    code = a_slip(person)

    assert use_slip(code=code.lower()) == person
    with pytest.raises(Refused):
        use_slip(code=code)


def test_slip_that_has_run_out_lets_nobody_in():
    code = a_slip()
    Slip.objects.update(expires_at=timezone.now())

    with pytest.raises(Refused):
        use_slip(code=code)


def test_slip_of_somebody_who_may_not_sign_in_is_refused():
    person = PersonFactory()
    code = a_slip(person)
    person.is_active = False
    person.save()

    with pytest.raises(Refused):
        use_slip(code=code)
    with pytest.raises(Refused):
        a_slip(person)


def test_unknown_code_is_refused():
    with pytest.raises(Refused):
        use_slip(code="ZZZZ-ZZZZ")


def test_withdrawing_counts_the_open_slips_alone():
    person = PersonFactory()
    use_slip(code=a_slip(person))
    a_slip(person)

    assert (withdraw_slips(person=person), withdraw_slips(person=person)) == (1, 0)


@pytest.fixture
def post():
    return PostFactory()


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (Kind.TRAINER, True),
        (Kind.INSTITUTION_MANAGER, True),
        (Kind.AUTHORITY_MANAGER, True),
        (Kind.MINISTRY, False),
        (Kind.OBSERVER, False),
    ],
)
def test_slips_are_issued_by_those_who_see_the_person(post, kind, may):
    where = post.institution if kind == Kind.INSTITUTION_MANAGER else post.institution.authority

    assert can_issue_slip(give(PersonFactory(), kind, where).person, post.person) == may


def test_slips_are_not_issued_elsewhere(post):
    elsewhere = give(PersonFactory(), Kind.AUTHORITY_MANAGER, AuthorityFactory()).person

    assert not can_issue_slip(elsewhere, post.person)


def test_no_slip_leads_into_the_place_of_somebody_who_sees_more(post):
    give(post.person, Kind.AUTHORITY_MANAGER, post.institution.authority)
    trainer = give(PersonFactory(), Kind.TRAINER, post.institution.authority).person

    assert not can_issue_slip(trainer, post.person)


@pytest.mark.parametrize(("kind", "may"), [(Kind.AUTHORITY_MANAGER, True), (Kind.TRAINER, False)])
def test_directors_get_their_slip_from_the_authority(post, kind, may):
    give(post.person, Kind.INSTITUTION_MANAGER, post.institution)
    actor = give(PersonFactory(), kind, post.institution.authority).person

    assert can_issue_slip(actor, post.person) == may


def test_no_slip_leads_into_the_admin(post):
    post.person.is_superuser = True
    post.person.save()
    manager = give(PersonFactory(), Kind.AUTHORITY_MANAGER, post.institution.authority).person

    assert not can_issue_slip(manager, post.person)
