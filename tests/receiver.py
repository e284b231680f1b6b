"""A real server on this machine that takes webhooks, checks them as the standard says, and answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook


@dataclass
class Receiver:
    """What came, and what is answered: a status each, the last one for ever."""

    address: str = ""
    answers: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    says: bytes = b""
    drips: bool = False
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    def verified(self, secret: str, number: int = -1) -> Any:
        """Return what a message says, once its signature is checked by the library of the standard."""
        headers, body = self.came[number]
        return Webhook(secret).verify(body, headers)

    def types(self) -> list[str]:
        """Return the types of what came."""
        return [json.loads(body)["type"] for _, body in self.came]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Yield a receiver that listens on a port of its own. An answer of 0 hangs until it is released."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            receiver.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
            if not status:
                receiver.release.wait(60)
                return
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(receiver.says)
                while receiver.drips and not receiver.release.wait(0.05):
                    self.wfile.write(b".")
            except OSError:
                return

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.address = f"http://127.0.0.1:{server.server_address[1]}/dueto"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.release.set()
        server.shutdown()
        server.server_close()
