"""A passage that stands for all of them, for pages on which no real one may be shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from dueto.domain.basics.message import say
from dueto.web.figures.passage import Act, Passage, lay_out

STEPS = (
    (0, "marketing", say("Inquiry"), 0.1),
    (1, "marketing", say("Prospect"), 0.35),
    (2, "marketing", say("Qualified"), 0.75),
    (3, "sales", say("Accepted"), 0.6),
    (4, "sales", say("In sale"), 0.8),
    (5, "sales", say("Won"), 1.0),
)


def melody(now: datetime) -> Passage:
    """Return the way from an inquiry to a sale that was won."""
    return lay_out(
        acts=[Act(now + timedelta(hours=hour), voice, label, level=level) for hour, voice, label, level in STEPS], gap=8
    )
