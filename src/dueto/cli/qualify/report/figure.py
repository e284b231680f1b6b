"""A drawing of the report: wide for desk and paper, narrow for the phone, and the same in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dueto.adapters.charts import svg

WIDE, NARROW = 520, 330


@dataclass(frozen=True, slots=True)
class Figure:
    """Two drawings of one matter, and the sentence that says what they show."""

    wide: Markup
    narrow: Markup
    caption: str


def figure(draw: Callable[[int], Any], *, name: str, title: str, caption: str, description: str = "") -> Figure:
    """Return the figure that `draw` makes at each width; what it shows is its caption, unless described apart."""

    def drawn(width: int, suffix: str) -> Markup:
        # The adapter escapes every text; what comes back is elements of our own making.
        return Markup(svg(draw(width), name=f"{name}-{suffix}", title=title, description=description or caption))  # noqa: S704

    return Figure(wide=drawn(WIDE, "wide"), narrow=drawn(NARROW, "narrow"), caption=caption)
