from .courses import a_course, an_enrolment, outline_of
from .people import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    RoleFactory,
    give,
)

__all__ = [
    "AuthorityFactory",
    "InstitutionFactory",
    "PersonFactory",
    "PostFactory",
    "RoleFactory",
    "a_course",
    "an_enrolment",
    "give",
    "outline_of",
]
