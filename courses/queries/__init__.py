"""What a learner sees now: one place that answers, in a fixed number of queries."""

from .address import address, way_on
from .places import Places, places_of
from .screen import LessonScreen, lesson_screen
from .study import Chapter, Study, Task, answers_set_aside, enrolment_in, studies_of, study_in

__all__ = [
    "Chapter",
    "LessonScreen",
    "Places",
    "Study",
    "Task",
    "address",
    "answers_set_aside",
    "enrolment_in",
    "lesson_screen",
    "places_of",
    "studies_of",
    "study_in",
    "way_on",
]
