from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from people.models import User


def can_author(user: User | AnonymousUser) -> bool:
    """Whether somebody may look at what authors see beyond the pages themselves."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))
