"""When a delivery that failed is tried again, and when a receiver is given up."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Final

WAITS: Final = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
"""As the standard recommends: after the first try nine more, over three days."""
JITTER: Final = 0.2
GIVEN_UP_AFTER: Final = timedelta(days=5)
"""Nothing arrived for so long: the receiver is told nothing more until an administrator says so."""
LONGEST_ASKED: Final = timedelta(days=1)


def wait_after(tries: int, *, seed: int, asked: timedelta | None = None) -> timedelta | None:
    """Return how long to wait after so many tries, None when it was the last. `asked`: what the receiver asks for.

    Each delivery waits up to a fifth longer or less, by its `seed`, so that not all of them come back at once.
    """
    if tries > len(WAITS):
        return None
    drawn = int.from_bytes(sha256(f"{seed}:{tries}".encode()).digest()[:4], "big") / 2**32
    wait = WAITS[max(0, tries - 1)] * (1 - JITTER + 2 * JITTER * drawn)
    return max(wait, min(asked, LONGEST_ASKED)) if asked else wait
