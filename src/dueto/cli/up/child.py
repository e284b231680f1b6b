"""One process that `dueto up` keeps running: its lines come out under its name; when it dies, it comes back."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from dueto.cli.ends import PARENT

FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 30.0
CALM: Final = 60.0
"""Seconds after which a process counts as well again."""
DUETO: Final = (sys.executable, "-c", "from dueto.cli.main import main; main()")


@dataclass
class Child:
    """A process by its name. `says` prints one line of it."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    says: Callable[[str, str], None]
    process: subprocess.Popen[str] | None = None
    began: float = 0.0
    wait: float = FIRST_WAIT
    again_at: float | None = None
    restarts: int = 0
    _readers: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches the one who started it, who then ends it in order."""
        environment = {**os.environ, **self.environment, PARENT: str(os.getpid()), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command, env=environment, start_new_session=True, stdin=subprocess.DEVNULL, text=True, bufsize=1,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace",
        )  # fmt: skip
        self.began, self.again_at = time.monotonic(), None
        assert self.process.stdout is not None
        reader = threading.Thread(target=self._read, args=(self.process.stdout,), name=self.name, daemon=True)
        reader.start()
        self._readers = [reader]

    def ended(self) -> int | None:
        """Return the code with which it ended, None while it runs."""
        return self.process.poll() if self.process else None

    def plan_restart(self) -> float:
        """Return the seconds until it is started again: ever longer, until it has run well for a while."""
        if time.monotonic() - self.began > CALM:
            self.wait = FIRST_WAIT
        planned, self.wait = self.wait, min(self.wait * 2, LONGEST_WAIT)
        self.again_at = time.monotonic() + planned
        self.restarts += 1
        return planned

    def ask_to_end(self) -> None:
        """Send SIGTERM."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end(self, *, patience: float) -> None:
        """Wait until it has ended; kill it when patience runs out. All its lines are out by then."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, patience))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for reader in self._readers:
            reader.join(timeout=2)

    def _read(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                self.says(self.name, line.rstrip("\n"))
