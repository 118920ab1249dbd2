"""A lesson cut into screens: one idea each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from math import ceil

WORDS_A_MINUTE = 100  # slow readers on a small screen, in a second language
MANY_SCREENS = 4
_TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:\s+[a-z-]+=(?:"[^"]*"|'[^']*'))*\s*/?>""")
_HEADINGS = ("<h2", "<h3", "<h4")
_LEANING = ("<ul", "<ol", "<blockquote")  # belongs to the paragraph before it
_VOID = {"br"}


@dataclass(frozen=True)
class Piece:
    """A paragraph, list, callout or picture, as clean HTML."""

    html: str
    heading: bool = False
    leaning: bool = False


def pieces(html: str) -> Iterator[Piece]:
    """The elements that stand side by side in clean HTML; words outside any element become a paragraph."""
    depth, start = 0, 0
    for tag in _TAG.finditer(html):
        closing, name = tag.groups()
        if name in _VOID:
            continue
        if not closing:
            if depth == 0:
                yield from _loose(html[start : tag.start()])
                start = tag.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                whole = html[start : tag.end()]
                start = tag.end()
                if words(whole):
                    yield Piece(whole, whole.startswith(_HEADINGS), whole.startswith(_LEANING))
    yield from _loose(html[start:])


def screens(lesson: Iterable[Piece]) -> list[str]:
    """A heading starts a new screen; otherwise about two pieces stand on one, and four screens are many."""
    found: list[str] = []
    part: list[Piece] = []
    for piece in lesson:
        if piece.heading and any(not each.heading for each in part):
            found += _cut(part)
            part = []
        part.append(piece)
    return found + _cut(part)


def words(html: str) -> int:
    return len(unescape(_TAG.sub(" ", html)).split())


def minutes(html: Sequence[str]) -> int:
    """Reading time, whole minutes, at least one."""
    return max(1, round(sum(words(each) for each in html) / WORDS_A_MINUTE))


def _loose(text: str) -> Iterator[Piece]:
    if text.strip():
        yield Piece(f"<p>{text.strip()}</p>")


def _cut(part: Sequence[Piece]) -> list[str]:
    """Shares pieces out evenly, in order; headings and lists stay with their neighbours."""
    groups: list[list[str]] = []
    for before, piece in zip([None, *part], part, strict=False):
        if groups and (piece.leaning or (before is not None and before.heading)):
            groups[-1].append(piece.html)
        else:
            groups.append([piece.html])
    if not groups:
        return []
    pairs = ceil(len(groups) / 2)
    count = pairs if pairs <= MANY_SCREENS else max(MANY_SCREENS, ceil(len(groups) / 3))
    bounds = [round(number * len(groups) / count) for number in range(count + 1)]
    return [
        "".join(html for group in groups[first:last] for html in group)
        for first, last in zip(bounds, bounds[1:], strict=False)
    ]
