"""One migrated database, made once, copied for every process: migrating all of Wagtail takes 20 seconds.

SQLite: a file under OCHAG_VAR, kept between runs while no migration changes. PostgreSQL: a template database, kept
as long as its server.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql


def digest_of(*more: Path) -> str:
    """Changes when a migration of ours changes, a package brings a new one, or one of the other files changes."""
    found = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        found.update(f"{app}.{name}".encode())
        file = settings.BASE_DIR / app / "migrations" / f"{name}.py"
        if type(migration).__module__.startswith(f"{app}.") and file.exists():
            found.update(file.read_bytes())
    for file in more:
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def copy_of(template: str, fill: Callable[[], None]) -> Iterator[str]:
    """A database of this process's own, copied from the named template; its name for the connection's settings.

    The template is made by ``fill`` if it is not there yet; other processes wait for it.
    """
    kind = _PostgreSQL() if connection.vendor == "postgresql" else _SQLite()
    own = f"{template}_{os.getpid()}"
    with _one_at_a_time(template):
        if not kind.exists(template):
            kind.create(f"{template}_new")
            with pointed_at(kind.name(f"{template}_new")):
                fill()
            kind.rename(f"{template}_new", template)
        kind.copy(template, own)
    try:
        yield kind.name(own)
    finally:
        kind.drop(own)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """The process works with another database for a while."""
    before = connection.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def _one_at_a_time(template: str) -> Iterator[None]:
    with (Path(settings.VAR_DIR) / f"{template}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class _SQLite:
    """Templates lie in OCHAG_VAR, copies in the machine's folder for temporary files."""

    def _path(self, name: str) -> Path:
        folder = Path(tempfile.gettempdir()) if name.rsplit("_", 1)[-1].isdigit() else Path(settings.VAR_DIR)
        return folder / f"ochag_{name}.sqlite3"

    def name(self, name: str) -> str:
        return str(self._path(name))

    def exists(self, name: str) -> bool:
        return self._path(name).exists()

    def create(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def rename(self, old: str, new: str) -> None:
        for stale in self._path(old).parent.glob(f"ochag_{new.rsplit('_', 1)[0]}_*.sqlite3"):
            if stale != self._path(old):
                stale.unlink()
        self._path(old).rename(self._path(new))

    def copy(self, template: str, own: str) -> None:
        shutil.copyfile(self._path(template), self._path(own))

    def drop(self, own: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path(own)}{suffix}").unlink(missing_ok=True)


class _PostgreSQL:
    """Everything lies in the server the URL names; its database is only a door."""

    def __init__(self) -> None:
        given = {**settings.DATABASES["default"], **connection.settings_dict}
        self._door = {
            "host": given["HOST"],
            "port": given["PORT"],
            "user": given["USER"],
            "password": given["PASSWORD"],
            "dbname": "postgres",
        }

    def name(self, name: str) -> str:
        return f"ochag_{name}"

    def exists(self, name: str) -> bool:
        with psycopg.connect(**self._door) as door:
            found = door.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name(name)])
            return found.fetchone() is not None

    def create(self, name: str) -> None:
        self.drop(name)
        self._run("CREATE DATABASE {}", name)

    def rename(self, old: str, new: str) -> None:
        self._run("ALTER DATABASE {} RENAME TO {}", old, new)

    def copy(self, template: str, own: str) -> None:
        self.drop(own)
        self._run("CREATE DATABASE {} TEMPLATE {}", own, template)

    def drop(self, own: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", own)

    def _run(self, statement: str, *names: str) -> None:
        identifiers = [sql.Identifier(self.name(name)) for name in names]
        with psycopg.connect(**self._door, autocommit=True) as door:
            door.execute(sql.SQL(statement).format(*identifiers))
