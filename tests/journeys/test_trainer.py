"""A trainer edits a lesson in the real editor; learners get the next release and keep what they have done."""

import time

import pytest
from django.utils import translation

from cms.models import LessonPage
from courses.models import Course, Enrolment, Progress, ReleaseText
from demo.queries import find_persona
from people.operations import issue_slip

from .visitor import DESK

KEY, ADDED = "C7-L1", "Коротко"


@pytest.fixture(autouse=True)
def _in_russian(records):
    with translation.override("ru"):
        yield


def wait_for(true, what, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.3)


def test_an_edited_lesson_reaches_the_learner_as_the_next_release(visit):
    course = Course.objects.select_related("current_release").get(code="C")
    learning = Enrolment.objects.active().filter(course=course, person__language="ru", progress__state="done")
    enrolment = learning.exclude(person=find_persona("learner")).select_related("person").latest("pk")
    done = list(Progress.objects.filter(enrolment=enrolment, state="done").values_list("activity__key", flat=True))
    page = LessonPage.objects.get(key=KEY, locale__language_code="ru")
    title = f"{page.title}. {ADDED}"
    desk = visit(DESK)

    desk.signs_in_as("trainer")
    desk.keeps("trainer-1-home")
    desk.goes(f"/admin/pages/{page.pk}/edit/")
    assert desk.status == 200
    desk.keeps("trainer-2-editor")
    desk.page.locator("textarea[name=title], input[name=title]").first.fill(title)
    _publish(desk)
    desk.keeps("trainer-3-published")

    number = course.current_release.number
    wait_for(lambda: Course.objects.get(pk=course.pk).current_release.number == number + 1, "no new release")
    phone = visit()
    phone.goes(f"/k/{issue_slip(person=enrolment.person, issued_by=None)}/")
    phone.page.locator('button[value="yes"]').click()
    phone.goes(f"/learn/C/lesson/{KEY}/")
    phone.sees(title, shot="trainer-4-learner")
    still = Progress.objects.filter(enrolment=enrolment, state="done", activity__key__in=done).count()
    assert still == len(done)
    new = ReleaseText.objects.get(
        item__release__course=course, item__release__number=number + 1, item__activity__key=KEY, language="ru"
    )
    assert new.content.body["title"] == title


def _publish(desk):
    """The button is in the menu beside "Save draft"."""
    button = desk.page.locator('button[name="action-publish"]').first
    if not button.is_visible():
        desk.page.locator("footer [data-w-dropdown-target='toggle'], footer button[aria-expanded]").last.click()
    with desk.page.expect_navigation():
        button.click()
