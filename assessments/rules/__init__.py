from .kinds import KINDS, UNSURE, Answer, Kind, Line, Mark, Pick, Shown, Told, Unclear
from .observation import Sight, judge_observation, looks_private
from .question import QuestionDraft, check, mark, parse, split_stem
from .quiz import Quiz, Tries, Verdict, judge, tries
from .scenario import Stand, begin, check_scenario, walk

__all__ = [
    "KINDS",
    "UNSURE",
    "Answer",
    "Kind",
    "Line",
    "Mark",
    "Pick",
    "QuestionDraft",
    "Quiz",
    "Shown",
    "Sight",
    "Stand",
    "Told",
    "Tries",
    "Unclear",
    "Verdict",
    "begin",
    "check",
    "check_scenario",
    "judge",
    "judge_observation",
    "looks_private",
    "mark",
    "parse",
    "split_stem",
    "tries",
    "walk",
]
