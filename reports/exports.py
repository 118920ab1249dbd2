"""Tables to take along: the people of a list, or the figures of a place. The same filters, words and numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import DateWidget, DecimalWidget, IntegerWidget
from openpyxl import Workbook  # type: ignore[import-untyped]

from courses.models import Course
from people.models import Authority

from .choices import State
from .queries import Table, finished_hours, open_deadline
from .rules import STATES, Figures

CHUNK = 500
HIDDEN = "*"
LEVELS = (_("Country"), _("Region"), _("District or city"), _("Municipality"))
_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class PersonRow:
    """One post in a file. places: names from the country down."""

    places: tuple[str, ...]
    institution: str
    person: str
    role: str
    rate: Decimal
    state: str
    due_on: date | None
    valid_until: date | None
    hours: int


class SafeResource(Resource):  # type: ignore[misc]
    """A table whose text a spreadsheet cannot take for a formula."""

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> Value:
        value: Value = super().export_field(field, instance, **kwargs)
        return plain(value) if isinstance(value, str) else value

    def rows(self, items: Iterable[Any]) -> Iterator[list[Value]]:
        """The head, then a row for every item, one after another."""
        yield [plain(word) for word in self.get_export_headers()]
        for item in items:
            yield self.export_resource(item)


class PeopleResource(SafeResource):
    """One post a row, with a column for every level of the tree."""

    institution = Field("institution", _("Institution"))
    person = Field("person", _("Staff member"))
    role = Field("role", _("Role now"))
    rate = Field("rate", _("Rate"), widget=DecimalWidget(coerce_to_string=False))
    state = Field("state", _("State"))
    due_on = Field("due_on", _("Deadline"), widget=DateWidget(coerce_to_string=False))
    valid_until = Field("valid_until", _("Valid until"), widget=DateWidget(coerce_to_string=False))
    hours = Field("hours", _("Academic hours"), widget=IntegerWidget(coerce_to_string=False))

    def __init__(self, depth: int) -> None:
        super().__init__()
        places = {f"place_{step}": Field(None, level_word(step)) for step in range(depth)}
        self.fields = {**places, **self.fields}  # type: ignore[has-type]

    def export_field(self, field: Field, instance: PersonRow, **kwargs: Any) -> Value:
        name = self.get_field_name(field)
        if name.startswith("place_"):
            step = int(name.removeprefix("place_"))
            return plain(instance.places[step]) if step < len(instance.places) else ""
        return super().export_field(field, instance, **kwargs)


@dataclass(frozen=True)
class FiguresRow:
    name: str
    figures: Figures


class FiguresResource(SafeResource):
    """One place a row; what this reader is not shown is a star."""

    name = Field("name", _("Place"))
    posts = Field("figures__posts", _("Filled posts"), widget=IntegerWidget(coerce_to_string=False))
    in_force = Field(None, _("Valid"))
    valid = Field(None, _("Valid for more than 90 days"))
    expiring = Field(None, _("Expires within 90 days"))
    in_progress = Field(None, State.IN_PROGRESS.label)
    late = Field(None, State.LATE.label)
    not_started = Field(None, State.NOT_STARTED.label)

    def export_field(self, field: Field, instance: FiguresRow, **kwargs: Any) -> Value:
        name = self.get_field_name(field)
        if name == "in_force":
            return _or_star(instance.figures.in_force)
        if name in STATES:
            return _or_star(instance.figures.shown(name))
        return super().export_field(field, instance, **kwargs)


def people_rows(posts: QuerySet[Any], *, course: Course) -> Iterator[list[Value]]:
    """The head and every post of the list. Three queries and three more for every CHUNK posts."""
    names = _names_of_places()
    words = dict(State.choices)
    today = timezone.localdate()
    depth = max((len(path) for path in names), default=0) // Authority.steplen
    found = posts.select_related("person", "institution__authority", "role").iterator(chunk_size=CHUNK)

    def items() -> Iterator[PersonRow]:
        while chunk := list(islice(found, CHUNK)):
            people = {post.person_id for post in chunk}
            hours = finished_hours(people, course=course.pk, current_release=course.current_release_id)
            for post in chunk:
                yield PersonRow(
                    places=_places(post.institution.authority.path, names),
                    institution=post.institution.name,
                    person=post.person.name_official,
                    role=post.role.name,
                    rate=post.rate,
                    state=str(words[post.state]),
                    due_on=open_deadline(post, today),
                    valid_until=post.valid_until,
                    hours=hours.get(post.person_id, 0),
                )

    return PeopleResource(depth).rows(items())


def figures_rows(name: str, table: Table) -> Iterator[list[Value]]:
    """The head, the places below, and the place itself."""
    lines = (FiguresRow(line.name, line.figures) for line in table.lines)
    return FiguresResource().rows(chain(lines, [FiguresRow(name, table.total)]))


def write_xlsx(rows: Iterable[list[Value]], about: Iterable[tuple[str, str]]) -> BytesIO:
    """A workbook of two sheets: the table, and what it shows. Written row by row; only the packed file is held."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(_("Table")))
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(row)
    told = book.create_sheet(str(_("About this table")))
    for label, text in about:
        told.append([plain(label), plain(text)])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def write_csv(rows: Iterable[list[Value]]) -> Iterator[str]:
    """Lines of a CSV file that Excel opens as UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([_as_text(value) for value in row])


def plain(text: str) -> str:
    """Text that starts no formula and that a sheet can hold."""
    text = _UNPRINTABLE.sub("", str(text))
    return f"'{text}" if _FORMULA.match(text) else text


def level_word(step: int) -> str:
    return str(LEVELS[step]) if step < len(LEVELS) else str(step)


class _Echo:
    def write(self, line: str) -> str:
        return line


def _as_text(value: Value) -> str:
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return "" if value is None else str(value)


def _or_star(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def _names_of_places() -> dict[str, str]:
    return dict(Authority.objects.named(get_language() or "ru").values_list("path", "name"))


def _places(path: str, names: dict[str, str]) -> tuple[str, ...]:
    ends = range(Authority.steplen, len(path) + 1, Authority.steplen)
    return tuple(names[path[:end]] for end in ends)
