"""Answers, made once and given many times."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple, TypeAlias

import msgspec

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Header: TypeAlias = tuple[bytes, bytes]

CLOSE: Header = (b"connection", b"close")
JSON: Header = (b"content-type", b"application/json")
TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")
FRESH: Header = (b"cache-control", b"no-store")


class Answer(NamedTuple):
    """The two messages of one answer."""

    start: Message
    body: Message

    def sharing(self, headers: tuple[Header, ...]) -> Answer:
        """Return the same answer with more headers."""
        return Answer({**self.start, "headers": [*self.start["headers"], *headers]}, self.body) if headers else self


def answer(status: int, body: bytes = b"", *headers: Header) -> Answer:
    """Return an answer with its length."""
    length = [] if status in (204, 304) else [(b"content-length", str(len(body)).encode())]
    return Answer(
        {"type": "http.response.start", "status": status, "headers": [*length, *headers]},
        {"type": "http.response.body", "body": body},
    )


class Refused(Exception):
    """A post that does not get in: the answer, and one word for the figures."""

    def __init__(self, status: int, reason: str, told: str, *headers: Header) -> None:
        super().__init__(told)
        self.reason = reason
        self.is_their_fault = status < 500 and status != 429
        self.answer = answer(status, msgspec.json.encode({"reason": told}), JSON, *headers)


def try_later(seconds: int) -> Header:
    """Return the header that says when to come again."""
    return b"retry-after", str(seconds).encode()
