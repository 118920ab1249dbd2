from .loading import Loaded, load_curriculum
from .release import publish_course, release_from_pages
from .site import prepare_site

__all__ = ["Loaded", "load_curriculum", "prepare_site", "publish_course", "release_from_pages"]
