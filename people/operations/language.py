from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import Refused

from ..models import User


def choose_language(*, person: User | None, language: str) -> str:
    """Remember the language a person reads in. Returns it. Nobody has to be signed in.

    Refused: the site does not speak it.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("This site does not speak that language yet. Choose one of the languages shown."))
    if person is not None and person.language != language:
        person.language = language
        person.save(update_fields=["language"])
    return language
