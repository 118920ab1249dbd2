"""What every page of the site needs, at the price of nothing or of one query."""

import re

from django import template
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..choices import ActivityKind
from ..queries import places_of

register = template.Library()
register.simple_tag(places_of)

_OWN_NAMES = tuple(settings.LANGUAGES)
_MANY = {
    ActivityKind.LESSON: _("Lessons"),
    ActivityKind.QUIZ: _("Quizzes"),
    ActivityKind.SCENARIO: _("Situations"),
    ActivityKind.OBSERVATION: _("Observed practice"),
}
_ONE = dict(ActivityKind.choices)


@register.simple_tag
def languages() -> tuple[tuple[str, str], ...]:
    """(code, name in its own script) of every language of the site."""
    return _OWN_NAMES


@register.simple_tag
def own_name(code: str) -> str:
    return dict(_OWN_NAMES).get(code, code)


@register.simple_tag
def help_phone() -> str:
    return settings.HELP_PHONE


@register.filter
def tel(phone: str) -> str:
    """A number as a tel: link wants it."""
    return re.sub(r"[^+\d]", "", phone)


@register.filter
def kind_word(kind: str) -> str:
    return _ONE[kind]


@register.filter
def kinds_word(kind: str) -> str:
    """The same for several of them."""
    return _MANY[kind]
