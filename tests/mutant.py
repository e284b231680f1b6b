"""A rule spoilt on purpose: a proof that does not notice it proves nothing."""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    """One rule spoilt: in which module, what stands there once, and what would stand there."""

    name: str
    module: str
    original: str
    spoilt: str
