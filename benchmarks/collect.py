"""The door beside the barest door that keeps the same promise: one durable commit for all who wait, then the answers.

The yardstick (`accept.py` with `accept.lua`) is looked for in DUETO_BASELINES, or in ../shared/baselines beside the
checkout. The doors run in turn, each alone on one core with `wrk` on another, so that the ratio holds on a machine
whose speed drifts. Every answer is held against the inbox before it counts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks.budget import Line

ROOT = Path(__file__).parent.parent
BASELINES = Path(os.environ.get("DUETO_BASELINES", ROOT.parent / "shared" / "baselines"))
DATA = ROOT / "bench-data"
DOOR_CORE, SENDER_CORE = "0", "1"
CONNECTIONS, SECONDS, PAIRS = 64, 5, 5
RATE, P99, RATIO = 15_000, 50.0, 0.6
Door: TypeAlias = Callable[[Path], AbstractContextManager[str]]
MILLISECONDS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out of one run."""

    rate: float
    p99: float


def lines() -> Iterator[Line]:
    """Yield the lines of this budget: medians of several runs, the two doors in turn."""
    needed = ("wrk", "taskset")
    if (os.cpu_count() or 1) < 2 or not all(map(shutil.which, needed)) or not (BASELINES / "accept.py").is_file():
        print(f"skipped: accepting a hit (needs two cores, {', '.join(needed)}, and accept.py; set DUETO_BASELINES)")
        return
    pairs = [(measure(_yardstick), measure(_door)) for _ in range(PAIRS)]
    rate = statistics.median(door.rate for _, door in pairs)
    p99 = statistics.median(door.p99 for _, door in pairs)
    ratio = statistics.median(door.rate / bare.rate for bare, door in pairs)
    name = "a hit accepted, durable before the answer, one core"
    yield Line(name, 1e6 / rate, 1e6 / RATE, "µs", f"{rate:,.0f} a second, at least {RATE:,}")
    yield Line("… the slowest in a hundred", p99, P99, "ms")
    yield Line(
        "… beside the bare group-commit door", 1 / ratio, 1 / RATIO, "×", f"{ratio:.2f} of its rate, at least {RATIO}"
    )


def measure(door: Door) -> Measured:
    """Return what `wrk` measures of a door that nobody else is using; every hit it counts must be in the inbox."""
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DATA) as folder, door(Path(folder)) as address:
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{SECONDS}s",
            "--latency",
            "-s",
            BASELINES / "accept.lua",
            address,
        ]
        printed = subprocess.run(
            ["taskset", "-c", SENDER_CORE, *command], check=True, capture_output=True, text=True
        ).stdout
        (answered,) = map(int, _found(r"(\d+) requests in", printed))
        with sqlite3.connect(Path(folder) / "inbox.db") as inbox:
            (kept,) = inbox.execute("select count(*) from hit").fetchone()
        if "Non-2xx" in printed or kept < answered:
            raise SystemExit(f"{answered} hits answered, {kept} in the inbox\n{printed}")
    value, unit = _found(r"99%\s+([\d.]+)(us|ms|s)\s", printed)
    (rate,) = _found(r"Requests/sec:\s+([\d.]+)", printed)
    return Measured(float(rate), float(value) * MILLISECONDS[unit])


@contextmanager
def _yardstick(folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--host", "127.0.0.1", "--port", str(port), "--loop", "uvloop", "--http", "httptools"]
    command = [sys.executable, "-m", "uvicorn", "accept:group", *options, "--log-level", "error"]
    environ = os.environ | {
        "INBOX": str(folder / "inbox.db"),
        "PYTHONPATH": str(BASELINES),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with _running(command, environ) as process:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _door(folder: Path) -> Iterator[str]:
    environ = os.environ | {"DUETO_HOME": str(folder), "COLLECT_PORT": "0"}
    for name in ("DUETO_INBOX", "DUETO_COLLECT_ORIGINS", "DUETO_TRUSTED_PROXIES"):
        environ.pop(name, None)
    with _running([sys.executable, "-m", "dueto.collect"], environ) as process:
        assert process.stderr is not None
        yield f"http://127.0.0.1:{json.loads(process.stderr.readline())['port']}/hit"


@contextmanager
def _running(command: list[str], environ: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    pinned = ["taskset", "-c", DOOR_CORE, *command]
    with subprocess.Popen(pinned, env=environ, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"no {pattern} in\n{text}")
    return match.groups()


if __name__ == "__main__":
    for line in lines():
        print(line)
