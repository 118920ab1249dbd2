"""A lesson's blocks as the clean HTML of its screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from core.html import clean_html

from ..rules.screens import Piece, pieces, screens

WIDTHS = tuple(f"width-{width}|format-webp" for width in (360, 720, 1080))


def lesson_screens(blocks: Iterable[Mapping[str, Any]], pictures: Mapping[int, Any]) -> list[str]:
    """Screens of clean HTML. pictures: images by id, with their renditions."""
    return screens(piece for block in blocks for piece in _pieces(block["type"], block["value"], pictures))


def _pieces(kind: str, value: Any, pictures: Mapping[int, Any]) -> Iterator[Piece]:
    if kind == "text":
        yield from pieces(author_html(value))
    elif kind == "heading" and value:
        yield Piece(f"<h2>{escape(value)}</h2>", heading=True)
    elif kind == "callout":
        html = mark_safe(author_html(value.get("text") or ""))  # noqa: S308 -- it is clean
        yield Piece(render_to_string("blocks/callout.html", {"tone": value.get("tone"), "text": html}).strip())
    elif kind == "picture" and (image := pictures.get(value.get("image"))):
        alt = "" if value.get("decorative") else value.get("alt_text") or ""
        yield Piece(picture_html(image, alt))


def author_html(html: str) -> str:
    """What the rich text editor stored, with its links written out, cleaned."""
    return clean_html(expand_db_html(html) if "linktype=" in html else html)


def picture_html(image: Any, alt: str) -> str:
    """Our own markup, so that no author's attribute gets in: three widths, loaded when they come into view."""
    sources = sorted({each.width: each for each in image.get_renditions(*WIDTHS).values()}.values(), key=_width)
    return render_to_string("blocks/picture.html", {"sources": sources, "last": sources[-1], "alt": alt}).strip()


def _width(rendition: Any) -> int:
    return int(rendition.width)
