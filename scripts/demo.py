"""The whole site with invented people on this machine: tables, content, people, web server, worker. Ctrl-C ends it.

Nothing outside var/demo is written. A second run finds everything there and starts at once.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("OCHAG_VAR", ROOT / "var" / "demo"))
PORT = int(os.environ.get("PORT", "8000"))
SITE = f"http://127.0.0.1:{PORT}"
PERSONAS = {
    "learner": "Бекова Айгүл, junior carer, one module before her certificate",
    "trainer": "Асанова Динара, writes lessons and observes practice",
    "director": "Мамбетова Гүлнара, director of the infant home “Topolyok”",
    "district": "Ковалёва Ирина, Sokuluk district",
    "ministry": "Орозбаев Нурлан, the ministry: figures without names",
    "inspector": "has no account: scans the code of a certificate",
}
STEPS = (
    ("tables", ["migrate", "--verbosity", "0"]),
    ("roles", ["load_roles", "content/roles.csv"]),
    ("authorities", ["load_authorities", "content/authorities.csv"]),
    ("curriculum", ["load_curriculum", "content/curriculum"]),
    ("people", ["load_demo"]),
)


def main() -> int:
    HOME.mkdir(parents=True, exist_ok=True)
    if taken(PORT):
        print(f"Port {PORT} is taken. Choose another: make demo PORT={PORT + 1}", file=sys.stderr)
        return 1
    env = environment()
    manage = [sys.executable, str(ROOT / "manage.py")]
    running: list[subprocess.Popen[bytes]] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(0))
    try:
        prepare(manage, env)
        running.append(start(web(), env, "web"))
        running.append(start(worker(), env, "worker"))
        wait_until_it_answers(running)
        tell()
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        print(f"Something stopped by itself. Its last words are in {HOME}/log.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping.")
        return 0
    finally:
        stop(running)


def environment() -> dict[str, str]:
    """The demo's own settings: a secret key that is drawn once, a folder of its own, this machine alone."""
    key = HOME / "secret-key"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(48))
        key.chmod(0o600)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("OCHAG_")}
    return ours | {
        "OCHAG_DEMO": "1",
        "OCHAG_SECRET_KEY": key.read_text().strip(),
        "OCHAG_VAR": str(HOME),
        "OCHAG_URL": SITE,
        "OCHAG_SERVE_UNCOLLECTED": "1",
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "2",  # threads share their memory: a third less of it
    }


def prepare(manage: list[str], env: dict[str, str]) -> None:
    """Every step can be repeated; all are skipped while neither tables nor content have changed."""
    stamp, now = HOME / "prepared", fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    print("Preparing the demo. The first time takes a minute or two.", flush=True)
    for name, command in STEPS:
        began = time.monotonic()
        print(f"  {name:<12}", end="", flush=True)
        step = subprocess.run([*manage, *command], cwd=ROOT, env=env, check=False, capture_output=True, text=True)
        print(f"{time.monotonic() - began:5.1f} s", flush=True)
        if step.returncode:
            sys.exit(f"{step.stdout}{step.stderr}")
    stamp.write_text(now)


def fingerprint() -> str:
    """Changes when a migration or a file of content does."""
    found = hashlib.sha256()
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("content/**/*"), ROOT / "requirements.lock"]
    for file in sorted(file for file in files if file.is_file() and "__pycache__" not in file.parts):
        found.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return found.hexdigest()


def web() -> list[str]:
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}", "--no-control-socket"]
    return [*gunicorn, "--worker-class", "gthread", "--workers", "1", "--threads", "4", "--graceful-timeout", "3"]


def worker() -> list[str]:
    celery = [sys.executable, "-m", "celery", "--app", "config", "--quiet", "worker", "--beat", "--loglevel", "WARNING"]
    return [*celery, "--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle"]


def start(command: list[str], env: dict[str, str], name: str) -> subprocess.Popen[bytes]:
    """In a process group of its own, so that all of it can be stopped."""
    (HOME / "log").mkdir(exist_ok=True)
    with (HOME / "log" / f"{name}.txt").open("w") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def wait_until_it_answers(running: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and all(process.poll() is None for process in running):
        try:
            with urllib.request.urlopen(f"{SITE}/help/", timeout=5):  # noqa: S310 -- our own address
                return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    sys.exit(f"The site does not answer. Its last words are in {HOME}/log.")


def tell() -> None:
    print(f"\nOchag is lit: {SITE}\nEverybody in it is invented. These links sign in:\n")
    for persona, who in PERSONAS.items():
        print(f"  {persona:<10} {SITE}/demo/{persona}/{'':<{10 - len(persona)}} {who}")
    print("\nCtrl-C stops it.", flush=True)


def stop(running: list[subprocess.Popen[bytes]]) -> None:
    """Everything it started, and what that started; by force after some seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for sign, patience in ((signal.SIGTERM, 8), (signal.SIGKILL, 3)):
        for process in running:
            if alive(process):
                os.killpg(process.pid, sign)
        end = time.monotonic() + patience
        while time.monotonic() < end and any(alive(process) for process in running):
            time.sleep(0.1)


def alive(process: subprocess.Popen[bytes]) -> bool:
    """Whether anybody of the process's group is left."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main())
