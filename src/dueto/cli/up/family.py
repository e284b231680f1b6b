"""All processes of `dueto up` together: started, watched, ended in order."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dueto.cli.up.child import Child
from dueto.domain.basics.message import Message, say

LOOK: Final = 0.2
PATIENCE: Final = 15.0


@dataclass(frozen=True, slots=True)
class Door:
    """Where a process tells that it is ready."""

    host: str
    port: int

    def is_ready(self) -> bool:
        """Return whether it answers that it is ready."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=2)
        try:
            connection.request("GET", "/health/ready", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


class Family:
    """The children in the order in which they start; they end in the same order, the doors first."""

    def __init__(self, children: Sequence[Child], *, tells: Callable[[Message], None]) -> None:
        self.children = children
        self.tells = tells

    def run(self, stop: threading.Event, *, doors: Sequence[Door], when_ready: Callable[[], None]) -> None:
        """Keep all of them running until `stop`; call `when_ready` once all doors are open."""
        is_open = False
        try:
            for child in self.children:
                child.start()
            while not stop.wait(LOOK):
                self._look()
                if not is_open and all(door.is_ready() for door in doors):
                    is_open = True
                    when_ready()
        finally:
            self._end()

    def _look(self) -> None:
        for child in self.children:
            if child.again_at is None and (code := child.ended()) is not None:
                wait = child.plan_restart()
                self.tells(
                    say("{name} ended with {code}; starts again in {seconds} s.",
                        name=child.name, code=str(code), seconds=round(wait))
                )  # fmt: skip
            elif child.again_at is not None and time.monotonic() >= child.again_at:
                child.start()

    def _end(self) -> None:
        for child in self.children:
            child.ask_to_end()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            child.end(patience=until - time.monotonic())
