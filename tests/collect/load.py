"""Many browsers at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time

from tests.collect.running import VISIT, RunningDoor

SENDERS = 24


class Load:
    """Many browsers at once, each with a visitor of its own for every hit; remembers who was answered."""

    def __init__(self, door: RunningDoor, name: str) -> None:
        self.sent: set[str] = set()
        self.answered: list[str] = []
        self.others: list[int] = []
        self._door = door
        self._name = name
        self._is_over = False
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()))

    def wait_for_answers(self, count: int = 100) -> None:
        """Return when so many have been answered."""
        until = time.monotonic() + 30
        while len(self.answered) < count:
            assert time.monotonic() < until
            time.sleep(0.01)

    def __enter__(self) -> Load:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        self._thread.join()

    async def _all(self) -> None:
        await asyncio.gather(*(self._one(sender) for sender in range(SENDERS)))

    async def _one(self, sender: int) -> None:
        reading, writing = await asyncio.open_connection("127.0.0.1", self._door.port)
        number = 0
        try:
            while not self._is_over:
                number += 1
                visitor = f"{self._name}.{sender}.{number}"
                body = json.dumps(VISIT | {"v": visitor}).encode()
                writing.write(b"POST /hit HTTP/1.1\r\nHost: d\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                self.sent.add(visitor)
                head = await reading.readuntil(b"\r\n\r\n")
                if head.startswith(b"HTTP/1.1 202 "):
                    self.answered.append(visitor)
                else:
                    self.others.append(int(head[9:12]))
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the door was killed
        finally:
            writing.transport.abort()
            with contextlib.suppress(ConnectionError):
                await writing.wait_closed()
