"""Ctrl-C stops everything the demo and the throw-away services have started, and what that started."""

import shutil
import signal
import subprocess
import sys
import time

import pytest

from scripts import demo, services

from ..architecture.tree import ROOT


def test_stopping_ends_a_process_and_its_children(monkeypatch):
    monkeypatch.setattr(demo.signal, "signal", lambda *_: None)
    running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    with_child = subprocess.Popen(["sh", "-c", "sleep 60 & wait"], start_new_session=True)

    demo.stop([running, with_child])

    assert not demo.alive(running)
    assert not demo.alive(with_child)


@pytest.mark.skipif(shutil.which("redis-server") is None, reason="make test installs Redis; make test-fast does not")
def test_services_end_with_their_command_even_when_it_is_told_to_stop(tmp_path):
    told = tmp_path / "told"
    script = f"import os, time; open({str(told)!r}, 'w').write(os.environ['OCHAG_TEST_REDIS_URL']); time.sleep(60)"
    running = subprocess.Popen(
        [sys.executable, "scripts/services.py", sys.executable, "-c", script],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "OCHAG_TEST_DATABASE_URL": "postgres://nowhere/"},
    )
    end = time.monotonic() + 30
    while not (told.exists() and told.read_text()) and time.monotonic() < end:
        time.sleep(0.1)
    port = int(told.read_text().split(":")[2].split("/")[0])

    running.send_signal(signal.SIGTERM)

    assert running.wait(timeout=30) == 143
    assert not services._answers(port)
