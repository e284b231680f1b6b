"""The next piece of whatever list is on its way: so small that nobody waits for it, and never done twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from dueto.adapters.readers.rows import RefusedFile
from dueto.apps.base.queries.waiting import traffic
from dueto.apps.imports.actions.claims import claim, fail, own_name
from dueto.apps.imports.actions.reading import put_back, take
from dueto.apps.imports.actions.trials import try_out
from dueto.apps.imports.actions.undoing import undo_piece
from dueto.apps.imports.actions.writing import write
from dueto.apps.imports.models import Import, State

AIM = 0.05
"""Seconds of work that a piece should be: the database has one pen, and others are waiting for it.

Waiting for a busy machine is not counted: smaller pieces would only make it busier.
"""
POLITE = 4
"""While hits come in, pieces are so many times smaller, and after each the others have as long as it took."""
FEWEST, MOST, AT_FIRST = 60, 500, 100
_PACE = {"rows": AT_FIRST}
_TRAFFIC = {"seen": 0}


def advance(*, now: Callable[[], datetime], me: str = "") -> int:
    """Return how many rows of some list were dealt with; 0 if there is nothing to do.

    Lists take turns. A piece writes what it adds and how far it came in one transaction: killed at any instant, the
    next one goes on where it stood. `me` names the worker, by itself a name of its own in each process.
    """
    row = claim(now(), me or own_name())
    if row is None:
        return 0
    try:
        match row.state:
            case State.CHECKING:
                return try_out(row, now)
            case State.RUNNING:
                return _run(row, now)
            case _:
                return undo_piece(row, at=now())
    except RefusedFile as refusal:
        fail(row, refusal.message, at=now())
        return 1


def _run(row: Import, now: Callable[[], datetime]) -> int:
    reading = take(row)
    is_busy = _is_busy()
    wanted = max(1, _PACE["rows"] // (POLITE if is_busy else 1))
    rows = reading.next(wanted)
    is_last = len(rows) < wanted
    began, clock = time.thread_time(), time.monotonic()
    moved = write(row, rows, reading, is_last=is_last, now=now)
    took = time.thread_time() - began
    if rows and not is_busy:
        wanted = int(_PACE["rows"] * min(2.0, max(0.5, AIM / max(took, 0.001))))
        _PACE["rows"] = min(MOST, max(FEWEST, wanted))
    if moved and not is_last:
        put_back(row, reading)
    if is_busy:
        time.sleep(min(1.0, AIM + time.monotonic() - clock))  # others may write now, as they may while rows are read
    return len(rows) or 1


def _is_busy() -> bool:
    """Return whether hits have come in since the last piece."""
    before, _TRAFFIC["seen"] = _TRAFFIC["seen"], traffic()
    return before != _TRAFFIC["seen"]
