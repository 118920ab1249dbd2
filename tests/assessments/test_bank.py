from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from assessments.models import Question, QuestionVersion
from assessments.operations import store_questions
from assessments.rules import QuestionDraft
from core.errors import Refused

pytestmark = pytest.mark.django_db


def draft(key="C1-q1", stem="<p>Which?</p>", **fields):
    spec = {"options": ["o1", "o2"], "right": ["o2"]}
    text = {"stem": stem, "words": {"o1": "One", "o2": "Two"}, "hints": {"o1": "No", "o2": "Yes"}, "feedback": ""}
    return QuestionDraft(key=key, kind="single", difficulty=1, spec=spec, texts={"en": text}, **fields)


def test_an_unchanged_question_keeps_its_version():
    first = store_questions(drafts=[draft()])

    assert store_questions(drafts=[draft()]) == first
    assert QuestionVersion.objects.count() == 1


def test_a_new_wording_is_the_next_version():
    first = store_questions(drafts=[draft()])
    second = store_questions(drafts=[draft(stem="<p>Which one?</p>")])

    assert second != first
    assert list(QuestionVersion.objects.values_list("number", flat=True).order_by("number")) == [1, 2]


def test_storing_cleans_the_question():
    store_questions(drafts=[draft(stem="<p onclick='x()'>Which?</p><script>alert(1)</script>")])

    assert QuestionVersion.objects.get().texts["en"]["stem"] == "<p>Which?</p>"


def test_storing_refuses_a_question_that_cannot_be_asked():
    with pytest.raises(Refused):
        store_questions(drafts=[replace(draft(), spec={"options": ["o1", "o2"], "right": ["o1", "o2"]})])
    assert not Question.objects.exists()


def test_storing_refuses_a_key_that_stands_twice():
    with pytest.raises(Refused):
        store_questions(drafts=[draft(), draft()])


@pytest.mark.parametrize("count", [1, 50])
def test_storing_costs_the_same_for_one_question_and_for_fifty(count, django_assert_num_queries):
    with django_assert_num_queries(6):  # with a savepoint and its release
        store_questions(drafts=[draft(f"C1-q{number}") for number in range(count)])


def test_the_database_refuses_to_change_a_version():
    store_questions(drafts=[draft()])

    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionVersion.objects.update(difficulty=3)
