"""The door as it really runs: a process of its own, asked over a socket."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from dueto.collect.inbox import Hit, Inbox, open_inbox

ROOT = Path(__file__).parent.parent.parent
VISIT = {"v": "7f3c1b2a9d", "u": "https://nevadal.example/precios?utm_source=feria", "r": "https://search.example/"}
Started: TypeAlias = "Callable[..., RunningDoor]"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def reason(self) -> str:
        """The reason that a refusal gives."""
        reason: str = json.loads(self.body)["reason"]
        return reason


class RunningDoor:
    """One process."""

    def __init__(self, process: subprocess.Popen[str], place: str) -> None:
        self.process = process
        self.place = place
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line, "the door did not start"
        self.started = json.loads(line)
        self.port: int = self.started["port"]

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        """Return the answer to one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def post(self, hit: Any = None, **headers: str) -> Answer:
        """Return the answer to a hit."""
        return self.ask("POST", "/hit", json.dumps(VISIT if hit is None else hit), **headers)

    def raw(self, *parts: bytes) -> bytes:
        """Return all that comes back for bytes sent as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            for part in parts:
                connection.sendall(part)
            got = b""
            while piece := connection.recv(65536):
                got += piece
            return got

    def inbox(self) -> Inbox:
        """Return its inbox, opened from this side."""
        return open_inbox(self.place)

    def hits(self) -> list[Hit]:
        """Return all hits that are in its inbox."""
        inbox = self.inbox()
        try:
            return inbox.read_after(0, 1_000_000)
        finally:
            inbox.close()

    def figure(self, name: str) -> float:
        """Return one of its figures; 0 if it has never been counted."""
        lines = self.ask("GET", "/metrics").body.decode().splitlines()
        return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> str:
        """Ask it to end; return what it wrote."""
        self.process.send_signal(signal.SIGTERM)
        _out, written = self.process.communicate(timeout=40)
        return written


def start(place: str | Path, *, before: list[str] | None = None, **settings: str) -> RunningDoor:
    """Return a door that runs with its inbox at `place`; `before` is put before its command."""
    environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "COLLECT_PORT": "0", "DUETO_INBOX": str(place)}
    command = [*(before or []), sys.executable, "-m", "dueto.collect"]
    process = subprocess.Popen(command, env=environ | settings, stderr=subprocess.PIPE, text=True)
    return RunningDoor(process, str(place))


@contextmanager
def doors() -> Iterator[Started]:
    """Give a function that starts doors; whatever still runs in the end is killed."""
    running: list[RunningDoor] = []

    def begin(place: str | Path, **settings: Any) -> RunningDoor:
        running.append(start(place, **settings))
        return running[-1]

    yield begin
    for door in running:
        door.kill()
        assert door.process.stderr is not None
        door.process.stderr.close()
