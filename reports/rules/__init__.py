from .bars import HIDDEN, Segment, bar
from .figures import STATES, Figures
from .hiding import FLOOR, hide, hide_one

__all__ = ["FLOOR", "HIDDEN", "STATES", "Figures", "Segment", "bar", "hide", "hide_one"]
