"""Files that appear all together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a folder to write into; what is there at the end is moved to `out`, and nothing if anything went wrong."""
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".dueto-", dir=out))
        try:
            yield workshop
            _move(workshop, out)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    finally:
        for folder in missing:
            with suppress(OSError):  # it holds the files now, unless something went wrong
                folder.rmdir()


def _move(workshop: Path, out: Path) -> None:
    made = sorted(workshop.iterdir())
    for file in made:
        if (out / file.name).is_dir():  # asked before the first is moved
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out / file.name))
    for file in made:
        file.replace(out / file.name)
