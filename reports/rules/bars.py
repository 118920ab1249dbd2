"""A row of figures as a bar of 100 %. Pure: widths, no drawing."""

from __future__ import annotations

from dataclasses import dataclass

from .figures import STATES, Figures

HIDDEN = "hidden"


@dataclass(frozen=True)
class Segment:
    """kind: a state, or HIDDEN for what this reader is not shown, in one piece. x, width: percent, two decimals."""

    kind: str
    x: str
    width: str


def bar(figures: Figures) -> list[Segment]:
    parts = [(state, figures.shown(state) or 0) for state in STATES]
    parts.append((HIDDEN, figures.rest))
    segments = []
    before = 0
    for kind, count in parts:
        if count:
            segments.append(Segment(kind, _share(before, figures.posts), _share(count, figures.posts)))
        before += count
    return segments


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
