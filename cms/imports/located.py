"""YAML with line numbers: every value knows where it stands, every problem says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

BIGGEST = 2 * 1024 * 1024
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KNOWN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}


@dataclass(frozen=True, order=True)
class Problem:
    """A sentence about one line of one file."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class At:
    """A value and its line: a scalar, a list of At, or a dict of At."""

    value: Any
    line: int


NOTHING = At(None, 1)


@dataclass
class File:
    """One file being read; it collects what is wrong with it. Getters of a wrong value give an empty one.

    unreadable: the reason is told; what is missing in it need not be told as well.
    """

    name: str
    problems: list[Problem] = field(default_factory=list)
    unreadable: bool = False

    def wrong(self, where: At | int, sentence: str) -> None:
        if self.unreadable:
            return
        line = where if isinstance(where, int) else where.line
        self.problems.append(Problem(self.name, line, sentence))

    def mapping(self, at: At, *, needed: Iterable[str] = (), allowed: Iterable[str] | None = ()) -> Mapping[str, At]:
        """A mapping with every needed key and no other than the allowed ones; allowed=None: any other."""
        if not isinstance(at.value, dict):
            self.wrong(at, _("Expected names with values here."))
            return {name: At(None, at.line) for name in needed}
        needed = list(needed)
        if allowed is not None:
            for key in at.value:
                if key not in {*needed, *allowed}:
                    self.wrong(at.value[key], _("Unknown key: %(key)s.") % {"key": key})
        for key in needed:
            if key not in at.value:
                self.wrong(at, _("Missing key: %(key)s.") % {"key": key})
        return {**{name: At(None, at.line) for name in needed if name not in at.value}, **at.value}

    def items(self, at: At, *, exactly: int | None = None) -> list[At]:
        if not isinstance(at.value, list):
            if at.value is not None or exactly is not None:
                self.wrong(at, _("Expected a list here."))
            return []
        if exactly is not None and len(at.value) != exactly:
            self.wrong(at, _("Expected %(want)s here, found %(got)s.") % {"want": exactly, "got": len(at.value)})
        return at.value

    def text(self, at: At) -> str:
        if isinstance(at.value, str) and at.value.strip():
            return at.value.strip()
        if at is not NOTHING and at.value is not None:
            self.wrong(at, _("Expected words here."))
        elif at.value is None:
            self.wrong(at, _("Words are missing here."))
        return ""

    def texts(self, at: At, *, exactly: int | None = None) -> list[str]:
        return [self.text(each) for each in self.items(at, exactly=exactly)]

    def whole(self, at: At, *, low: int, high: int) -> int:
        value = at.value
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(at, _("Expected a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return low

    def number(self, at: At) -> float | int:
        if isinstance(at.value, int | float) and not isinstance(at.value, bool):
            return at.value
        self.wrong(at, _("Expected a number here."))
        return 0

    def flag(self, at: At) -> bool:
        if not isinstance(at.value, bool):
            self.wrong(at, _("Expected true or false here."))
        return at.value is True


def load(path: Path, name: str) -> tuple[File, At]:
    """Read one file. What cannot be read at all is one problem and an empty mapping."""
    file = File(name)
    root = None
    try:
        if path.stat().st_size > BIGGEST:
            file.wrong(1, _("This file is larger than 2 MB."))
        elif not (root := yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)):
            file.wrong(1, _("This file is empty."))
    except FileNotFoundError:
        file.wrong(1, _("This file is missing."))
    except UnicodeDecodeError:
        file.wrong(1, _("This file is not UTF-8 text."))
    except (yaml.YAMLError, RecursionError) as no:
        mark = getattr(no, "problem_mark", None) or getattr(no, "context_mark", None)
        why = getattr(no, "problem", None) or no.__class__.__name__
        file.wrong(mark.line + 1 if mark else 1, _("This is not YAML: %(why)s.") % {"why": why})
    file.unreadable = not root
    return file, _Walk(file).at(root) if root else At({}, 1)


class _Walk:
    """Nodes into values. An alias is refused: it lets a small file unfold into a huge one."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.seen: set[int] = set()
        self.scalars = yaml.constructor.SafeConstructor()

    def at(self, node: yaml.Node) -> At:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            self.file.wrong(line, _("Write the value out: aliases (*name) are not allowed."))
            return At(None, line)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return At(dict(self._pairs(node)), line)
        if isinstance(node, yaml.SequenceNode):
            return At([self.at(child) for child in node.value], line)
        if node.tag not in _KNOWN:
            return At(node.value, line)  # dates and the like: here they are words
        return At(self.scalars.construct_object(node), line)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, At]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self.file.wrong(key.start_mark.line + 1, _("This key stands twice: %(key)s.") % {"key": name})
                continue
            seen.add(name)
            found = self.at(value)
            line = key.start_mark.line + 1 if isinstance(key, yaml.ScalarNode) else found.line
            yield name, At(found.value, line)
