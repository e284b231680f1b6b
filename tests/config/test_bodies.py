"""Bodies have a bound, announced or not."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from dueto.config.bodies import MOST, Bounded


async def reads_all(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})


def status_of(pieces: list[bytes], *, announced: bytes | None = None) -> int:
    """Return what is answered to a body in pieces."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    said: list[MutableMapping[str, Any]] = []

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        said.append(message)

    headers = [] if announced is None else [(b"content-length", announced)]
    asyncio.run(Bounded(reads_all)({"type": "http", "headers": headers}, receive, send))
    return int(said[0]["status"])


@pytest.mark.parametrize(
    ("pieces", "announced", "status"),
    [
        ([], None, 200),
        ([b"x" * MOST], None, 200),
        ([b"x" * MOST, b"x"], None, 413),
        ([], str(MOST + 1).encode(), 413),
        ([], b"9" * 5000, 413),
        ([], b"-1", 413),
    ],
)
def test_more_than_a_form_needs_is_refused(pieces: list[bytes], announced: bytes | None, status: int) -> None:
    assert status_of(pieces, announced=announced) == status
