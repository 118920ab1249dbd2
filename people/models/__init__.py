from .authority import Authority, AuthorityName, AuthorityQuerySet
from .institution import Institution, InstitutionPeriod
from .place import Placed
from .post import Leave, Post, Role
from .responsibility import Responsibility
from .scope import Scope, scope_of
from .slip import Slip
from .user import User

__all__ = [
    "Authority",
    "AuthorityName",
    "AuthorityQuerySet",
    "Institution",
    "InstitutionPeriod",
    "Leave",
    "Placed",
    "Post",
    "Responsibility",
    "Role",
    "Scope",
    "Slip",
    "User",
    "scope_of",
]
