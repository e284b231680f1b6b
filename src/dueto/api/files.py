"""Calls whose body is a file as it is: which they are, and how they are described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from django.http import HttpRequest

PIECE: Final = 256 * 1024
"""So many octets are read at once."""
FILE: Final = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
PATHS: Final = re.compile(r"/api/v1/(imports|content/\d+/file)/?")


def takes_file(request: HttpRequest) -> bool:
    """Return whether what is sent is a file, which has a bound of its own and is not read at once."""
    return request.method in ("POST", "PUT") and PATHS.fullmatch(request.path_info) is not None


@dataclass(slots=True)
class Sent:
    """A file as a program sends it, kept until it is closed."""

    name: str | None
    size: int | None
    file: BinaryIO

    def chunks(self) -> Iterator[bytes]:
        """Yield it piece by piece, from its beginning."""
        self.file.seek(0)
        while piece := self.file.read(PIECE):
            yield piece


@contextmanager
def sent(request: HttpRequest, *, name: str, most: int) -> Iterator[Sent]:
    """Yield the file that a call sends; of more than `most` octets no more is read than shows that."""
    with TemporaryFile() as kept:
        size = 0
        while size <= most and (piece := request.read(PIECE)):
            size += kept.write(piece)
        yield Sent(name, size, kept)
