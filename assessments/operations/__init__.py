from .bank import store_questions
from .observation import record_observation
from .practice import answer_practice
from .quiz import answer_question, save_answer, start_attempt, submit_attempt
from .scenario import choose, start_run

__all__ = [
    "answer_practice",
    "answer_question",
    "choose",
    "record_observation",
    "save_answer",
    "start_attempt",
    "start_run",
    "store_questions",
    "submit_attempt",
]
