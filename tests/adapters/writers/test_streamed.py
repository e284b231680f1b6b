"""Files that are written, or read, while they are sent: a server of events never gathers one whole first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from asgiref.sync import async_to_sync
from django.http import FileResponse, StreamingHttpResponse
from django.test import AsyncRequestFactory, RequestFactory

from dueto.adapters.writers.streamed import PIECE, in_pieces, streamed


async def first_two(answer: StreamingHttpResponse) -> list[bytes]:
    """Return the first two pieces, as a server of events takes them."""
    pieces: AsyncIterator[bytes] = aiter(answer)
    return [await anext(pieces), await anext(pieces)]


def test_a_server_of_events_gets_each_piece_as_it_is_written() -> None:
    written: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            written.append(number)
            yield str(number).encode()

    answer = streamed(AsyncRequestFactory().get("/"), pieces(), kind="text/csv", name="one.csv")

    assert answer.is_async
    assert async_to_sync(first_two)(answer) == [b"0", b"1"]
    assert len(written) < 4


def test_a_file_is_read_while_it_is_sent(tmp_path: Path) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"a" * PIECE + b"b" * PIECE + b"c")

    with file.open("rb") as opened:
        answer = in_pieces(AsyncRequestFactory().get("/"), FileResponse(opened, filename="guide.pdf"))
        assert answer.is_async
        assert async_to_sync(first_two)(answer) == [b"a" * PIECE, b"b" * PIECE]
        assert answer.headers["Content-Length"] == str(2 * PIECE + 1)


def test_any_other_server_gets_the_same(tmp_path: Path) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"what it says")

    with file.open("rb") as opened:
        answer = in_pieces(RequestFactory().get("/"), FileResponse(opened, filename="guide.pdf"))
        assert b"".join(answer.streaming_content) == b"what it says"  # type: ignore[arg-type]
