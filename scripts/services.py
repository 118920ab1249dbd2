"""Run a command beside a PostgreSQL and a Redis that live only as long as it does.

services.py COMMAND …    sets OCHAG_TEST_DATABASE_URL and OCHAG_TEST_REDIS_URL; those already set are used instead

Both listen on 127.0.0.1 at a free port, keep nothing, and are stopped whatever happens to the command.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

QUICK = {  # nothing in it outlives the command: it need not survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "80",
    "listen_addresses": "127.0.0.1",
}


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="ochag-services-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        env = dict(os.environ)
        if not env.get("OCHAG_TEST_DATABASE_URL"):
            env["OCHAG_TEST_DATABASE_URL"] = start_postgres(stack, folder)
        if not env.get("OCHAG_TEST_REDIS_URL"):
            env["OCHAG_TEST_REDIS_URL"] = start_redis(stack, folder)
        running = subprocess.Popen(command, env=env)
        stack.callback(stop, running)
        try:
            return running.wait()
        except KeyboardInterrupt:
            running.wait(timeout=30)  # the terminal has told it as well
            return 130


def start_postgres(stack: ExitStack, folder: Path) -> str:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    tools = _postgres_tools()
    data, port = folder / "postgres", free_port()
    data.mkdir()
    before: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        folder.chmod(0o755)
        os.chown(data, owner.pw_uid, owner.pw_gid)
        before = ["runuser", "-u", "postgres", "--"]
    init = [*before, tools / "initdb", "-D", data, "-U", "ochag", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    made = subprocess.run(init, capture_output=True, text=True, check=False, cwd=folder)
    if made.returncode:
        sys.exit(f"PostgreSQL could not be set up: {made.stderr.strip()}")
    options = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
    start = [*before, tools / "postgres", "-D", data, "-p", str(port), "-k", data, *options]
    with (folder / "postgres.log").open("w") as log:
        server = subprocess.Popen(start, stdout=log, stderr=log, cwd=folder, start_new_session=True)
    stack.callback(stop, server)
    ready = [tools / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "ochag", "-d", "postgres"]
    wait_until(
        lambda: subprocess.run(ready, check=False).returncode == 0, server, f"PostgreSQL ({folder}/postgres.log)"
    )
    return f"postgres://ochag@127.0.0.1:{port}/postgres"


def start_redis(stack: ExitStack, folder: Path) -> str:
    program = shutil.which("redis-server")
    if not program:
        sys.exit("redis-server is missing. Ask an administrator for: apt-get install redis-server")
    port = free_port()
    start = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(
        [*start, "--dir", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    stack.callback(stop, server)
    wait_until(lambda: _answers(port), server, "Redis")
    return f"redis://127.0.0.1:{port}/0"


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the process and what it started to end; make them, after ten seconds."""
    if process.poll() is not None:
        return
    own_group = os.getpgid(process.pid) == process.pid
    for sign, patience in ((signal.SIGTERM if not own_group else signal.SIGINT, 10), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, sign) if own_group else process.send_signal(sign)
            process.wait(timeout=patience)
        except (subprocess.TimeoutExpired, ProcessLookupError):
            continue
        return


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], name: str, seconds: int = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if ready():
            return
        time.sleep(0.1)
    sys.exit(f"{name} did not start.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _postgres_tools() -> Path:
    """Debian keeps the server's programs off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    sys.exit("PostgreSQL is missing. Ask an administrator for: apt-get install postgresql")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
