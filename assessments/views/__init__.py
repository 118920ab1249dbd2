from .observation import observation, observe, observe_list
from .practice import practice
from .quiz import check, question, quiz, result
from .scenario import run, scenario

__all__ = [
    "check",
    "observation",
    "observe",
    "observe_list",
    "practice",
    "question",
    "quiz",
    "result",
    "run",
    "scenario",
]
