from .figures import Line, Table, courses_to_choose, figures_version, institution_figures, table_under
from .people import IN_FORCE, ON_LEAVE, Page, finished_hours, open_deadline, page_of, people_at
from .places import Tops, named, tops_of, way_to
from .reach import figures_reach, figures_root, sees_people_in, sees_people_under
from .standing import count_on_leave, count_standing, with_standing

__all__ = [
    "IN_FORCE",
    "ON_LEAVE",
    "Line",
    "Page",
    "Table",
    "Tops",
    "count_on_leave",
    "count_standing",
    "courses_to_choose",
    "figures_reach",
    "figures_root",
    "figures_version",
    "finished_hours",
    "institution_figures",
    "named",
    "open_deadline",
    "page_of",
    "people_at",
    "sees_people_in",
    "sees_people_under",
    "table_under",
    "tops_of",
    "way_to",
    "with_standing",
]
