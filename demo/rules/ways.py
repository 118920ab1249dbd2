"""How somebody would pass: the right answer to a question, a good way through a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.rules import Stand, begin, walk


def right_answer(kind: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A response that is worth full marks; the shapes are those of assessments.models.Response."""
    if kind == "order":
        return {"order": list(spec["items"])}
    if kind == "match":
        return {"pairs": dict(zip(spec["left"], spec["right"], strict=True))}
    if kind == "cloze":
        return {"blanks": {str(blank["n"]): blank["right"] for blank in spec["blanks"]}}
    if kind == "numeric":
        return {"number": str(spec["right"])}
    if kind == "truefalse":
        return {"chosen": ["true" if spec["right"] else "false"]}
    return {"chosen": list(spec["right"])}


def good_way(spec: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Nodes and choices that lead to a good ending; empty when there is no way."""
    return _seek(spec, begin(spec), frozenset()) or []


def _seek(spec: Mapping[str, Any], stand: Stand, seen: frozenset[str]) -> list[tuple[str, int]] | None:
    if stand.ended or stand.node in seen:
        return [] if stand.passed else None
    for choice in range(len(spec["nodes"][stand.node]["choices"])):
        following = walk(spec, stand.node, choice, stand.meters)
        rest = _seek(spec, following, seen | {stand.node}) if following else None
        if rest is not None:
            return [(stand.node, choice), *rest]
    return None
