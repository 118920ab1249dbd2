from .homes import HOMES, Home, Person, staff_of
from .names import Names
from .states import FATES, Fate, State, draw_fate
from .ways import good_way, right_answer

__all__ = [
    "FATES",
    "HOMES",
    "Fate",
    "Home",
    "Names",
    "Person",
    "State",
    "draw_fate",
    "good_way",
    "right_answer",
    "staff_of",
]
