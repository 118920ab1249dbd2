"""How fast our pages are, as a share of a bare Django view; writes benchmarks/RESULTS.md.

Both run in gunicorn with one process of four threads on the same database; four people ask from this process, in
turns of two seconds, ours and bare alternately, so that a drift of the machine meets both. Run by ``make bench``.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

from scripts.demo import STEPS
from scripts.services import free_port, stop

from .load import Ask, Measured, measure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("OCHAG_BENCH_ROUNDS", "8"))
SECONDS = float(os.environ.get("OCHAG_BENCH_SECONDS", "2"))
LARGEST = 250  # MB of one web process
TARGETS = {"lesson": 0.5, "answer": 0.5, "overview": 0.35}


@dataclass
class Pair:
    """What was measured of a page and of the bare view, round by round."""

    ours: list[Measured]
    bare: list[Measured]

    def ratio(self) -> float:
        """The middle one of the rounds' ratios."""
        return median(mine.rate / theirs.rate for mine, theirs in zip(self.ours, self.bare, strict=True))


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ochag-bench-")))
        os.environ.update(_environment(folder))
        _prepare()
        people = _people()
        servers = {
            name: _serve(stack, app, folder) for name, app in (("ours", "config.wsgi"), ("bare", "benchmarks.wsgi"))
        }
        pairs = {name: Pair([], []) for name in TARGETS}
        for turn in range(ROUNDS + 1):
            for name, (ours, bare) in people.items():
                theirs = measure(servers["bare"][0], bare, SECONDS)
                mine = measure(servers["ours"][0], ours, SECONDS)
                if turn:  # the first round warms up
                    pairs[name].ours.append(mine)
                    pairs[name].bare.append(theirs)
        memory = _memory(servers["ours"][1])
    report = _report(pairs, memory)
    print(report)
    (ROOT / "benchmarks" / "RESULTS.md").write_text(report, "utf-8")
    slow = [name for name, pair in pairs.items() if pair.ratio() < TARGETS[name]]
    if memory > LARGEST:
        slow.append("memory")
    if slow:
        print(f"Below its target: {', '.join(slow)}", file=sys.stderr)
    return int(bool(slow))


def _environment(folder: Path) -> dict[str, str]:
    """A database of its own on the server that scripts/services.py started."""
    given = os.environ["OCHAG_TEST_DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as door:
        door.execute("DROP DATABASE IF EXISTS ochag_bench")
        door.execute("CREATE DATABASE ochag_bench")
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "OCHAG_DATABASE_URL": urlunsplit(urlsplit(given)._replace(path="/ochag_bench")),
        "OCHAG_REDIS_URL": os.environ["OCHAG_TEST_REDIS_URL"],
        "OCHAG_SECRET_KEY": "for-benchmarks-only-for-benchmarks-only",
        "OCHAG_VAR": str(folder),
        "OCHAG_SERVE_UNCOLLECTED": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _prepare() -> None:
    """What make demo loads."""
    for name, command in STEPS:
        print(f"preparing: {name}", file=sys.stderr)
        env = os.environ | {"OCHAG_DEMO": "1"}
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )


def _people() -> dict[str, tuple[list[Ask], list[Ask]]]:
    from .people import asks  # noqa: PLC0415 -- needs the environment above

    return asks()


def _serve(stack: ExitStack, app: str, folder: Path) -> tuple[int, int]:
    """Start a web server. Returns its port and the id of the process that does the work."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command += ["--worker-class", "gthread", "--threads", "4", "--keep-alive", "60"]
    with (folder / f"{app}.txt").open("w") as log:
        master = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    stack.callback(stop, master)
    end = time.monotonic() + 60
    while time.monotonic() < end and master.poll() is None:
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=30)) as line:
            line.request("GET", "/nowhere/")
            line.getresponse()
            children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text()
            return port, int(children.split()[0])
        time.sleep(0.2)
    raise SystemExit(f"{app} did not start: {(folder / f'{app}.txt').read_text()}")


def _memory(process: int) -> int:
    """Megabytes in memory."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) // 1024


def _report(pairs: dict[str, Pair], memory: int) -> str:
    lines = [
        "# Speed against a bare Django view",
        "",
        "Written by `make bench`. Bare: a session, a user, one indexed query, a small template, and for lesson and",
        "answer one upsert, behind two middlewares. Ours: the whole page behind all of them, on the demo's people and",
        "content. gunicorn, one process, four threads; PostgreSQL and Redis beside it; four people ask over loopback",
        f"from a second process; {ROUNDS} rounds of {SECONDS:g} s, ours and bare in turn. The ratio is the middle one",
        "of the rounds; p95 ratio is bare by ours, so that more is better in both.",
        "",
        "| Page | Bare, requests/s | Ours, requests/s | Ratio | Target | Bare p95, ms | Ours p95, ms | p95 ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, pair in pairs.items():
        bare, ours = median(each.rate for each in pair.bare), median(each.rate for each in pair.ours)
        slow, ours_slow = median(each.p95 for each in pair.bare), median(each.p95 for each in pair.ours)
        lines.append(
            f"| {name} | {bare:.0f} | {ours:.0f} | {pair.ratio():.2f} | ≥ {TARGETS[name]} "
            f"| {slow:.1f} | {ours_slow:.1f} | {slow / ours_slow:.2f} |"
        )
    lines += [
        "",
        f"Memory of one web process after it: {memory} MB (at most {LARGEST}).",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
