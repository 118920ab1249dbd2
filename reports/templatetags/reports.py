from django import template

from people.models import User, scope_of

register = template.Library()


@register.filter
def is_author(user: User) -> bool:
    """Known from the scope that every page of figures has read already."""
    return scope_of(user).authors()
