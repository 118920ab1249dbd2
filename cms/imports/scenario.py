"""The scenario of a module file into raw values of scene blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..rules.curriculum import ScenarioText
from ..rules.scenes import RESULTS, Scenes
from .located import At, File
from .quiz import listed

METERS = 3


def read_scenario(file: File, at: At) -> ScenarioText:
    fields = file.mapping(at, needed=["id", "title", "child", "setting", "meters", "start", "nodes", "endings"])
    before = len(file.problems)
    meters = tuple(file.texts(fields["meters"]))
    if not 1 <= len(meters) <= METERS or len(set(meters)) != len(meters):
        file.wrong(fields["meters"], _("Expected one to three different meters."))
    nodes, endings = file.items(fields["nodes"]), file.items(fields["endings"])
    ids = _ids(file, [*nodes, *endings])
    text = ScenarioText(
        key=file.text(fields["id"]),
        title=file.text(fields["title"]),
        child=file.text(fields["child"]),
        setting=file.text(fields["setting"]),
        start=file.text(fields["start"]),
        meters=meters,
        scenes=tuple(_scene(file, node, meters, ids) for node in nodes),
        endings=tuple(_ending(file, ending) for ending in endings),
    )
    if len(file.problems) == before:
        for field, sentence in scenes_of(text).faults():
            file.wrong(fields.get(field, at), sentence)
    return text


def scenes_of(text: ScenarioText) -> Scenes:
    meters = [{"value": {"code": code}} for code in text.meters]
    return Scenes.read(start=text.start, meters=meters, scenes=text.scenes, endings=text.endings)


def _ids(file: File, parts: Iterable[At]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        key = part.value.get("id") if isinstance(part.value, dict) else None
        if key is None:
            continue
        if str(key.value) in found:
            file.wrong(key, _("Two scenes or endings are called %(id)s.") % {"id": key.value})
        found.add(str(key.value))
    return found


def _scene(file: File, at: At, meters: tuple[str, ...], ids: set[str]) -> dict[str, Any]:
    fields = file.mapping(at, needed=["id", "text", "choices"])
    key = file.text(fields["id"])
    choices = file.items(fields["choices"])
    if len(choices) < 2:
        file.wrong(fields["choices"], _("Give at least two choices."))
    return {
        "key": key,
        "text": file.text(fields["text"]),
        "choices": listed([_choice(file, choice, key, meters, ids) for choice in choices]),
    }


def _choice(file: File, at: At, scene: str, meters: tuple[str, ...], ids: set[str]) -> dict[str, Any]:
    fields = file.mapping(at, needed=["text", "next", "effects", "feedback"])
    following = file.text(fields["next"])
    if following and following not in ids:
        file.wrong(
            fields["next"],
            _("A choice in scene %(scene)s leads to %(next)s, which does not exist.")
            % {"scene": scene, "next": following},
        )
    effects = file.mapping(fields["effects"], allowed=meters)
    return {
        "text": file.text(fields["text"]),
        "next": following,
        "feedback": file.text(fields["feedback"]),
        **{f"effect_{number}": _effect(file, effects, code) for number, code in enumerate(meters[:METERS], start=1)},
    }


def _effect(file: File, effects: Mapping[str, At], code: str) -> int:
    return file.whole(effects[code], low=-2, high=2) if code in effects else 0


def _ending(file: File, at: At) -> dict[str, Any]:
    fields = file.mapping(at, needed=["id", "text", "result"])
    result = file.text(fields["result"])
    if result and result not in RESULTS:
        file.wrong(fields["result"], _("Expected pass or retry here."))
    return {"key": file.text(fields["id"]), "text": file.text(fields["text"]), "result": result}
