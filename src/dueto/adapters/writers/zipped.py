"""Files in a ZIP that is written while it is sent: nothing of it is ever held whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

File: TypeAlias = tuple[str, Iterable[bytes]]


class _Sink(io.RawIOBase):
    """What the archive writes into: it is emptied as it fills."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def zipped(files: Iterable[File]) -> Iterator[bytes]:
    """Yield the ZIP of these files piece by piece; each is its name and the pieces of what stands in it."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, pieces in files:
            with packed.open(name, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    if taken := sink.take():
                        yield taken
    yield sink.take()
