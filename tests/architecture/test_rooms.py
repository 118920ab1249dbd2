"""Which files there may be, and who may know whom."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .tree import APPS, PUBLIC, ROOT, imports_of, python_files, tracked_files

LONGEST, LONGEST_TESTS = 300, 600  # lines; tests are read one by one
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LADDER, INSIDE = PYPROJECT["tool"]["importlinter"]["contracts"]


def _rungs(contract: dict) -> set[str]:
    return {name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")}


def test_import_contracts_hold():
    tool = Path(sys.executable).with_name("lint-imports")
    linted = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout


def test_every_app_stands_on_the_ladder():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}

    assert apps == set(APPS)
    assert apps | {"core", "config"} == _rungs(LADDER)
    assert apps == set(INSIDE["containers"])


@pytest.mark.parametrize("app", APPS)
def test_files_of_an_app_have_the_names_of_the_house(app):
    known = _rungs(INSIDE) | set(INSIDE["exhaustive_ignores"]) | {"__init__"}
    found = {path.stem for path in (ROOT / app).iterdir() if path.name != "__pycache__"}

    assert found - known == set()


@pytest.mark.parametrize("app", APPS)
def test_apps_know_only_the_public_modules_of_each_other(app):
    others = set(APPS) - {app}
    private = [
        (str(path.relative_to(ROOT)), name)
        for path in python_files(app)
        for name in imports_of(path)
        if name.split(".")[0] in others and name.split(".")[1] not in PUBLIC
    ]

    assert private == []


def test_no_file_is_too_long_to_read_whole():
    folders = (*APPS, "core", "config", "tests", "scripts", "benchmarks")
    counted = {path: len(path.read_text("utf-8").splitlines()) for path in python_files(*folders)}

    def longest(path):
        return LONGEST_TESTS if path.is_relative_to(ROOT / "tests") else LONGEST

    assert {str(path.relative_to(ROOT)): lines for path, lines in counted.items() if lines > longest(path)} == {}


def test_nothing_names_a_machine_or_a_registry():
    """A clone must work anywhere: no path of somebody's disk, no address packages come from."""
    parts = (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
    )
    forbidden = ["".join(each).encode() for each in parts]
    found = [
        (str(path.relative_to(ROOT)), word.decode())
        for path in tracked_files()
        for word in forbidden
        if word in path.read_bytes()
    ]

    assert found == []
