from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.imports import BadFiles, read_curriculum
from cms.operations import load_curriculum


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # a second run that finds nothing to do should be over at once
    help = "Read meta.yaml and modules/*.yaml of a folder into pages and releases. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            courses = read_curriculum(folder)
        except BadFiles as bad:
            for problem in bad.problems:
                self.stderr.write(str(problem))
            self.stderr.write("Nothing was loaded.")
            raise SystemExit(2) from None
        loaded = load_curriculum(courses=courses)
        self.stdout.write(
            f"Pages: {loaded.created} new, {loaded.changed} changed, {loaded.unchanged} as they were. "
            f"Releases: {', '.join(map(str, loaded.releases)) or 'none new'}."
        )
