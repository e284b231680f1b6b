"""How the worker is: a small door of its own for `/health/live`, `/health/ready` and `/metrics`.

The loop calls `beat()` at every turn; the worker is ready while the last turn is not too long ago.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from prometheus_client import REGISTRY, Gauge, generate_latest

LONGEST_TURN: Final = 60.0
"""Seconds after which a loop that has not come round is taken for stuck."""


class Pulse:
    """When the loop last came round."""

    def __init__(self) -> None:
        self._beaten: float | None = None

    def beat(self) -> None:
        """Note that the loop came round."""
        self._beaten = time.monotonic()

    def age(self) -> float:
        """Return the seconds since then; for ever, if it never did."""
        return float("inf") if self._beaten is None else time.monotonic() - self._beaten

    def is_alive(self) -> bool:
        """Return whether the loop is coming round."""
        return self.age() < LONGEST_TURN


PULSE: Final = Pulse()
beat = PULSE.beat
Gauge("dueto_worker_turn_age_seconds", "Since the loop last came round.").set_function(PULSE.age)


def serve(port: int, ready: Callable[[], bool] = PULSE.is_alive, *, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """Return the door, which answers from its own thread until it is shut down."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = _answer(self.path, ready)
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: these pages are asked for every few seconds."""

    door = ThreadingHTTPServer((host, port), Handler)
    door.daemon_threads = True
    threading.Thread(target=door.serve_forever, name="health", daemon=True).start()
    return door


def _answer(path: str, ready: Callable[[], bool]) -> tuple[int, bytes]:
    match path:
        case "/health/live":
            return 200, b"ok\n"
        case "/health/ready":
            return (200, b"ok\n") if ready() else (503, b"the loop does not come round\n")
        case "/metrics":
            return 200, generate_latest(REGISTRY)
        case _:
            return 404, b"not found\n"
