"""The words on screen: collect them into locale/, compile the translations, or tell which are missing.

words.py collect    write every msgid of code and templates into locale/*/LC_MESSAGES/django.po (needs gettext)
words.py compile    .po -> .mo, those that changed
words.py check      every msgid has a ru and a ky translation that is not empty and not fuzzy (needs gettext)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru", "ky")
NOT_OURS = (".venv", "var", "tests", "benchmarks", "scripts", "content", "docs", "locale", ".git")
NAMED = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def main(argv: list[str]) -> int:
    acts = {"collect": collect, "compile": compile_all, "check": check}
    if len(argv) != 1 or argv[0] not in acts:
        print(__doc__, file=sys.stderr)
        return 2
    return acts[argv[0]]()


def catalogue_of(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> int:
    return _make_messages(ROOT)


def compile_all() -> int:
    for po in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        fresh = mo.with_suffix(".new")
        with fresh.open("wb") as out:
            write_mo(out, _read(po))
        fresh.replace(mo)
    return 0


def check() -> int:
    """One line a fault, so that a translator can work down the list."""
    faults = [fault for language in LANGUAGES for fault in _faults(language, _used())]
    for fault in faults:
        print(fault)
    if faults:
        print(f"Words to translate or mend: {len(faults)}")
    return int(bool(faults))


def _used() -> dict[tuple[str, str], Message]:
    """Every msgid in code and templates, with its context."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _files():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
        (copy / "locale").mkdir()
        if _make_messages(copy):
            raise SystemExit(1)
        return _messages(_read(catalogue_of(LANGUAGES[0], copy)))


def _files() -> list[Path]:
    found = [*ROOT.rglob("*.py"), *(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    ours = (path.relative_to(ROOT) for path in found)
    return [path for path in ours if path.parts[0] not in NOT_OURS and "migrations" not in path.parts]


def _make_messages(root: Path) -> int:
    """Django's own collector, over one tree."""
    if not shutil.which("xgettext"):
        print("Collecting words needs gettext. Ask an administrator for: apt-get install gettext", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "django", "makemessages", "--no-wrap", "--no-obsolete", "--add-location", "file"]
    for language in LANGUAGES:
        command += ["-l", language]
    for folder in NOT_OURS:
        command += ["-i", folder]
    return subprocess.run(command, cwd=root, check=False, stdout=subprocess.DEVNULL).returncode


def _faults(language: str, used: dict[tuple[str, str], Message]) -> list[str]:
    po = catalogue_of(language)
    if not po.exists():
        return [f"{language}: there is no {po.relative_to(ROOT)}"]
    catalogue = _read(po)
    known = _messages(catalogue)
    faults = [fault for key, message in used.items() for fault in _fault(language, message, known.get(key))]
    theirs = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    if _plural_forms(po) != _plural_forms(theirs):
        faults.append(f"{language}: Plural-Forms must be Django's own: {_plural_forms(theirs)}")
    return faults


def _fault(language: str, message: Message, known: Message | None) -> list[str]:
    where = message.locations[0][0] if message.locations else ""
    head = f"{language}: {where}: “{_first(message.id)}”"
    words = [known.string] if known and isinstance(known.string, str) else list(known.string if known else [])
    if known is None or not words or not all(words):
        return [f"{head} has no translation"]
    if known.fuzzy:
        return [f"{head} is marked fuzzy"]
    asked = _names(_first(message.id)) | (_names(message.id[1]) if not isinstance(message.id, str) else set())
    if any(_names(each) != asked for each in words):
        return [f"{head}: the names in the translation differ: {', '.join(sorted(asked)) or 'none'} expected"]
    return []


def _first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _names(text: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(text)}


def _messages(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    return {(message.context or "", _first(message.id)): message for message in catalogue if message.id}


def _read(po: Path) -> Catalog:
    with po.open("rb") as source:
        return read_po(source)


def _plural_forms(po: Path) -> str:
    lines = "".join(line.strip().strip('"') for line in po.read_text("utf-8").split("\nmsgid", 2)[1].splitlines())
    found = re.search(r"Plural-Forms:\s*(.*?;\s*plural=.*?;)", lines.replace(r"\n", " "))
    return re.sub(r"\s+", "", found[1]) if found else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
