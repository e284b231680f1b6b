"""Where uploads lie while they are needed: in a folder that only Dueto reads, under names that tell nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from dueto.adapters.readers.rows import RefusedFile
from dueto.domain.basics.message import say

MOST: Final = 50_000_000
"""Octets."""


def folder() -> Path:
    """Return the folder of uploads, made if it is not there."""
    path = Path(settings.HOME) / "uploads"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def place_of(name: str) -> Path:
    """Return where an upload lies."""
    return folder() / name


def keep(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Return name and size of what was kept of a file that comes in pieces; if it is too large, nothing is."""
    name, size = secrets.token_hex(16), 0
    path = place_of(name)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > MOST:
                    raise RefusedFile(say("the file is larger than {n} MB; split it into several", n=MOST // 1_000_000))
                file.write(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name, size


def drop(name: str) -> None:
    """Delete an upload."""
    place_of(name).unlink(missing_ok=True)
