"""A branching case: where a choice leads, and when it was walked well. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Meters = Mapping[str, int]


@dataclass(frozen=True)
class Stand:
    """Where a run stands after a choice. passed is only ever true at an ending."""

    node: str
    meters: dict[str, int]
    ended: bool
    passed: bool


def begin(spec: Mapping[str, Any]) -> Stand:
    return Stand(spec["start"], dict.fromkeys(spec["meters"], 0), False, False)


def walk(spec: Mapping[str, Any], node: str, choice: int, meters: Meters) -> Stand | None:
    """Follow a choice from a node; None when there is no such choice.

    spec: {"start", "meters": [codes], "nodes": {id: {"choices": [{"next", "effects": {meter: points}}]}},
    "endings": {id: {"result": "pass" or "retry"}}}.
    """
    choices = spec["nodes"].get(node, {}).get("choices", [])
    if not 0 <= choice < len(choices):
        return None
    step = choices[choice]
    points = {code: meters.get(code, 0) + step.get("effects", {}).get(code, 0) for code in spec["meters"]}
    ending = spec["endings"].get(step["next"])
    # A good last click does not rescue a harmful path: every meter must have stayed at nought or above.
    passed = bool(ending) and ending["result"] == "pass" and all(value >= 0 for value in points.values())
    return Stand(step["next"], points, bool(ending), passed)


def check_scenario(spec: Mapping[str, Any]) -> list[str]:
    """What keeps the case from being played, one sentence each."""
    return list(_problems(spec))


def _problems(spec: Mapping[str, Any]) -> Iterator[str]:
    known = {*spec["nodes"], *spec["endings"]}
    if spec["start"] not in spec["nodes"]:
        yield _("The first scene “%(id)s” does not exist.") % {"id": spec["start"]}
    if not any(ending["result"] == "pass" for ending in spec["endings"].values()):
        yield _("No ending is a good one.")
    for node, scene in spec["nodes"].items():
        if len(scene["choices"]) < 2:
            yield _("Scene %(id)s needs at least two choices.") % {"id": node}
        for step in scene["choices"]:
            if step["next"] not in known:
                yield _("Scene %(id)s leads to “%(next)s”, which does not exist.") % {"id": node, "next": step["next"]}
            for meter in set(step.get("effects", {})) - set(spec["meters"]):
                yield _("Scene %(id)s changes “%(meter)s”, which is not measured.") % {"id": node, "meter": meter}
