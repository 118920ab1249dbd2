"""A bank of one question of each kind, and courses whose modules are judged."""

from uuid import uuid4

from assessments.models import Attempt, QuestionVersion
from assessments.operations import start_attempt, store_questions
from assessments.rules import QuestionDraft
from courses.choices import ActivityKind
from courses.models import Course, Enrolment
from courses.operations import Deed

from .courses import a_course, item, lesson

STEM = "<p>Timur is six.</p><p>What comes first?</p>"
SPECS = {
    "single": {"options": ["o1", "o2", "o3"], "right": ["o2"]},
    "multiple": {"options": ["o1", "o2", "o3", "o4"], "right": ["o1", "o3"]},
    "truefalse": {"right": False},
    "order": {"items": ["i1", "i2", "i3"]},
    "match": {"left": ["l1", "l2"], "right": ["r1", "r2"]},
    "cloze": {
        "blanks": [
            {"n": 1, "options": ["o1", "o2"], "right": "o1"},
            {"n": 2, "options": ["o1", "o2", "o3"], "right": "o2"},
        ]
    },
    "numeric": {"right": 10, "tolerance": 0.5},
}
RIGHT = {
    "single": {"chosen": ["o2"]},
    "multiple": {"chosen": ["o1", "o3"]},
    "truefalse": {"chosen": ["false"]},
    "order": {"order": ["i1", "i2", "i3"]},
    "match": {"pairs": {"l1": "r1", "l2": "r2"}},
    "cloze": {"blanks": {"1": "o1", "2": "o2"}},
    "numeric": {"number": "10"},
}
WRONG = {
    "single": {"chosen": ["o1"]},
    "multiple": {"chosen": ["o2", "o4"]},
    "truefalse": {"chosen": ["true"]},
    "order": {"order": ["i3", "i1", "i2"]},
    "match": {"pairs": {"l1": "r2", "l2": "r1"}},
    "cloze": {"blanks": {"1": "o2", "2": "o1"}},
    "numeric": {"number": "99"},
}
WORDS = [*(f"o{n}" for n in range(1, 5)), "i1", "i2", "i3", "l1", "l2", "r1", "r2"]
WORDS += ["1.o1", "1.o2", "2.o1", "2.o2", "2.o3"]
NODES = {
    "n1": {"choices": [{"next": "n2", "effects": {"trust": 1}}, {"next": "n2", "effects": {"trust": -2}}]},
    "n2": {"choices": [{"next": "e_good", "effects": {"trust": 1}}, {"next": "e_bad", "effects": {"trust": -1}}]},
}
SCENARIO = {
    "start": "n1",
    "meters": ["trust"],
    "nodes": NODES,
    "endings": {"e_good": {"result": "pass"}, "e_bad": {"result": "retry"}},
}


def question_text(language: str, kind: str) -> dict:
    """Words that name their language, and feedback that can be searched for."""
    stem = "<p>Say it [1] and [2].</p>" if kind == "cloze" else STEM
    words = {key: f"{language} {key}" for key in WORDS}
    hints = {key: f"SECRET {key}" for key in WORDS}
    return {"stem": stem, "words": words, "hints": hints, "feedback": "SECRET reason"}


def a_question(
    key: str = "T1-q1", kind: str = "single", *, languages: tuple[str, ...] = ("en", "ru")
) -> QuestionVersion:
    texts = {language: question_text(language, kind) for language in languages}
    draft = QuestionDraft(key=key, kind=kind, difficulty=1, spec=SPECS[kind], texts=texts)
    return QuestionVersion.objects.get(pk=store_questions(drafts=[draft])[key])


def quiz(versions: list[QuestionVersion], *, key: str = "T1-Q", **spec: object):
    asked = {"questions": [each.pk for each in versions], "critical": [], "pass_percent": 70, **spec}
    return item(key, ActivityKind.QUIZ, asked, {"title": "Quiz"})


def scenario(key: str = "T1-S1"):
    body = {
        "title": "Night duty",
        "child": "Dana, 13",
        "setting": "An invented home",
        "meters": {"trust": "Trust"},
        "nodes": {
            node: {
                "text": f"Scene {node}",
                "choices": [{"text": f"{node} do {n}", "feedback": f"Why {n}"} for n in (0, 1)],
            }
            for node in NODES
        },
        "endings": {"e_good": "It ends well", "e_bad": "It ends so"},
    }
    return item(key, ActivityKind.SCENARIO, SCENARIO, body)


def observation(key: str = "T1-O", *, critical: tuple[str, ...] = ("l1",)):
    lines = {f"l{n}": f"Line {n}" for n in range(1, 6)}
    spec = {"lines": list(lines), "critical": list(critical), "pass_percent": 80}
    return item(key, ActivityKind.OBSERVATION, spec, {"title": "At work", "lines": lines})


def a_quiz_course(versions: list[QuestionVersion] | None = None, **spec: object) -> Course:
    """One lesson with the first question as practice, and one quiz of the rest: T1-L1, T1-Q."""
    versions = versions or [a_question("T1-q1"), a_question("T1-q2")]
    return a_course(items=(lesson("T1-L1", practice=[versions[0].pk]), quiz(versions, **spec)))


def an_attempt(enrolment: Enrolment, key: str = "T1-Q") -> Attempt:
    activity = enrolment.course.activities.get(key=key)
    return start_attempt(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=a_deed())


def a_deed() -> Deed:
    return Deed(entry_id=uuid4(), language="ru")
