from .enrolment import derive_completion, derive_completions, enrol_person
from .journal import Deed, keep_place, mark_read, record_entry
from .progress import record_passed
from .release import release_course

__all__ = [
    "Deed",
    "derive_completion",
    "derive_completions",
    "enrol_person",
    "keep_place",
    "mark_read",
    "record_entry",
    "record_passed",
    "release_course",
]
