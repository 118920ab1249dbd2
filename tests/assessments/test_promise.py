"""The promise on the front page: no answer you gave is ever lost.

Whatever happens around it, in whatever order: doubled sendings, forms from another tab that come late, a hand-in in the
middle, a new release, being taken off the course and put back, another language.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.models import Attempt, Response
from courses.choices import EnrolmentStatus, EntryKind, EntryState
from courses.models import Enrolment, JournalEntry
from courses.operations import release_course
from courses.rules import ReleaseDraft
from tests.factories import PostFactory, an_enrolment, outline_of
from tests.factories.assessments import RIGHT, a_question, a_quiz_course, an_attempt, quiz
from tests.factories.courses import LANGUAGES, lesson

pytestmark = pytest.mark.django_db
QUESTIONS = 3
CHOICES = ("o1", "o2", "o3")
acts = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(1, QUESTIONS), st.sampled_from(CHOICES)),
        st.tuples(st.just("again"), st.integers(0, 20)),
        st.sampled_from([("hand_in",), ("release",), ("withdraw",), ("put_back",), ("language", "ky")]),
    ),
    min_size=1,
    max_size=14,
)


@dataclass
class Learner:
    """Sends forms as a browser does, and remembers every answer that the journal must hold.

    given: every answer, by question; counting: the newest that counts, by question.
    """

    attempt: Attempt
    client: Client = field(default_factory=Client)
    forms: list[tuple[int, str, str]] = field(default_factory=list)
    given: list[tuple[int, str]] = field(default_factory=list)
    counting: dict[int, str] = field(default_factory=dict)
    closed: bool = False
    withdrawn: bool = False
    released: int = 1

    def does(self, act, *how):
        getattr(self, act)(*how)

    def answer(self, number, choice):
        self.forms.append((number, choice, str(uuid4())))
        self._sends(*self.forms[-1])
        self._gave(number, choice)

    def again(self, which):
        """A form that was sent before. After another answer it is a change of mind, else a doubled sending."""
        if not self.forms:
            return
        number, choice, entry_id = self.forms[which % len(self.forms)]
        self._sends(number, choice, entry_id)
        if not self.closed and self.counting.get(number, choice) != choice:
            self._gave(number, choice)

    def _sends(self, number, choice, entry_id):
        page = reverse("assessments:question", args=[self.attempt.pk, number])
        assert self.client.post(page, {"a": choice, "entry_id": entry_id}).status_code < 500

    def _gave(self, number, choice):
        self.given.append((number, choice))
        if not self.closed and not self.withdrawn:
            self.counting[number] = choice

    def hand_in(self):
        reply = self.client.post(reverse("assessments:check", args=[self.attempt.pk]), {"entry_id": str(uuid4())})
        assert reply.status_code < 500
        self.attempt.refresh_from_db()
        self.closed = self.attempt.submitted_at is not None

    def release(self):
        self.released += 1
        versions = [a_question(f"T1-q{n}") for n in range(1, QUESTIONS + 1)]
        items = (lesson("T1-L1", screens=(f"<p>Release {self.released}</p>",)), quiz(versions))
        outlines = dict.fromkeys(LANGUAGES, outline_of(items))
        release_course(code="T", draft=ReleaseDraft(outlines=outlines, items=items), actor=None)

    def withdraw(self):
        self.withdrawn = self._stands(EnrolmentStatus.ACTIVE, EnrolmentStatus.WITHDRAWN) or self.withdrawn

    def put_back(self):
        self.withdrawn = not self._stands(EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ACTIVE) and self.withdrawn

    def _stands(self, before, after):
        return bool(Enrolment.objects.filter(pk=self.attempt.enrolment_id, status=before).update(status=after))

    def language(self, code):
        self.client.cookies["django_language"] = code


def a_learner():
    person = PostFactory().person
    course = a_quiz_course([a_question(f"T1-q{n}") for n in range(1, QUESTIONS + 1)])
    learner = Learner(an_attempt(an_enrolment(person, course)))
    learner.client.force_login(person)
    return learner


@settings(max_examples=60, deadline=None)
@given(history=acts)
def test_no_answer_you_gave_is_ever_lost(history):
    with transaction.atomic():
        learner = a_learner()
        for act, *how in history:
            learner.does(act, *how)

        paper = learner.attempt.paper
        kept = JournalEntry.objects.filter(person=learner.attempt.enrolment.person, kind=EntryKind.ANSWER_GIVEN)
        said = [(paper.index(each.payload["version"]) + 1, each.payload["answer"]["chosen"][0]) for each in kept]
        assert sorted(said) == sorted(learner.given)
        counted = Response.objects.filter(attempt=learner.attempt).count()
        assert counted == kept.filter(state=EntryState.APPLIED).count()
        newest = Response.objects.filter(attempt=learner.attempt).order_by("pk")
        assert {paper.index(each.version_id) + 1: each.answer["chosen"][0] for each in newest} == learner.counting
        if learner.closed:
            right = sum(choice == RIGHT["single"]["chosen"][0] for choice in learner.counting.values())
            assert learner.attempt.percent == round(Decimal(100 * right) / QUESTIONS, 2)
        transaction.set_rollback(True)
