from .attempt import Attempt, Response
from .observation import Observation
from .question import Question, QuestionVersion
from .scenario import ScenarioRun, ScenarioStep

__all__ = ["Attempt", "Observation", "Question", "QuestionVersion", "Response", "ScenarioRun", "ScenarioStep"]
