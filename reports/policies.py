from people.models import User, scope_of


def can_see_figures(user: User) -> bool:
    """Managers, ministry, observers and administrators; not trainers, not learners."""
    return scope_of(user).manages()
