"""A small load: some people, each on a connection of their own, ask as fast as they are answered."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass(frozen=True)
class Ask:
    """One request as one person sends it. body: made anew each time, None for a GET."""

    path: str
    cookies: str
    body: Callable[[], str] | None = None
    expect: int = 200


@dataclass
class Measured:
    """times: seconds an answer took. seconds: how long it was measured."""

    seconds: float
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return quantiles(self.times, n=20)[-1] * 1000


def measure(port: int, asks: list[Ask], seconds: float) -> Measured:
    """Every ask in a thread of its own, again and again. Raises what any of them met."""
    end = time.perf_counter() + seconds
    results: list[list[float]] = [[] for _ in asks]
    faults: list[str] = []
    threads = [
        threading.Thread(target=_repeat, args=(port, ask, end, times, faults))
        for ask, times in zip(asks, results, strict=True)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return Measured(time.perf_counter() - began, [each for times in results for each in times])


def _repeat(port: int, ask: Ask, end: float, times: list[float], faults: list[str]) -> None:
    try:
        _ask_until(port, ask, end, times)
    except (OSError, RuntimeError) as fault:
        faults.append(f"{ask.path}: {fault}")


def _ask_until(port: int, ask: Ask, end: float, times: list[float]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": ask.cookies, "Content-Type": "application/x-www-form-urlencoded"}
    method = "POST" if ask.body else "GET"
    while (began := time.perf_counter()) < end:
        line.request(method, ask.path, body=ask.body() if ask.body else None, headers=headers)
        answer = line.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != ask.expect:
            raise RuntimeError(f"{method} was answered {answer.status} {answer.getheader('Location') or ''}")
    line.close()
