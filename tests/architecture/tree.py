"""What lies in the house, for the tests beside this file."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("people", "courses", "assessments", "certificates", "cms", "reports", "demo")
PUBLIC = frozenset({"models", "queries", "policies", "operations", "events", "choices", "rules"})


def python_files(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def tracked_files() -> list[Path]:
    """What is or would be in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def imports_of(path: Path) -> list[str]:
    """Absolute imports of a file, as dotted names."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            plain = [f"{node.module}.{alias.name}" for alias in node.names]
            found += plain if "." not in node.module else [node.module]
    return found
