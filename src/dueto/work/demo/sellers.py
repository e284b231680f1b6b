"""The executives as the story needs them: who they are, and how each works."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.world.cast import DIEGO


@dataclass(frozen=True, slots=True)
class Seller:
    """An executive as a member: where their day begins and ends."""

    id: int
    name: str
    zone: str

    @property
    def is_overloaded(self) -> bool:
        """Whether there is more on this desk than one can follow up: Diego's."""
        return self.name == DIEGO.name
