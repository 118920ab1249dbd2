"""Pages come, move and go; evidence stays."""

from __future__ import annotations

import pytest
import uuid6

from courses.models import Activity, JournalEntry, Progress, Release
from courses.operations import Deed, mark_read
from tests.factories import an_enrolment
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def evidence(release: Release) -> tuple[int, int, int]:
    enrolment = an_enrolment(course=release.course)
    activity = Activity.objects.get(key="T1-L1")
    mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=Deed(entry_id=uuid6.uuid7()))
    return counted()


def counted() -> tuple[int, int, int]:
    return JournalEntry.objects.count(), Progress.objects.count(), Activity.objects.count()


def test_deleting_a_page_deletes_no_evidence(trainer, release, django_capture_on_commit_callbacks):
    before = evidence(release)

    with django_capture_on_commit_callbacks(execute=True):
        for language in make.LANGUAGES:
            make.lesson_page(language).delete()

    assert counted() == before
    assert [item.activity.key for item in Release.objects.get(number=2).items.all()] == [
        "T1-L2",
        "T1-S1",
        "T1-Q",
        "T1-O",
    ]


def test_deleting_a_course_leaves_its_release_and_evidence(trainer, release, django_capture_on_commit_callbacks):
    before = evidence(release)

    with django_capture_on_commit_callbacks(execute=True):
        for language in make.LANGUAGES:
            make.course_page(language).delete()

    assert counted() == before
    assert Release.objects.count() == 1


def test_moving_a_page_deletes_no_evidence(trainer, release, django_capture_on_commit_callbacks):
    before = evidence(release)
    page = make.lesson_page()

    with django_capture_on_commit_callbacks(execute=True):
        page.move(page.get_parent(), pos="last-child")

    assert counted() == before
    assert [item.activity.key for item in Release.objects.get(number=2).items.all()][-1] == "T1-L1"


def test_publishing_many_pages_at_once_compiles_their_course_once(trainer, release, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for key in ("T1-L1", "T1-L2"):
            page = make.lesson_page(key=key)
            page.title = f"New {key}"
            page.save_revision().publish()

    assert Release.objects.count() == 2


def test_live_page_leads_to_the_course(client, release):
    response = client.get(make.lesson_page().get_url_parts()[2])

    assert (response.status_code, response.url) == (302, "/learn/T/")
