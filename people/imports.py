"""Files of places and roles: read, and checked whole, before one row is stored."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from core.text import nfc

from .choices import Level
from .models import Authority
from .operations import AuthorityDraft, RoleDraft

LARGEST = 5 * 1024 * 1024
LOCAL = {"KG": "ky", "KZ": "kk", "TJ": "tg", "TM": "tk", "UZ": "uz"}  # country -> language of name_local
DEEPEST = 5
AUTHORITY_COLUMNS = ("code", "parent", "level", "name_en", "name_ru", "name_local", "country")
ROLE_COLUMNS = ("code", "en", "ru", "ky", "after_transformation")
YES_OR_NO = {"yes": True, "no": False}
Draft = TypeVar("Draft")

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
_ROLE_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,9}")


@dataclass
class Problems:
    """Everything wrong with one file, so that its owner mends it in one go."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, sentence: str) -> None:
        self.found.append((line, sentence))

    def lines(self) -> list[str]:
        return [f"{self.file}:{line}: {sentence}" for line, sentence in sorted(self.found)]


class BadFile(Exception):  # noqa: N818 -- reads as a sentence: "except BadFile"
    """A file with problems. Nothing of it has been stored."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("\n".join(problems.lines()))
        self.problems = problems


@dataclass(frozen=True)
class Row:
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_authorities(path: Path) -> list[AuthorityDraft]:
    """The authorities of a file, parents before or after children. Raises BadFile with all its problems."""
    problems = Problems(str(path))
    rows = _rows(path, AUTHORITY_COLUMNS, problems)
    rows = _unique(rows, _CODE, problems)
    drafts = {row["code"]: _authority(row, problems) for row in rows}
    lines = {row["code"]: row.line for row in rows}
    if None not in drafts.values():
        _check_tree({code: draft for code, draft in drafts.items() if draft}, lines, problems)
    elif rows:
        _check_parents(rows, problems)
    return _done([draft for draft in drafts.values() if draft], problems)


def read_roles(path: Path) -> list[RoleDraft]:
    """The roles of a file. Raises BadFile with all its problems."""
    problems = Problems(str(path))
    drafts = []
    for row in _unique(_rows(path, ROLE_COLUMNS, problems), _ROLE_CODE, problems):
        names = _names(row, {language: language for language in ("en", "ru", "ky")}, problems)
        if row["after_transformation"] not in YES_OR_NO:
            problems.add(row.line, 'Write "yes" or "no" under after_transformation.')
        drafts.append(RoleDraft(row["code"], names, YES_OR_NO.get(row["after_transformation"], False)))
    return _done(drafts, problems)


def _done(drafts: list[Draft], problems: Problems) -> list[Draft]:
    if problems.found:
        raise BadFile(problems)
    return drafts


def _rows(path: Path, columns: tuple[str, ...], problems: Problems) -> list[Row]:
    """The rows of a CSV file in UTF-8 with exactly these columns, in any order; none if the file is not that."""
    text = _text(path, problems)
    if text is None:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        numbered = list(_numbered(reader))
    except csv.Error:
        problems.add(reader.line_num, "The quotation marks of this row do not close.")
        return []
    if not numbered:
        problems.add(1, f"The file is empty. Its first row is: {','.join(columns)}")
        return []
    header = [nfc(cell) for cell in numbered[0][1]]
    _check_header(header, columns, problems)
    if problems.found:
        return []
    rows = []
    for line, cells in numbered[1:]:
        if len(cells) != len(header):
            problems.add(line, f"This row has {len(cells)} cells. Needed: {len(header)}")
        else:
            rows.append(Row(line, dict(zip(header, map(nfc, cells), strict=True))))
    if len(numbered) == 1:
        problems.add(1, "The file has a first row and nothing under it.")
    return rows


def _text(path: Path, problems: Problems) -> str | None:
    try:
        if path.stat().st_size > LARGEST:
            problems.add(1, "The file is larger than 5 MB.")
            return None
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        problems.add(1, "The file cannot be opened.")
    except UnicodeDecodeError:
        problems.add(1, "The file is not in UTF-8. Save it again as CSV in UTF-8.")
    return None


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on; empty lines are passed over."""
    begins = 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1  # type: ignore[attr-defined]


def _check_header(header: list[str], columns: tuple[str, ...], problems: Problems) -> None:
    for column in header:
        if column not in columns:
            problems.add(1, f'Unknown column: "{column}". Known: {", ".join(columns)}')
    for column in columns:
        if header.count(column) != 1:
            problems.add(1, f'The column "{column}" must stand here once. Found: {header.count(column)}')


