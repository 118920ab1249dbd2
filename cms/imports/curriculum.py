"""meta.yaml and modules/*.yaml, all of them, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from core.text import LANGUAGES

from ..rules.curriculum import CourseSource, ModuleSource
from .located import At, File, Problem, load
from .module import Read, Wanted, compare, read_module

META = "meta.yaml"
SOURCE = "en"
EVERYBODY = "ALL"
_MODULE = ["code", "hours", "title", "roles", "standards", "comp", "outcomes", "lessons"]


class BadFiles(Exception):  # noqa: N818 -- reads as a sentence: "except BadFiles"
    """The files cannot be loaded; nothing was."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def read_curriculum(folder: Path) -> tuple[CourseSource, ...]:
    """Every course of the folder, checked whole. Raises BadFiles with every problem of every file."""
    meta, root = load(folder / META, META)
    problems = meta.problems
    fields = meta.mapping(root, needed=["standards", "competences", "programmes"])
    standards = _standards(meta, fields["standards"])
    competences = set(meta.mapping(fields["competences"], allowed=None))
    codes: dict[str, int] = {}
    courses = []
    for at in meta.items(fields["programmes"]):
        programme = meta.mapping(at, needed=["code", "title", "audience", "modules"])
        code = _code(meta, programme["code"], codes)
        modules = []
        for each in meta.items(programme["modules"]):
            module, found = _module(meta, each, codes, (standards, competences), folder)
            problems = [*problems, *found]
            modules += [module] if module else []
        courses.append(CourseSource(code, _titles(meta, programme["title"]), tuple(modules)))
    problems = [*problems, *meta.problems, *_strangers(folder, codes)]
    if problems:
        raise BadFiles(problems)
    return tuple(courses)


def _standards(meta: File, at: At) -> set[str]:
    found: dict[str, int] = {}
    for each in meta.items(at):
        _code(meta, meta.mapping(each, needed=["code", "family", *LANGUAGES])["code"], found)
    return set(found)


def _code(meta: File, at: At, taken: dict[str, int]) -> str:
    code = meta.text(at)
    if code and code in taken:
        meta.wrong(at, _("This code stands twice: %(code)s.") % {"code": code})
    taken.setdefault(code, at.line)
    return code


def _titles(meta: File, at: At) -> dict[str, str]:
    return {name: meta.text(each) for name, each in meta.mapping(at, needed=LANGUAGES).items()}


def _module(
    meta: File, at: At, codes: dict[str, int], known: tuple[set[str], set[str]], folder: Path
) -> tuple[ModuleSource | None, list[Problem]]:
    """A module whose English file is there; meta.yaml may promise modules that are not written yet."""
    fields = meta.mapping(at, needed=_MODULE, allowed=["full"])
    code = _code(meta, fields["code"], codes)
    titles, outcomes = _titles(meta, fields["title"]), tuple(meta.texts(fields["outcomes"]))
    lessons = meta.texts(fields["lessons"])
    hours = [meta.whole(each, low=0, high=200) for each in meta.items(fields["hours"], exactly=4)]
    roles = tuple(meta.texts(fields["roles"]))
    codes_of = {
        name: tuple(_known(meta, fields[name], every)) for name, every in zip(("standards", "comp"), known, strict=True)
    }
    if not code or not (folder / "modules" / f"{code}.{SOURCE}.yaml").exists() or len(hours) != 4:
        return None, []
    read, problems = _texts(folder, Wanted(code, titles[SOURCE], outcomes, len(lessons)))
    texts = {language: each.text for language, each in read.items()}
    source = ModuleSource(
        code=code,
        hours=(hours[0], hours[1], hours[2], hours[3]),
        roles=() if EVERYBODY in roles else roles,
        standards=codes_of["standards"],
        competences=codes_of["comp"],
        texts=texts,
    )
    return source, problems


def _known(meta: File, at: At, every: set[str]) -> Iterable[str]:
    for each in meta.items(at):
        code = meta.text(each)
        if code not in every:
            meta.wrong(each, _("There is no such code: %(code)s.") % {"code": code})
        yield code


def _texts(folder: Path, wanted: Wanted) -> tuple[Mapping[str, Read], list[Problem]]:
    read: dict[str, Read] = {}
    problems: list[Problem] = []
    for language in LANGUAGES:
        name = f"modules/{wanted.code}.{language}.yaml"
        if language != SOURCE and not (folder / name).exists():
            continue
        file, found = read_module(folder / name, name, wanted, translation=language != SOURCE)
        if language != SOURCE and not file.problems and not problems:
            compare(file, wanted.code, read[SOURCE], found, language)
        read[language] = found
        problems += file.problems
    return read, problems


def _strangers(folder: Path, codes: Mapping[str, int]) -> Iterable[Problem]:
    """Files whose name fits no module, or translations of nothing."""
    for path in sorted((folder / "modules").glob("*.yaml")):
        code, _dot, language = path.stem.partition(".")
        name = f"modules/{path.name}"
        if code not in codes:
            yield Problem(name, 1, _("This file belongs to no module of meta.yaml."))
        elif not (folder / "modules" / f"{code}.{SOURCE}.yaml").exists():
            yield Problem(name, 1, _("This translation has no English file beside it."))
