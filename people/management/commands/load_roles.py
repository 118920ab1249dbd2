import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from people.imports import BadFile, read_roles
from people.operations import store_roles


class Command(BaseCommand):
    help = "Load the roles of posts from a CSV file. Safe to repeat. Nothing is loaded if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            stored = store_roles(drafts=read_roles(file))
        except BadFile as bad:
            for line in bad.problems.lines():
                self.stderr.write(line)
            sys.exit(2)
        self.stdout.write(f"Roles added: {stored.added}, changed: {stored.changed}")
