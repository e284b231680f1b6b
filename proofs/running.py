"""The demo as it runs for a proof: on free ports, in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from proofs.browser import Reader
from proofs.transcript import DUETO

PATIENCE = 600
PLACES = {"PORT": "", "COLLECT_PORT": "", "WORK_PORT": ""}


class Demo:
    """The demo, running in a folder of its own: enter it for its address and how long it took.

    What all its processes say, at their most talkative, goes into the folder `logs` beside its home.
    """

    def __init__(self, home: Path, *, database: str = "") -> None:
        self.home, self.logs = home / "demo", home / "logs"
        ports = {name: str(_free_port()) for name in PLACES}
        self.address = f"http://127.0.0.1:{ports['PORT']}"
        self.environment = {
            **os.environ, **ports, "DUETO_HOME": str(self.home), "DUETO_DATABASE": database, "DUETO_LOG_LEVEL": "debug",
        }  # fmt: skip

    def __enter__(self) -> tuple[str, float]:
        began = time.monotonic()
        self.logs.mkdir(exist_ok=True)
        with (self.logs / "demo.log").open("wb") as log:
            self.process = subprocess.Popen([DUETO, "up", "--demo"], env=self.environment, stderr=log)
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                self.__exit__()
                sys.exit("the demo did not start")
            time.sleep(0.5)
        return self.address, time.monotonic() - began

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def _answers(self) -> bool:
        try:
            return Reader(self.address).read("/health/ready").status == 200
        except OSError:
            return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
