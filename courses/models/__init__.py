from .course import Activity, Course
from .enrolment import Enrolment, Progress
from .journal import JournalEntry
from .release import Content, Release, ReleaseItem, ReleaseOutline, ReleaseText

__all__ = [
    "Activity",
    "Content",
    "Course",
    "Enrolment",
    "JournalEntry",
    "Progress",
    "Release",
    "ReleaseItem",
    "ReleaseOutline",
    "ReleaseText",
]
