"""`python -m benchmarks [--write FILE]`: every budget, a line each."""

from __future__ import annotations

import argparse
import os
import platform
import timeit
from collections.abc import Iterator
from pathlib import Path

from benchmarks import collect, due_times, duplicates, everybody, imports, one_person, pages, reading, thread
from benchmarks.budget import HEADER, Line


def main() -> None:
    """Print every line as soon as it is measured; keep them in a file if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="keep the lines in this file as well")
    asked = parser.parse_args()
    heading = [machine(), "", HEADER]
    print("\n".join(heading), flush=True)
    measured = []
    for line in _lines():
        print(line, flush=True)
        measured.append(str(line))
    if asked.write:
        asked.write.write_text("\n".join([*heading, *measured, ""]), encoding="utf-8")


def _lines() -> Iterator[Line]:
    yield from one_person.lines()
    yield from due_times.lines()
    yield from collect.lines()
    yield from thread.lines()
    yield from pages.lines()
    yield from reading.lines()
    yield from imports.lines()
    yield from duplicates.lines()
    yield from everybody.lines()


def machine() -> str:
    """Return what the figures were measured on, and how quick it was just then."""
    known = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{known}; a million additions in {min(timeit.repeat('n += 1', 'n = 0', number=10**6)) * 1000:.0f} ms"


if __name__ == "__main__":
    main()
