"""A branching case and a list of lines, read from the raw value of their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

RESULTS = PASS, RETRY = "pass", "retry"  # what an ending can be
Raw = Sequence[Mapping[str, Any]]


def values(raw: Iterable[Any]) -> list[Any]:
    """The values of a stream or a list, whichever of Wagtail's forms they come in."""
    return [each["value"] if isinstance(each, Mapping) and "value" in each else each for each in raw]


@dataclass(frozen=True)
class Scenes:
    """start: id of the first scene. meters: [(code, words)]. nodes and endings: raw values by id."""

    start: str
    meters: tuple[tuple[str, str], ...]
    nodes: tuple[Mapping[str, Any], ...]
    endings: tuple[Mapping[str, Any], ...]

    @classmethod
    def read(cls, *, start: str, meters: Raw, scenes: Raw, endings: Raw) -> Scenes:
        nodes = tuple(values(scenes))
        return cls(
            start or (nodes[0]["key"] if nodes else ""),
            tuple((each["code"], each.get("words") or "") for each in values(meters)),
            nodes,
            tuple(values(endings)),
        )

    def faults(self) -> Iterator[tuple[str, str]]:
        """(field, sentence): ids given twice, a way that leads nowhere, no good ending."""
        ids = [each["key"] for each in (*self.nodes, *self.endings)]
        for twice in sorted({key for key in ids if ids.count(key) > 1}):
            yield "scenes", _("Two scenes or endings are called %(id)s.") % {"id": twice}
        codes = [code for code, _words in self.meters]
        if len(codes) != len(set(codes)):
            yield "meters", _("Two meters have the same code.")
        if self.start not in {node["key"] for node in self.nodes}:
            yield "start", _("There is no scene %(id)s to start with.") % {"id": self.start}
        for node in self.nodes:
            for choice in values(node["choices"]):
                if choice["next"] not in ids:
                    yield (
                        "scenes",
                        _("A choice in scene %(scene)s leads to %(next)s, which does not exist.")
                        % {"scene": node["key"], "next": choice["next"]},
                    )
        if not any(ending["result"] == PASS for ending in self.endings):
            yield "endings", _("Give the scenario at least one good ending.")

    def spec(self) -> dict[str, Any]:
        """What is the same in every language; see courses.models.ReleaseItem."""
        codes = [code for code, _words in self.meters]
        return {
            "start": self.start,
            "meters": codes,
            "nodes": {
                node["key"]: {
                    "choices": [
                        {"next": choice["next"], "effects": _effects(choice, codes)}
                        for choice in values(node["choices"])
                    ]
                }
                for node in self.nodes
            },
            "endings": {ending["key"]: {"result": ending["result"]} for ending in self.endings},
        }

    def words(self) -> dict[str, Any]:
        """What it says, without title, child, setting and meters."""
        return {
            "nodes": {
                node["key"]: {
                    "text": node["text"],
                    "choices": [
                        {"text": choice["text"], "feedback": choice["feedback"]} for choice in values(node["choices"])
                    ],
                }
                for node in self.nodes
            },
            "endings": {ending["key"]: ending["text"] for ending in self.endings},
        }


def _effects(choice: Mapping[str, Any], codes: Sequence[str]) -> dict[str, int]:
    return {code: int(choice.get(f"effect_{number}") or 0) for number, code in enumerate(codes, start=1)}


def read_lines(raw: Raw) -> tuple[dict[str, Any], dict[str, str]]:
    """spec {"lines", "critical"} and texts {id: text} of an observation."""
    lines = values(raw)
    keys = [line.get("key") or f"l{number}" for number, line in enumerate(lines, start=1)]
    critical = [key for key, line in zip(keys, lines, strict=True) if line.get("critical")]
    texts = {key: line["text"] for key, line in zip(keys, lines, strict=True)}
    return {"lines": keys, "critical": critical}, texts
