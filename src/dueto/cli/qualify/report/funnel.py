"""From read to qualified: who remains after each step, and who leaves at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from dueto.adapters import charts
from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Counts
from dueto.cli.qualify.report.figure import Figure, figure
from dueto.domain.basics.message import Message, say, say_many

ROW, BAR = 44, 15


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel."""

    remain: int
    left: int
    remains: Message
    leaves: Message | None


def steps(counts: Counts) -> tuple[Step, ...]:
    """Return the steps; what remains after one is what the next begins with."""
    far = counts.not_yet - counts.one_datum_away
    near = counts.qualified + counts.one_datum_away
    every = (
        Step(counts.read, 0, say_many("{n} read", "{n} read", counts.read), None),
        Step(
            counts.judged, counts.refused,
            say_many("{n} judged", "{n} judged", counts.judged),
            say_many("{n} row refused", "{n} rows refused", counts.refused),
        ),
        Step(
            near + far, counts.disqualified,
            say_many("{n} in the running", "{n} in the running", near + far),
            say_many("{n} disqualified", "{n} disqualified", counts.disqualified),
        ),
        Step(
            near, far,
            say_many("{n} qualifies or nearly does", "{n} qualify or nearly do", near),
            say_many("{n} not yet", "{n} not yet", far),
        ),
        Step(
            counts.qualified, counts.one_datum_away,
            say_many("{n} qualifies", "{n} qualify", counts.qualified),
            say_many("{n} one datum away", "{n} one datum away", counts.one_datum_away),
        ),
    )  # fmt: skip
    return every if counts.judged else every[:2]


def funnel(counts: Counts, *, voice: Voice) -> Figure:
    """Return the drawing of the funnel."""
    rows = [
        {"row": place, "remain": step.remain, "end": step.remain + step.left,
         "remains": voice(step.remains), "leaves": "− " + voice(step.leaves) if step.leaves and step.left else ""}
        for place, step in enumerate(steps(counts))
    ]  # fmt: skip
    caption = say(
        "Of {read} read, {refused} could not be judged, {disqualified} are disqualified, {far} are not there yet, "
        "{near} are one datum away and {qualified} qualify.",
        read=counts.read, refused=counts.refused, disqualified=counts.disqualified,
        far=counts.not_yet - counts.one_datum_away, near=counts.one_datum_away, qualified=counts.qualified,
    )  # fmt: skip
    return figure(
        lambda width: _drawing(rows, most=max(counts.read, 1), width=width),
        name="funnel",
        title=voice(say("From read to qualified")),
        caption=voice(caption),
    )


def _drawing(rows: list[dict[str, Any]], *, most: int, width: int) -> Any:
    scale = alt.Scale(domain=[0, most], nice=False)
    x = alt.X("remain:Q", scale=scale, axis=None)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    steps = alt.Chart(charts.rows(rows)).encode(y=y)
    last = steps.transform_filter(alt.datum.row == len(rows) - 1)
    bar = {"height": BAR, "yOffset": 9}
    return alt.layer(
        steps.mark_bar(color=charts.WASH, **bar).encode(x=x, x2="end:Q"),
        steps.mark_bar(color=charts.SOFT, **bar).encode(x=x),
        last.mark_bar(color=charts.INK, **bar).encode(x=x),
        steps.mark_text(align="left", dy=-8, fontWeight=600, fontSize=14).encode(x=alt.value(0), text="remains:N"),
        steps.mark_text(align="right", dy=-8, color=charts.SOFT).encode(x=alt.value(width), text="leaves:N"),
    ).properties(width=width, height=ROW * len(rows), padding=0)
