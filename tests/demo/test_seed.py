"""Four hundred invented people, on courses small enough to read."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F

from assessments.models import Attempt, Observation, ScenarioRun
from assessments.operations import store_questions
from assessments.rules import QuestionDraft
from certificates.models import Certificate
from courses.choices import ActivityKind
from courses.models import Enrolment, JournalEntry, Progress
from courses.rules import Outline
from demo.operations import seed_demo
from demo.queries import PERSONAS, code_to_inspect, find_persona
from people.models import Institution, Post
from reports.models import Rollup
from tests.architecture.tree import ROOT
from tests.factories import a_course
from tests.factories.courses import item, lesson

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """Seeded once for this module, and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_roles", ROOT / "content" / "roles.csv", verbosity=0)
        call_command("load_authorities", ROOT / "content" / "authorities.csv", verbosity=0)
        for code in "ABC":
            _course(code)
        seed_demo(today=TODAY)
        yield
        transaction.set_rollback(True)


# django_db also puts this module before the tests that empty the tables, Wagtail's root page among them.
pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


def _course(code):
    """One module of every kind of activity."""
    key = f"{code}1"
    questions = [
        QuestionDraft(
            key=f"{key}-q{n}",
            kind="truefalse",
            difficulty=1,
            spec={"right": True},
            texts={"ru": {"stem": "<p>?</p>", "words": {}, "hints": {}, "feedback": ""}},
        )
        for n in range(1, 5)
    ]
    asked = list(store_questions(drafts=questions).values())
    nodes = {"n1": {"choices": [{"next": "bad", "effects": {}}, {"next": "good", "effects": {}}]}}
    scenario = {
        "start": "n1",
        "meters": ["trust"],
        "nodes": nodes,
        "endings": {"good": {"result": "pass"}, "bad": {"result": "retry"}},
    }
    quiz = {"questions": asked, "critical": [f"{key}-q1"], "pass_percent": 70, "wait_after": 3, "wait_hours": 12}
    items = (
        lesson(f"{key}-L1"),
        item(f"{key}-S1", ActivityKind.SCENARIO, scenario, {"title": "S"}, module_key="T1"),
        item(f"{key}-Q", ActivityKind.QUIZ, quiz, {"title": "Q"}, module_key="T1"),
        item(f"{key}-O", ActivityKind.OBSERVATION, {"lines": ["l1"], "critical": []}, {"title": "O"}, module_key="T1"),
        lesson(f"{key}-L2"),
    )
    a_course(code, items)


def test_there_are_four_hundred_people_in_twelve_homes():
    assert Institution.objects.count() == 12
    assert Post.objects.filled_on(TODAY).values("person").distinct().count() == 400


def test_every_persona_is_there_and_the_trainer_may_write():
    assert [persona for persona in PERSONAS if find_persona(persona) is None] == []
    assert list(find_persona("trainer").groups.all()) == list(Group.objects.filter(name="Trainers"))


def test_a_second_time_changes_nothing():
    before = (JournalEntry.objects.count(), Certificate.objects.count())

    assert seed_demo(today=TODAY) is False
    assert (JournalEntry.objects.count(), Certificate.objects.count()) == before


def test_whoever_completed_the_course_has_done_all_of_it():
    completed = Enrolment.objects.completed().select_related("course__current_release")
    outlines = {each.course_id: Outline.read(each.course.current_release.outlines.first().data) for each in completed}
    short = [
        enrolment
        for enrolment in completed
        if set(outlines[enrolment.course_id].compulsory_keys(enrolment.role))
        - set(enrolment.progress.filter(state="done").values_list("activity__key", flat=True))
    ]

    assert completed.count() > 100
    assert short == []


def test_everything_done_rests_on_an_entry_of_the_same_person_and_activity():
    done = Progress.objects.filter(state="done")

    assert done.filter(entry__person=F("enrolment__person"), entry__activity=F("activity")).count() == done.count()


def test_nobody_did_anything_in_the_future_or_before_they_were_enrolled():
    entries = JournalEntry.objects.all()

    assert entries.filter(server_at__date__gt=TODAY).count() == 0
    assert entries.filter(server_at__date__lt=F("enrolment__enrolled_on")).count() == 0


def test_sittings_runs_and_observations_are_passed_by_the_real_rules():
    assert Attempt.objects.filter(passed=False).count() == 0
    assert ScenarioRun.objects.filter(passed=False).count() == 0
    assert Observation.objects.filter(passed=False).count() == 0
    assert Attempt.objects.annotate(n=Count("responses")).exclude(n=4).count() == 0


def test_certificates_are_valid_expiring_expired_and_withdrawn():
    certificates = Certificate.objects.all()

    assert certificates.in_force_on(TODAY).exists()
    assert certificates.expiring_on(TODAY).exists()
    assert certificates.filter(valid_until__lt=TODAY).exists()
    assert certificates.filter(revocation__isnull=False).exists()
    assert len({each.issued_on.year for each in certificates}) >= 3


def test_numbers_run_in_the_order_of_issue():
    numbered = Certificate.objects.filter(course__code="C", issued_on__year=2025).order_by("issued_on", "number")
    serials = [int(each.number.rsplit("-", 1)[1]) for each in numbered]

    assert serials == list(range(1, len(serials) + 1))


def test_every_state_is_on_the_managers_charts():
    rows = Rollup.objects.filter(course__code="C")
    states = ("valid", "expiring", "in_progress", "late", "not_started")

    assert [state for state in states if not sum(rows.values_list(state, flat=True))] == []


def test_the_learner_has_begun_and_is_not_done():
    enrolment = Enrolment.objects.get(person=find_persona("learner"))

    assert enrolment.status == "active"
    assert enrolment.progress.filter(state="opened").count() == 1
    assert enrolment.progress.filter(state="done", activity__kind=ActivityKind.OBSERVATION).count() == 1


def test_the_inspector_has_a_code_to_scan():
    assert Certificate.objects.get(code=code_to_inspect()).status_on(TODAY) == "valid"
