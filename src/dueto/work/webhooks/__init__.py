"""Telling other programs what happened, and understanding what they tell: a lane of its own."""

from __future__ import annotations

from typing import Final

from dueto.work.rounds import Task
from dueto.work.webhooks.telling import Deliverer, replaying, telling
from dueto.work.webhooks.understanding import understanding

ALL: Final[tuple[Task, ...]] = (telling, replaying, Deliverer(), understanding)

__all__ = ["ALL"]
