from .figures import Line, Table, courses_to_choose, institution_figures, table_under
from .people import IN_FORCE, ON_LEAVE, Page, finished_hours, page_of, people_at
from .places import Tops, crumbs_to, tops_of
from .reach import figures_reach, sees_people_in, sees_people_under
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
    "crumbs_to",
    "figures_reach",
    "finished_hours",
    "institution_figures",
    "page_of",
    "people_at",
    "sees_people_in",
    "sees_people_under",
    "table_under",
    "tops_of",
    "with_standing",
]
