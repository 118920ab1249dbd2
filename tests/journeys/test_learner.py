"""From a paper slip to a certificate that anybody can check; and the same road without scripts."""

import io
import re
import time

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader

from certificates.models import Certificate
from courses.models import Enrolment, JournalEntry, Progress
from demo.queries import find_persona
from people.operations import issue_slip
from reports.models import Rollup

from .answers import LESSON, PRACTICE, QUESTION, RESULT, RUN, Scholar
from .visitor import DESK

PATIENCE = 30  # seconds for the worker
PICTURED = {
    "lesson": LESSON,
    "practice": PRACTICE,
    "scenario": re.compile(r"/scenario/"),
    "run": RUN,
    "quiz": re.compile(r"/quiz/"),
    "question": QUESTION,
    "check": re.compile(r"/check/"),
}


@pytest.fixture(autouse=True)
def _in_russian(records):
    with translation.override("ru"):
        yield


def certified(home, course):
    """Posts of a home counted as valid, by the figures that managers read."""
    row = Rollup.objects.get(institution=home, course=course)
    return row.valid + row.expiring


def until(true, what):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.3)


def _walk_to_the_result(scholar):
    """To the end of the module; a picture and a look by axe at the first page of every kind. Returns the kinds seen."""
    seen = set()

    def look(address):
        for kind, pattern in PICTURED.items():
            if pattern.search(address) and kind not in seen:
                seen.add(kind)
                scholar.visitor.finds_no_barrier()
                scholar.visitor.keeps(f"learner-3-{kind}")

    scholar.walks_until(RESULT, look=look)
    return seen


def _read_paper(phone, certificate):
    """The words of the PDF that the page offers."""
    paper = phone.page.request.get(f"{phone.site.url}/documents/{certificate.number}.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.body())).pages)


def test_a_learner_finishes_her_module_and_holds_a_certificate(visit):
    person = find_persona("learner")
    enrolment = Enrolment.objects.select_related("course", "institution").get(person=person)
    before = certified(enrolment.institution, enrolment.course)
    phone = visit()
    scholar = Scholar(phone, person)

    phone.goes(f"/k/{issue_slip(person=person, issued_by=None)}/")
    phone.sees(_("Is this you?"), shot="learner-1-slip")
    phone.page.locator('button[value="yes"]').click()
    phone.sees(_("Hello, %(name)s") % {"name": person.get_short_name()}, shot="learner-2-home")

    assert _walk_to_the_result(scholar) == set(PICTURED)
    phone.sees(_("Passed"), shot="learner-5-result")
    assert _("The whole course is done.") in phone.page.locator("main").inner_text()

    until(lambda: Certificate.objects.filter(person=person, rendered_at__isnull=False).exists(), "no certificate")
    certificate = Certificate.objects.get(person=person)
    phone.goes("/documents/")
    phone.sees(_("Documents"), shot="learner-6-documents")
    assert certificate.number in (paper := _read_paper(phone, certificate))
    assert person.name_official in paper

    phone.page.locator('main a[href*="/v/"]').first.click()
    phone.sees(_("This certificate is valid"), shot="learner-7-verify")
    assert certificate.number in phone.page.locator("main").inner_text()
    assert person.name_official not in phone.page.content()
    until(lambda: certified(enrolment.institution, enrolment.course) == before + 1, "not counted")


def test_a_lesson_and_a_quiz_work_without_scripts(visit):
    learning = (
        Enrolment.objects.active()
        .filter(course__code="C", progress__state="done")
        .exclude(person__username="demo-learner")
    )
    enrolment = learning.select_related("person").distinct().order_by("pk").first()
    phone = visit(javascript=False)
    scholar = Scholar(phone, enrolment.person)
    before = JournalEntry.objects.filter(enrolment=enrolment).count()

    phone.goes(f"/k/{issue_slip(person=enrolment.person, issued_by=None)}/")
    phone.page.locator('button[value="yes"]').click()
    scholar.walks_until(RESULT)

    assert re.search(_("Passed"), phone.page.locator("h1").inner_text())
    assert JournalEntry.objects.filter(enrolment=enrolment).count() > before + 8


def test_a_double_press_is_stored_once_and_a_language_changes_in_the_middle(visit):
    """She presses twice, reads on in Kyrgyz, and is where she was."""
    learning = Enrolment.objects.active().filter(course__code="C", progress__state="done", person__language="ru")
    enrolment = learning.exclude(person__username="demo-learner").select_related("person").distinct().order_by("-pk")[0]
    desk = visit(DESK)
    desk.goes(f"/k/{issue_slip(person=enrolment.person, issued_by=None)}/")
    desk.page.locator('button[value="yes"]').click()
    desk.goes("/learn/C/lesson/C7-L2/")
    while desk.page.locator("form[action$='/read/']").count() == 0:
        desk.page.locator("main .acts .btn").click()

    desk.page.locator("summary", has_text="Русский").click()
    desk.page.locator('button[value="ky"]').first.click()
    assert desk.page.locator("html").get_attribute("lang") == "ky"
    entry = desk.page.locator("form[action$='/read/'] input[name=entry_id]").get_attribute("value")
    with desk.page.expect_navigation():
        desk.page.locator("form[action$='/read/'] button").dblclick()

    assert JournalEntry.objects.filter(entry_id=entry).count() == 1
    assert Progress.objects.get(enrolment=enrolment, activity__key="C7-L2").state == "done"
