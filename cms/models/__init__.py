from .activities import LessonPage, ObservationPage, QuizPage, ScenarioPage
from .notice import CourseNotice
from .tree import CoursePage, CurriculumPage, HomePage, ModulePage

AUTHORED = (CurriculumPage, CoursePage, ModulePage, LessonPage, QuizPage, ScenarioPage, ObservationPage)
ACTIVITIES = (LessonPage, QuizPage, ScenarioPage, ObservationPage)

__all__ = [
    "ACTIVITIES",
    "AUTHORED",
    "CourseNotice",
    "CoursePage",
    "CurriculumPage",
    "HomePage",
    "LessonPage",
    "ModulePage",
    "ObservationPage",
    "QuizPage",
    "ScenarioPage",
]
