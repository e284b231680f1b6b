"""The room as the tests call it: the real modules, or copies of them in which one line was spoilt on purpose."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.domain.world import spoilt_world

MODULES = ("shifts", "calendar", "clock", "kinds", "ladder", "budgets")


@dataclass(frozen=True)
class Room:
    """The modules of one copy of the room."""

    shifts: Any
    calendar: Any
    clock: Any
    kinds: Any
    ladder: Any
    budgets: Any


def real_room() -> Room:
    """Return the room as it is."""
    return Room(*(importlib.import_module(f"dueto.domain.sla.{name}") for name in MODULES))


@contextmanager
def spoilt_room(module: str, original: str, spoilt: str) -> Iterator[Room]:
    """Give a copy of the room in which `original`, which stands once in `module`, reads `spoilt`."""
    with spoilt_world(f"sla.{module}", original, spoilt):
        yield real_room()
