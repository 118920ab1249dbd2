"""A curriculum small enough to read: one course, one module, two lessons, three languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cms.imports import read_curriculum
from cms.models import CoursePage, LessonPage, QuizPage
from cms.operations import Loaded, load_curriculum

LANGUAGES = ("en", "ru", "ky")


def meta() -> dict[str, Any]:
    names = {"en": "Everyday care", "ru": "Повседневный уход", "ky": "Күнүмдүк кам көрүү"}
    return {
        "standards": [{"code": "S1", "family": "path", **names}],
        "competences": {"K1": names},
        "programmes": [
            {
                "code": "T",
                "title": names,
                "audience": ["EDU"],
                "modules": [
                    {
                        "code": "T1",
                        "hours": [2, 1, 1, 0],
                        "title": names,
                        "roles": ["EDU", "CAR"],
                        "standards": ["S1"],
                        "comp": ["K1"],
                        "outcomes": ["Name one thing", "Do one thing"],
                        "lessons": ["First", "Second"],
                    }
                ],
            }
        ],
    }


def questions() -> list[dict[str, Any]]:
    """Ten: q1, q2 and q4 are easy; q2 is critical, so that q1 and q4 are for practice."""
    options = [{"t": "Wrong", "f": "Look again."}, {"t": "Right", "c": True, "f": "Yes."}]
    single = {"type": "single", "difficulty": 2, "stem": "Which?", "options": options}
    return [
        {**single, "id": "q1", "difficulty": 1},
        {**single, "id": "q2", "difficulty": 1},
        {"id": "q3", "type": "multiple", "difficulty": 2, "stem": "Which ones?", "options": options, "feedback": "So."},
        {"id": "q4", "type": "truefalse", "difficulty": 1, "stem": "Is it so?", "answer": False, "feedback": "No."},
        {"id": "q5", "type": "order", "difficulty": 2, "stem": "In order.", "items": ["One", "Two"], "feedback": "So."},
        {"id": "q6", "type": "match", "difficulty": 2, "stem": "Match.", "pairs": [["a", "b"], ["c", "d"]]},
        {
            "id": "q7",
            "type": "cloze",
            "difficulty": 2,
            "stem": "Milk is [1].",
            "blanks": [{"n": 1, "options": ["white", "red"], "answer": "white"}],
            "feedback": "White.",
        },
        {
            "id": "q8",
            "type": "numeric",
            "difficulty": 2,
            "stem": "How many?",
            "answer": 10,
            "tolerance": 1,
            "feedback": "10.",
        },
        {**single, "id": "q9"},
        {**single, "id": "q10", "difficulty": 3},
    ]


def scenario() -> dict[str, Any]:
    def choice(following: str, points: int) -> dict[str, Any]:
        return {
            "text": f"Go to {following}",
            "next": following,
            "effects": {"trust": points},
            "feedback": "It happens.",
        }

    return {
        "id": "T1-S1",
        "title": "A visit",
        "child": "Alina, 3 (invented)",
        "setting": "An invented home.",
        "meters": ["trust", "felt_safety"],
        "start": "n1",
        "nodes": [
            {"id": "n1", "text": "A knock.", "choices": [choice("n2", 1), choice("e_poor", -1)]},
            {"id": "n2", "text": "A guest.", "choices": [choice("e_good", 1), choice("e_poor", -2)]},
        ],
        "endings": [
            {"id": "e_good", "text": "Well.", "result": "pass"},
            {"id": "e_poor", "text": "Not yet.", "result": "retry"},
        ],
    }


def module(language: str = "en") -> dict[str, Any]:
    body = "\n\n".join(f"Paragraph {number} in {language}, with words." for number in range(1, 7))
    found: dict[str, Any] = {
        "lesson_texts": [
            {"lesson": f"T1-L{number}", "title": f"Lesson {number} {language}", "body": body} for number in (1, 2)
        ],
        "scenario": scenario(),
        "quiz": questions(),
        "critical": ["q2"],
        "observation": ["Greets", "Names the feeling"],
    }
    if language != "en":
        found |= {"title": f"Module {language}", "outcomes": ["Один", "Два"], "lesson_titles": ["Первый", "Второй"]}
    return found


def write(folder: Path, languages: tuple[str, ...] = LANGUAGES, **files: dict[str, Any]) -> Path:
    """meta.yaml and the module's files; files: other content by name, as write(folder, ru={...}). JSON is YAML."""
    (folder / "modules").mkdir(parents=True, exist_ok=True)
    dump(folder / "meta.yaml", files.get("meta") or meta())
    for language in languages:
        dump(folder / "modules" / f"T1.{language}.yaml", files.get(language) or module(language))
    return folder


def dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def loaded(folder: Path, **files: dict[str, Any]) -> Loaded:
    return load_curriculum(courses=read_curriculum(write(folder, **files)))


def course_page(language: str = "en") -> CoursePage:
    return CoursePage.objects.get(key="T", locale__language_code=language)


def lesson_page(language: str = "en", key: str = "T1-L1") -> LessonPage:
    return LessonPage.objects.get(key=key, locale__language_code=language)


def quiz_page(language: str = "en") -> QuizPage:
    return QuizPage.objects.get(key="T1-Q", locale__language_code=language)
