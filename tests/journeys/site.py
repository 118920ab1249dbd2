"""The whole site as it runs for people: database with the demo's people, web server, worker, broker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command

from demo.operations import seed_demo
from scripts.services import free_port, stop

ROOT = settings.BASE_DIR
CONTENT = ROOT / "content"


@dataclass(frozen=True)
class Site:
    """url: without a slash at its end. database: its name for the connection's settings."""

    url: str
    database: str
    log: Path
    processes: tuple[subprocess.Popen[bytes], ...] = ()


def fill() -> None:
    """What make demo loads, in the same order."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_roles", CONTENT / "roles.csv", verbosity=0)
    call_command("load_authorities", CONTENT / "authorities.csv", verbosity=0)
    call_command("load_curriculum", CONTENT / "curriculum", verbosity=0)
    seed_demo()


def sources() -> list[Path]:
    """Files that decide what the demo's database holds."""
    folders = (CONTENT, ROOT / "demo")
    found = (
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".yaml", ".csv")
    )
    return [path for path in found if "__pycache__" not in path.parts]


@contextmanager
def running(database: str, folder: Path, *, alone: bool = False) -> Iterator[Site]:
    """A web server and a worker on the database, until the block ends. alone: no worker."""
    url = f"http://127.0.0.1:{free_port()}"
    env = _environment(url, database, folder)
    programs = {
        "web": [*_python("gunicorn"), "config.wsgi", "--bind", urlsplit(url).netloc, "--no-control-socket"]
        + ["--worker-class", "gthread", "--threads", "4"],
        "worker": [*_python("celery"), "--app", "config", "worker", "--loglevel", "WARNING", "--pool", "solo"],
    }
    if alone:
        del programs["worker"]
    started = []
    try:
        for name, command in programs.items():
            with (folder / f"{name}.txt").open("w") as log:
                started.append(
                    subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
                )
        _wait(url, folder, started)
        yield Site(url, database, folder / "web.txt", tuple(started))
    finally:
        for process in started:
            stop(process)


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _environment(url: str, database: str, folder: Path) -> dict[str, str]:
    redis = os.environ.get("OCHAG_TEST_REDIS_URL")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "OCHAG_DEMO": "1",
        "OCHAG_VAR": str(folder),
        "OCHAG_URL": url,
        "OCHAG_DATABASE_URL": _database_url(database),
        "OCHAG_LOG_LEVEL": "WARNING",
        **({"OCHAG_REDIS_URL": redis} if redis else {}),
    }


def _database_url(name: str) -> str:
    given = os.environ.get("OCHAG_TEST_DATABASE_URL")
    return urlunsplit(urlsplit(given)._replace(path=f"/{name}")) if given else f"sqlite:///{name}"


def _wait(url: str, folder: Path, started: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and all(process.poll() is None for process in started):
        try:
            with urllib.request.urlopen(f"{url}/help/", timeout=10):  # noqa: S310 -- our own address
                return
        except OSError:
            time.sleep(0.2)
    logs = "\n".join(log.read_text()[-2000:] for log in sorted(folder.glob("*.txt")))
    raise AssertionError(f"The site did not start:\n{logs}")
