"""The light goes out: the server is killed the moment after it has said "go on"."""

import os
import signal
from uuid import uuid4

import pytest

from assessments.models import Attempt, Response
from assessments.operations import start_attempt
from courses.models import Enrolment
from courses.operations import Deed
from people.operations import issue_slip

from .answers import QUESTION, Scholar
from .site import running
from .visitor import PHONE, Visitor

CUTS = 3


@pytest.fixture
def sitting(records):
    """Somebody who has just opened the quiz of a module that is still before them."""
    enrolment = (
        Enrolment.objects.active().filter(course__code="C", attempts=None).exclude(person__username="demo-learner")
    )
    enrolment = enrolment.select_related("person", "course").order_by("pk")[0]
    quiz = enrolment.course.activities.filter(kind="quiz").order_by("key")[0]
    deed = Deed(entry_id=uuid4(), language="ru")
    return start_attempt(enrolment_id=enrolment.pk, activity=quiz, person=enrolment.person, deed=deed)


def test_every_answer_outlives_the_server_that_took_it(browser, site, sitting, tmp_path):
    person = sitting.enrolment.person
    code = issue_slip(person=person, issued_by=None)
    state = None
    for answered in range(1, CUTS + 1):
        with running(site.database, tmp_path, alone=True) as house:
            phone = Visitor.at(browser, house, PHONE, state=state)
            if state is None:
                phone.goes(f"/k/{code}/")
                phone.page.locator('button[value="yes"]').click()
            phone.goes(f"/attempts/{sitting.pk}/{answered}/")
            assert QUESTION.search(phone.page.url)
            Scholar(phone, person).takes_a_step()
            for process in house.processes:
                os.killpg(process.pid, signal.SIGKILL)

            assert QUESTION.search(phone.page.url)[2] == str(answered + 1)
            state = phone.page.context.storage_state()
            phone.leaves()

        kept = Response.objects.filter(attempt=sitting).order_by("pk").values_list("version", flat=True)
        assert list(kept) == sitting.paper[:answered]
    assert Attempt.objects.get(pk=sitting.pk).submitted_at is None
