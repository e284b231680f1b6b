"""A file that is written while it is sent: it is kept nowhere, and needs no more room than a piece of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, StreamingHttpResponse

PIECE = 1 << 18


def streamed(request: HttpRequest, written: Iterator[bytes], *, kind: str, name: str) -> StreamingHttpResponse:
    """Return the answer that hands these pieces over as a file of this name."""
    body: Iterator[bytes] | AsyncIterator[bytes] = written
    if isinstance(request, ASGIRequest):
        body = _one_by_one(written)
    response = StreamingHttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def in_pieces(request: HttpRequest, answer: FileResponse) -> FileResponse:
    """Return the answer so that its file is read while it is sent: left alone, a server of events reads it whole."""
    answer.block_size = PIECE
    if isinstance(request, ASGIRequest):
        answer.streaming_content = _one_by_one(iter(answer))
    return answer


async def _one_by_one(written: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the pieces, each made in a thread when the one before has been sent."""
    take = sync_to_async(lambda: next(written, None), thread_sensitive=True)
    while (piece := await take()) is not None:
        yield piece
