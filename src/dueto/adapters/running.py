"""Which processes run from a home: each holds a lock on a file below it, which the system lets go when it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FOLDER: Final = "running"
"""Where the files stand in a home. They hold nothing."""
PATIENCE: Final = 3.0
"""Seconds for somebody who only asks to let go again."""


class Unasked(Exception):
    """Locks cannot be had in this home: there is no such thing on its disk, or nobody may write there."""


class Kept(Exception):
    """Somebody keeps processes from starting in this home."""


def hold(home: Path, what: str, *, makes_home: bool = False) -> int:
    """Return the open file by which this process counts as running until it ends; several may run as the same.

    Raise `Kept` while a backup is being restored there, and `Unasked` where no lock can be had or no home is.
    """
    if makes_home:
        with suppress(OSError):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = _opened(home, what)
    until = time.monotonic() + PATIENCE
    while not _is_locked(file, fcntl.LOCK_SH):
        if time.monotonic() > until:
            os.close(file)
            raise Kept
        time.sleep(0.05)
    return file


def is_held(home: Path, what: str) -> bool:
    """Return whether a process runs as this from a home; nothing runs from one that is not there."""
    folder = home / FOLDER
    if not (folder / what).exists():  # made by those who run, never by who asks: it has to be theirs
        if home.exists() and not os.access(folder if folder.exists() else home, os.W_OK):
            raise Unasked
        return False
    file = _opened(home, what)
    try:
        return not _is_locked(file, fcntl.LOCK_EX)
    finally:
        os.close(file)


@contextmanager
def kept_out(home: Path, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield which of these run from a home; the others cannot start there before this is over."""
    files: list[int] = []
    runs: list[str] = []
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            file = _opened(home, name)
            files.append(file)
            if not _is_locked(file, fcntl.LOCK_EX):
                runs.append(name)
        yield tuple(runs)
    finally:
        for file in files:
            os.close(file)


def _opened(home: Path, what: str) -> int:
    try:
        (home / FOLDER).mkdir(mode=0o700, exist_ok=True)
        return os.open(home / FOLDER / what, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unasked from error


def _is_locked(file: int, how: int) -> bool:
    """Return whether the lock was had; it is not waited for."""
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise Unasked from error
    return True
