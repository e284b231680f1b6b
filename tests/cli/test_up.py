"""`dueto up` and what it stands on: children that come back, ports that are taken, everything in one command."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dueto.adapters.voice import Voice
from dueto.cli.ports import insist_on_free, port_of
from dueto.cli.speech import Refused
from dueto.cli.up.child import DUETO, LONGEST_WAIT, Child
from dueto.cli.up.family import Family
from dueto.domain.basics.message import Message

PATIENCE = 90.0
PORTS = (
    "import socket; taken = [socket.create_server(('127.0.0.1', 0)) for _ in range(3)];"
    "print(*[one.getsockname()[1] for one in taken])"
)


def child(name: str, code: str, said: list[tuple[str, str]], **environment: str) -> Child:
    """Return a child that runs a few lines of Python."""
    return Child(name, [sys.executable, "-c", code], environment, lambda who, line: said.append((who, line)))


def run_for(seconds: float, *children: Child, tells: list[Message]) -> None:
    """Run a family for a while."""
    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    Family(children, tells=tells.append).run(stop, doors=[], when_ready=lambda: None)


def test_every_line_comes_out_with_its_name() -> None:
    said: list[tuple[str, str]] = []
    run_for(
        1.5,
        child("one", "print('¡hola!'); import sys, time; print('oh', file=sys.stderr); time.sleep(9)", said),
        tells=[],
    )

    assert said == [("one", "¡hola!"), ("one", "oh")]


def test_a_child_that_dies_comes_back_and_it_is_said() -> None:
    said: list[tuple[str, str]] = []
    tells: list[Message] = []
    run_for(3.5, child("one", "print('here'); raise SystemExit(7)", said), tells=tells)

    assert len(said) >= 2
    assert str(tells[0]) == "one ended with 7; starts again in 1 s."


def test_it_waits_ever_longer_and_not_for_ever() -> None:
    one = child("one", "", [])
    one.began = time.monotonic()
    waits = [one.plan_restart() for _ in range(8)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    one.began = time.monotonic() - 3600
    assert one.plan_restart() < 2, "it ran well for a while"


def test_a_stubborn_child_is_killed() -> None:
    said: list[tuple[str, str]] = []
    one = child("one", "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)", said)
    one.start()
    while not said:
        time.sleep(0.05)
    one.ask_to_end()
    one.end(patience=0.3)
    assert one.ended() == -signal.SIGKILL


def test_a_child_ends_when_its_parent_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, time; from dueto.cli.ends import leave_with_parent;"
        "leave_with_parent(); print(os.getpid()); time.sleep(60)"
    )
    lines = (
        "import sys, time; from dueto.cli.up.child import Child;"
        f"one = Child('x', [sys.executable, '-c', {code!r}], {{}}, lambda who, line: print(line, flush=True));"
        "one.start(); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", lines], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and Path(f"/proc/{pid}/cmdline").exists():
        if not Path(f"/proc/{pid}/cmdline").read_bytes():
            break
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "८"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match="PORT is a port"):
        port_of("web", voice=Voice("en"))


def test_a_taken_port_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("COLLECT_PORT", str(port))
        with pytest.raises(Refused, match=f"Port {port} is taken.*COLLECT_PORT={port + 10} dueto"):
            insist_on_free("collect", voice=Voice("en"))


class Running:
    """`dueto up` as somebody starts it, and what it says."""

    def __init__(self, home: Path, arguments: Sequence[str]) -> None:
        found = subprocess.run([sys.executable, "-c", PORTS], capture_output=True, text=True, check=True)
        self.ports = found.stdout.split()
        names = ("PORT", "COLLECT_PORT", "WORK_PORT")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUETO_", "PYTEST"))}
        self.environment = {**kept, **dict(zip(names, self.ports, strict=True)), "DUETO_HOME": str(home)}
        self.environment |= {"DUETO_ADMIN_PASSWORD": "three words in a row"}
        self.process = subprocess.Popen(
            [*DUETO, "--lang", "en", "up", *arguments], env=self.environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.lines.extend(lines)

    def wait_for(self, words: str) -> None:
        """Return once somebody has said `words`."""
        until = time.monotonic() + PATIENCE
        while not any(words in line for line in self.lines):
            assert time.monotonic() < until, "".join(self.lines[-40:])
            assert self.process.poll() is None, "".join(self.lines[-40:])
            time.sleep(0.1)

    def children(self) -> dict[str, int]:
        """Return the processes by command."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid), "-a"], capture_output=True, text=True, check=True)
        return {m[2]: int(m[1]) for m in re.finditer(r"^(\d+) .*main\(\) (\w+)", found.stdout, re.MULTILINE)}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(tmp_path / "home", [])
    yield one
    if one.process.poll() is None:
        one.process.kill()
    one.process.wait()


def test_everything_in_one_command(running: Running, tmp_path: Path, socket_enabled: None) -> None:
    running.wait_for("Dueto is at http://127.0.0.1:")

    for port in running.ports:
        for page in ("live", "ready"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/{page}", timeout=10) as answer:
                assert answer.status == 200
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0

    os.kill(running.children()["web"], signal.SIGKILL)
    running.wait_for("web ended with -9; starts again in 1 s.")
    before = running.children()
    until = time.monotonic() + PATIENCE
    while "web" not in running.children():
        assert time.monotonic() < until
        time.sleep(0.1)

    running.process.terminate()
    assert running.process.wait(timeout=PATIENCE) == 0
    running_still = [pid for pid in before.values() if Path(f"/proc/{pid}/cmdline").exists()]
    assert running_still == []
    assert any("All processes have ended." in line for line in running.lines)
