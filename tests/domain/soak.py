"""How long the proofs run: `DUETO_SOAK=20` draws twenty times as many cases as a usual run."""

from __future__ import annotations

import os

SOAK = max(1, int(os.environ.get("DUETO_SOAK", "1")))


def times(usual: int) -> int:
    """Return how many cases to draw where a usual run draws `usual`."""
    return usual * SOAK
