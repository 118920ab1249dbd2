"""Every address of ours, and what a stranger gets there."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from .tree import APPS

PUBLIC, MISSING, SIGN_IN, POST_ONLY = 200, 404, 302, 405
OPEN_TO_ANYBODY = {
    "courses:home": PUBLIC,
    "courses:help": PUBLIC,
    "people:slip_form": PUBLIC,
    "people:slip": MISSING,  # nobody has this code
    "people:language": POST_ONLY,
    "certificates:verify_form": PUBLIC,
    "certificates:verify": MISSING,  # no such certificate
}
FOR_LEARNERS = {
    "courses:course": SIGN_IN,
    "courses:lesson": SIGN_IN,
    "courses:lesson_screen": SIGN_IN,
    "courses:read": POST_ONLY,
    "assessments:practice": SIGN_IN,
    "assessments:quiz": SIGN_IN,
    "assessments:question": SIGN_IN,
    "assessments:check": SIGN_IN,
    "assessments:result": SIGN_IN,
    "assessments:scenario": SIGN_IN,
    "assessments:run": SIGN_IN,
    "assessments:observation": SIGN_IN,
    "certificates:documents": SIGN_IN,
    "certificates:document": SIGN_IN,
}
FOR_ASSESSORS = {"assessments:observe_list": SIGN_IN, "assessments:observe": SIGN_IN}
FOR_MANAGERS = {
    "reports:overview": SIGN_IN,
    "reports:authority": SIGN_IN,
    "reports:institution": SIGN_IN,
    "reports:people": SIGN_IN,
    "reports:definitions": SIGN_IN,
    "reports:export": SIGN_IN,
    "reports:export_csv": SIGN_IN,
}
DOORS = OPEN_TO_ANYBODY | FOR_LEARNERS | FOR_ASSESSORS | FOR_MANAGERS
SAMPLES = {"code": "ABCDEFGHJK", "key": "X1-L1", "number": 1}


def patterns(resolver, name=""):
    """(name with its app, pattern) of every address of ours that has a name."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            if name in APPS and each.name:
                yield f"{name}:{each.name}", each
        else:
            yield from patterns(each, each.namespace or name)


def address_of(name, pattern):
    samples = {key: SAMPLES.get(key, 1) for key in pattern.pattern.converters}
    return reverse(name, kwargs=samples)


def test_every_address_says_for_whom_it_is():
    assert {name for name, _pattern in patterns(get_resolver())} == set(DOORS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", DOORS)
def test_a_stranger_gets_no_further_than_the_door(client, name):
    pattern = dict(patterns(get_resolver()))[name]

    reply = client.get(address_of(name, pattern))

    assert reply.status_code == DOORS[name]
    if DOORS[name] == SIGN_IN:
        assert reply["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", DOORS)
def test_no_page_of_ours_may_run_what_stands_in_it(client, name):
    pattern = dict(patterns(get_resolver()))[name]

    policy = client.get(address_of(name, pattern))["Content-Security-Policy"]

    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, status in DOORS.items() if status in (SIGN_IN, POST_ONLY)])
def test_a_stranger_can_store_nothing(client, name):
    """A POST is refused, sent to the door or not understood; language alone is anybody's to choose."""
    pattern = dict(patterns(get_resolver()))[name]

    reply = client.post(address_of(name, pattern), {"language": "xx"})

    assert reply.status_code in (302, 400, 405)
    if reply.status_code == SIGN_IN:
        assert reply["Location"].startswith(reverse("account_login"))


def test_the_admin_is_for_those_who_sign_in(client, db):
    assert client.get("/admin/").status_code == SIGN_IN
