"""How long the proofs run: `DUETO_SOAK=1` draws ten times as many cases as a usual run, `DUETO_SOAK=5` fifty times."""

from __future__ import annotations

import os

SOAK = 10 * max(1, int(os.environ["DUETO_SOAK"])) if os.environ.get("DUETO_SOAK") else 1


def times(usual: int) -> int:
    """Return how many cases to draw where a usual run draws `usual`."""
    return usual * SOAK
