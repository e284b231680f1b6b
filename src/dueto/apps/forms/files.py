"""Where files of the content lie, and which kinds of file are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

MOST: Final = 50_000_000
"""Octets."""
TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}
"""Nothing that a browser would run."""
_HEADS: Final = {
    ".pdf": (b"%PDF-",), ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".epub", ".zip"), (b"PK\x03\x04",)),
}  # fmt: skip


class Store:
    """The folder of files, made when it is first needed."""

    def path(self, name: str) -> Path:
        """Return where the file of this stored name lies."""
        folder = Path(settings.HOME) / "content"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / Path(name).name


STORE: Final = Store()


def looks_like(head: bytes, ending: str) -> bool:
    """Return whether a file that begins with `head` may be what its ending says."""
    if ending in (".csv", ".txt"):
        return b"\x00" not in head
    return ending not in _HEADS or head.startswith(_HEADS[ending])
