"""The site's own settings, with what a test run needs and nobody should have to type."""

import os
import sys
from pathlib import Path

from django.template.base import FilterExpression, Node

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("OCHAG_SECRET_KEY", "for-tests-only-for-tests-only-for-tests-only")
os.environ.setdefault("OCHAG_VAR", str(ROOT / "var" / "test"))
os.environ.setdefault("OCHAG_SERVE_UNCOLLECTED", "1")  # collecting takes half a minute and no test needs it
if _database := os.environ.get("OCHAG_TEST_DATABASE_URL"):
    os.environ["OCHAG_DATABASE_URL"] = _database

from config.settings import *  # noqa: E402, F403 -- the environment above comes first
from config.settings import TEMPLATES  # noqa: E402 -- as above

_OURS = str(ROOT / "templates")
_FORGIVING = {"default", "default_if_none"}


class Undefined(str):
    """What a template prints for a name nobody gave it. In our own templates that is a mistake.

    Django asks whether this string is empty before it uses it: there the mistake is told. An optional name says
    so with the filter ``default``. Wagtail's and allauth's templates stay as lenient as they were written.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)  # there is no other way to learn who asks
        asker = frame.f_locals.get("self")
        if isinstance(asker, FilterExpression):
            forgiven = any(getattr(function, "_filter_name", "") in _FORGIVING for function, _ in asker.filters)
            template = _template_of(frame)
            if template.startswith(_OURS) and not forgiven:
                raise AssertionError(f"{template.removeprefix(_OURS)[1:]}: nobody gave it “{asker.var}”")
        return False


def _template_of(frame) -> str:
    """The file that holds the innermost node being rendered."""
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
