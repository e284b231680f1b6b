"""Files that appear all together or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a folder to write into; what is there at the end is moved to `out`, and nothing if anything went wrong."""
    out.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".dueto-", dir=out))
    try:
        yield workshop
        for made in sorted(workshop.iterdir()):
            made.replace(out / made.name)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
