from .lists import ReleasesView, ReviewView
from .preview import show_draft

__all__ = ["ReleasesView", "ReviewView", "show_draft"]
