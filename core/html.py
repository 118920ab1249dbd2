"""The one door through which HTML written by people or files enters."""

from __future__ import annotations

import re

import bleach

TAGS = frozenset(
    ["p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a", "abbr", "sub", "sup"]
)
ATTRIBUTES = {"a": ["href", "title"], "abbr": ["title"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
_UNSEEN = re.compile(r"<(script|style|template|iframe|object)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)


def clean_html(html: str) -> str:
    """Keep the tags a lesson needs; everything else goes, its text stays.

    What a browser would never have shown as text (script, style, frames) goes with its text.
    """
    visible = _UNSEEN.sub("", html)
    return bleach.clean(visible, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)


def plain_text(html: str) -> str:
    """The words alone, as HTML-escaped text."""
    return bleach.clean(_UNSEEN.sub("", html), tags=frozenset(), strip=True).strip()
