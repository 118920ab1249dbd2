import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand

from people.imports import BadFile, read_authorities
from people.operations import store_authorities


class Command(BaseCommand):
    help = "Load the administrative tree from a CSV file. Safe to repeat. Nothing is loaded if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--renamed-on",
            type=date.fromisoformat,
            help="the day from which different names hold (2026-11-21); without it they are corrections",
        )

    def handle(self, *, file, renamed_on, **options):
        try:
            stored = store_authorities(drafts=read_authorities(file), renamed_on=renamed_on)
        except BadFile as bad:
            for line in bad.problems.lines():
                self.stderr.write(line)
            sys.exit(2)
        self.stdout.write(f"Authorities added: {stored.added}, changed: {stored.changed}")
