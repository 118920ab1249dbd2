from .authoring import give_authoring, sync_authoring
from .lessons import WIDTHS
from .loading import Loaded, load_curriculum
from .release import publish_course, release_from_pages
from .site import prepare_site
from .speaking import kind_of, speak

__all__ = [
    "WIDTHS",
    "Loaded",
    "give_authoring",
    "kind_of",
    "load_curriculum",
    "prepare_site",
    "publish_course",
    "release_from_pages",
    "speak",
    "sync_authoring",
]
