"""Anybody with a phone checks a paper."""

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.models import Certificate


@pytest.fixture(autouse=True)
def _in_russian(records):
    with translation.override("ru"):
        yield


def one(**conditions):
    return Certificate.objects.filter(**conditions).select_related("person").order_by("pk").first()


def test_a_valid_certificate_says_so_and_nothing_more(phone):
    certificate = one(revocation__isnull=True, valid_until__gte=timezone.localdate())

    phone.goes(f"/v/{certificate.code}/")

    phone.sees(_("This certificate is valid"), shot="inspector-valid")
    words = phone.page.locator("main").inner_text()
    assert certificate.number in words
    assert certificate.person.initials in words
    assert certificate.person.name_official not in phone.page.content()


def test_an_expired_certificate_says_so(phone):
    certificate = one(revocation__isnull=True, valid_until__lt=timezone.localdate())

    phone.goes(f"/v/{certificate.code}/")

    phone.sees(_("This certificate expired: %(date)s").split("%")[0], shot="inspector-expired")


def test_a_withdrawn_certificate_says_so(phone):
    certificate = one(revocation__isnull=False)

    phone.goes(f"/v/{certificate.code}/")

    phone.sees(_("This certificate has been withdrawn: %(date)s").split("%")[0], shot="inspector-withdrawn")


def test_an_unknown_code_is_not_in_the_register(phone):
    phone.goes("/v/ABCDEFGHJK/")

    phone.sees(_("This certificate is not in the register. Check the number."), status=404, shot="inspector-unknown")


def test_a_code_can_be_typed(phone):
    certificate = one(revocation__isnull=True, valid_until__gte=timezone.localdate())

    phone.goes("/v/")
    phone.finds_no_barrier()
    phone.page.fill("input[name=code]", certificate.code.lower())
    phone.page.locator("main button").first.click()

    phone.sees(_("This certificate is valid"))


def test_the_demo_link_of_the_inspector_leads_to_a_certificate(phone):
    phone.signs_in_as("inspector")

    phone.sees(_("This certificate is valid"))