def _unique(rows: list[Row], shape: re.Pattern[str], problems: Problems) -> list[Row]:
    """The rows with a sound code that no row above has."""
    first: dict[str, Row] = {}
    for row in rows:
        code = row["code"]
        if not shape.fullmatch(code):
            problems.add(row.line, f'"{code}" is no code. Use capital Latin letters, digits and hyphens.')
        elif code in first:
            problems.add(row.line, f'The code "{code}" stands in line {first[code].line} already.')
        else:
            first[code] = row
    return list(first.values())


def _names(row: Row, languages: dict[str, str], problems: Problems) -> dict[str, str]:
    """Language -> name, from the columns. Every name is needed."""
    names = {}
    for column, language in languages.items():
        names[language] = row[column]
        if not row[column]:
            problems.add(row.line, f'The name under "{column}" is empty.')
        elif len(row[column]) > 200:
            problems.add(row.line, f'The name under "{column}" is longer than 200 letters.')
    return names


def _authority(row: Row, problems: Problems) -> AuthorityDraft | None:
    language = LOCAL.get(row["country"])
    if language is None:
        problems.add(row.line, f'Unknown country: "{row["country"]}". Known: {", ".join(LOCAL)}')
    names = _names(row, {"name_en": "en", "name_ru": "ru", "name_local": language or "local"}, problems)
    if not re.fullmatch(f"[0-{DEEPEST}]", row["level"]):
        problems.add(row.line, f'The level is a number from 0 to {DEEPEST}, not "{row["level"]}".')
        return None
    step = int(row["level"])
    return AuthorityDraft(row["code"], row["parent"], step, _level(step, row["name_en"]), row["country"], names)


def _level(step: int, name: str) -> Level:
    """What kind of place it is: the last word of its English name tells, else how deep it stands."""
    by_word = {"city": Level.CITY, "district": Level.DISTRICT, "region": Level.REGION}
    by_step = (Level.COUNTRY, Level.REGION, Level.DISTRICT)
    last = name.casefold().split()[-1:]
    if step and last and last[0] in by_word:
        return by_word[last[0]]
    return by_step[step] if step < len(by_step) else Level.MUNICIPALITY


def _check_parents(rows: list[Row], problems: Problems) -> None:
    """What can be said about parents while some rows are not sound."""
    here = {row["code"] for row in rows}
    _unknown_parents(
        {row["code"]: row["parent"] for row in rows}, here, {row["code"]: row.line for row in rows}, problems
    )


def _check_tree(drafts: dict[str, AuthorityDraft], lines: dict[str, int], problems: Problems) -> None:
    parents = {code: draft.parent for code, draft in drafts.items()}
    stored = _unknown_parents(parents, set(drafts), lines, problems)
    around = {code for code in parents if _runs_in_a_circle(code, parents)}
    for code in around:
        problems.add(lines[code], f'"{code}" stands above itself. Check the parents.')
    for code, draft in drafts.items():
        if code in around:
            continue
        parent = drafts.get(draft.parent)
        above = (parent.step, parent.country) if parent else stored.get(draft.parent)
        if not draft.parent and draft.step:
            problems.add(lines[code], f"Level {draft.step} needs a parent.")
        elif above and draft.step != above[0] + 1:
            problems.add(lines[code], f"The parent stands at level {above[0]}, so this is level {above[0] + 1}.")
        elif above and draft.country in LOCAL and draft.country != above[1]:
            problems.add(lines[code], f"The parent lies in another country: {above[1]}")


def _unknown_parents(
    parents: dict[str, str], here: set[str], lines: dict[str, int], problems: Problems
) -> dict[str, tuple[int, str]]:
    """Name parents that neither the file nor the tree holds. Returns step and country of those in the tree alone."""
    elsewhere = {parent for parent in parents.values() if parent and parent not in here}
    found = Authority.objects.filter(code__in=elsewhere).values_list("code", "depth", "country") if elsewhere else ()
    stored = {code: (depth - 1, country) for code, depth, country in found}
    for code, parent in parents.items():
        if parent in elsewhere and parent not in stored:
            problems.add(lines[code], f'Unknown parent: "{parent}"')
    return stored


def _runs_in_a_circle(code: str, parents: dict[str, str]) -> bool:
    seen = {code}
    above = parents[code]
    while above in parents:
        if above in seen:
            return above == code
        seen.add(above)
        above = parents[above]
    return False
