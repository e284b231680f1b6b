"""A cell that could not be understood, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.domain.basics.message import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell gives no value; the row that holds it stays."""

    reason: Message
