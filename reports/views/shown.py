"""Figures as a page shows them: words, addresses, widths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..choices import State
from ..queries import Line, Table
from ..rules import STATES, Figures, Segment, bar

HIDDEN_MARK = "*"
COLUMNS = ("name", "posts", "rate", *STATES)
DEFAULT_SORT = "-late"


def short_words() -> dict[str, str]:
    """State -> how a legend and a column head call it."""
    return {
        State.VALID: _("Valid for more than 90 days"),
        State.EXPIRING: _("Expires within 90 days"),
        State.IN_PROGRESS: _("In progress"),
        State.LATE: _("Late"),
        State.NOT_STARTED: _("Not started"),
    }


@dataclass(frozen=True)
class ShownLine:
    name: str
    url: str
    posts: int
    rate: str
    cells: list[tuple[str, str]]  # (column head, number or mark)
    bar: list[Segment]
    finding: str


@dataclass(frozen=True)
class Head:
    """A column that can be sorted by. sorted: "ascending", "descending" or ""."""

    word: str
    url: str
    sorted: str
    is_number: bool


def cells_of(figures: Figures, words: dict[str, str]) -> list[tuple[str, str]]:
    shown = ((word, figures.shown(state)) for state, word in words.items())
    return [(word, HIDDEN_MARK if count is None else str(count)) for word, count in shown]


def rate_of(figures: Figures) -> str:
    if figures.rate is not None:
        return f"{figures.rate}\u00a0%"
    return HIDDEN_MARK if figures.posts else "–"


def headline(figures: Figures) -> str:
    """The finding in one sentence."""
    if figures.in_force is None or not figures.posts:
        return _("Filled posts: %(posts)s") % {"posts": figures.posts}
    told = {"valid": figures.in_force, "posts": figures.posts, "rate": figures.rate}
    return _("Valid certificates: %(valid)s of %(posts)s posts (%(rate)s %%)") % told


def finding_of(name: str, figures: Figures, words: dict[str, str]) -> str:
    """What a bar says, for whoever does not see it."""
    told = ", ".join(f"{word} – {count}" for word, count in cells_of(figures, words))
    return f"{name}: {told}"


def counted_at(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return _("Figures of %(time)s") % {"time": date_format(timezone.localtime(moment), "DATETIME_FORMAT")}


def lines_of(table: Table, course: str, sort: str) -> list[ShownLine]:
    words = short_words()
    asked = f"?{urlencode({'course': course})}"
    return [
        ShownLine(
            name=line.name,
            url=reverse("reports:institution" if line.is_home else "reports:authority", args=[line.code]) + asked,
            posts=line.figures.posts,
            rate=rate_of(line.figures),
            cells=cells_of(line.figures, words),
            bar=bar(line.figures),
            finding=finding_of(line.name, line.figures, words),
        )
        for line in sort_lines(table.lines, sort)
    ]


def sort_lines(lines: list[Line], sort: str) -> list[Line]:
    """By name, posts, rate or the share of a state; what is hidden stands last, so that its place says nothing."""
    column, downward = sort.lstrip("-"), sort.startswith("-")
    by_name = sorted(lines, key=lambda line: line.name.casefold(), reverse=downward and column == "name")
    if column not in COLUMNS or column == "name":
        return by_name
    known = [line for line in by_name if _measure(line.figures, column) is not None]
    unknown = [line for line in by_name if _measure(line.figures, column) is None]
    return sorted(known, key=lambda line: _measure(line.figures, column) or 0, reverse=downward) + unknown


def _measure(figures: Figures, column: str) -> float | None:
    if column == "posts":
        return figures.posts
    count = figures.in_force if column == "rate" else figures.shown(column)
    return None if count is None or not figures.posts else count / figures.posts


def orders() -> list[tuple[str, str]]:
    """What a form offers, for screens too narrow for column heads."""
    return [
        (DEFAULT_SORT, _("Late first")),
        ("rate", _("Lowest rate first")),
        ("-posts", _("Largest first")),
        ("name", _("By name")),
    ]


def heads_of(course: str, sort: str) -> list[Head]:
    words = {"name": _("Place"), "posts": _("Filled posts"), "rate": _("Valid"), **short_words()}
    column, downward = sort.lstrip("-"), sort.startswith("-")
    heads = []
    for key, word in words.items():
        now = key == column
        first = "" if key == "name" else "-"
        turned = ("" if downward else "-") + key if now else first + key
        direction = ("descending" if downward else "ascending") if now else ""
        heads.append(Head(str(word), f"?{urlencode({'course': course, 'sort': turned})}", direction, key != "name"))
    return heads
