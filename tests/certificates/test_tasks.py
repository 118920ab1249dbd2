import time
from datetime import timedelta

import pytest
from django.utils import timezone

from certificates import tasks
from certificates.models import Award, Certificate
from certificates.operations import set_rule
from config.celery import app
from courses.models import Enrolment
from tests.factories import a_course, an_enrolment
from tests.factories.certificates import a_certificate, completed

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(monkeypatch):
    """Tasks run where they are queued."""
    monkeypatch.setattr(app.conf, "task_always_eager", True)


@pytest.fixture
def no_broker(monkeypatch):
    """Nobody listens on port 1."""
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)


def an_earned_certificate() -> Enrolment:
    course = a_course()
    set_rule(course=course, validity_months=36, by_commission=False)
    return an_enrolment(None, course)


def long_ago() -> None:
    """Everything happened an hour before the sweep."""
    past = timezone.now() - timedelta(hours=1)
    Enrolment.objects.filter(completed_at__isnull=False).update(completed_at=past)
    Award.objects.update(decided_at=past)


def test_completion_leads_to_a_drawn_certificate(at_once, django_capture_on_commit_callbacks):
    enrolment = an_earned_certificate()

    with django_capture_on_commit_callbacks(execute=True):
        completed(enrolment)

    certificate = Certificate.objects.get(award__enrolment=enrolment)
    assert certificate.rendered_at
    assert certificate.document.size > 10_000


def test_completion_survives_a_broker_that_is_down(no_broker, django_capture_on_commit_callbacks):
    enrolment = an_earned_certificate()
    started = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        enrolment = completed(enrolment)

    assert enrolment.completed_at
    assert time.monotonic() - started < 4


def test_sweep_makes_the_award_that_was_lost(at_once):
    enrolment = completed(an_earned_certificate())
    long_ago()

    tasks.sweep()

    assert Certificate.objects.get().award.enrolment == enrolment


def test_sweep_draws_the_paper_that_was_lost(at_once):
    certificate = a_certificate()
    long_ago()

    tasks.sweep()

    certificate.refresh_from_db()
    assert certificate.rendered_at


def test_sweep_leaves_what_is_still_in_the_queue(at_once):
    completed(an_earned_certificate())

    tasks.sweep()

    assert not Certificate.objects.exists()


def test_sweep_decides_nothing_for_a_commission(at_once):
    enrolment = an_earned_certificate()
    set_rule(course=enrolment.course, validity_months=36, by_commission=True)
    completed(enrolment)
    long_ago()

    tasks.sweep()

    assert not Certificate.objects.exists()
