"""Fit against behaviour, with the corner of those who qualify."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from dueto.adapters import charts
from dueto.adapters.voice import Voice
from dueto.cli.qualify.report.figure import Figure, figure
from dueto.cli.qualify.report.span import Span, span_of
from dueto.domain.agreement.definition import Thresholds
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.qualification.verdict import Standing

Cells = Counter[tuple[int, int, Standing]]
Drawn = Counter[tuple[float, float, str]]
MOST_CELLS = 260
"""Beyond so many different pairs of sums people are drawn in squares of equal size."""
WIDEST, SMALLEST = 28, 9
"""The widest circle in pixels; the smallest in pixels of area."""
CROSS = "M-.7,-.7L.7,.7M-.7,.7L.7,-.7"


def plane(cells: Cells, *, least: Thresholds, voice: Voice) -> Figure:
    """Return the drawing of fit against behaviour."""
    coarse = len(cells) > MOST_CELLS
    fits: Counter[int] = Counter()
    behaviours: Counter[int] = Counter()
    for (fit, behaviour, _standing), people in cells.items():
        fits[fit] += people
        behaviours[behaviour] += people
    across = span_of(fits, least=least.fit, coarse=coarse)
    up = span_of(behaviours, least=least.behaviour, coarse=coarse)
    drawn: Drawn = Counter()
    for (fit, behaviour, standing), people in cells.items():
        drawn[across.centre(fit), up.centre(behaviour), standing] += people
    return figure(
        lambda width: _plane(drawn, across, up, least=least, width=width, voice=voice),
        name="plane",
        title=voice(say("Fit against behaviour")),
        caption=" ".join(voice(sentence) for sentence in _in_the_corner(cells, least)),
    )


def reaches(fit: int, behaviour: int, least: Thresholds) -> bool:
    """Return whether these sums lie in the corner of those who qualify."""
    return (
        (least.fit is None or fit >= least.fit)
        and (least.behaviour is None or behaviour >= least.behaviour)
        and (least.total is None or fit + behaviour >= least.total)
    )


def _in_the_corner(cells: Cells, least: Thresholds) -> tuple[Message, ...]:
    """Return who is in the corner, who is there without qualifying, and who qualifies from outside."""
    inside, outside = Counter[Standing](), Counter[Standing]()
    for (fit, behaviour, standing), people in cells.items():
        (inside if reaches(fit, behaviour, least) else outside)[standing] += people
    said = [say_many("{n} person reaches the shaded corner.", "{n} people reach the shaded corner.", inside.total())]
    if stopped := inside.total() - inside[Standing.QUALIFIED]:
        said.append(
            say_many(
                "{n} of them does not qualify: a required datum is missing, or a disqualifier holds.",
                "{n} of them do not qualify: a required datum is missing, or a disqualifier holds.",
                stopped,
            )
        )
    if fast := outside[Standing.QUALIFIED]:
        said.append(say_many("{n} qualifies by the fast track.", "{n} qualify by the fast track.", fast))
    return (*said, say("The larger the circle, the more people."))


def _plane(drawn: Drawn, across: Span, up: Span, *, least: Thresholds, width: int, voice: Voice) -> Any:
    wide, high = width - 40, min(380, round(width * 0.78))
    room = min(WIDEST, wide / across.cells, high / up.cells) if across.step > 1 else WIDEST
    # The area of a circle counts people; the fullest cell fills the room that it has.
    area = min(46.0, room**2 / max(drawn.values(), default=1))
    rows = [
        {"fit": fit, "behaviour": behaviour, "standing": standing, "area": max(SMALLEST, people * area)}
        for (fit, behaviour, standing), people in drawn.items()
    ]
    x = alt.X(
        "fit:Q",
        scale=alt.Scale(domain=[across.low, across.high], nice=False, padding=8),
        axis=charts.axis(across.ticks(voice), title=voice(say("fit")) + " →", titleAnchor="end", grid=True),
    )
    y = alt.Y(
        "behaviour:Q",
        scale=alt.Scale(domain=[up.low, up.high], nice=False, padding=8),
        axis=charts.axis(
            up.ticks(voice), title="↑ " + voice(say("behaviour")), titleAngle=0, titleAnchor="end",
            titleAlign="left", titleX=0, titleY=-10, grid=True,
        ),
    )  # fmt: skip
    corner = alt.Chart(charts.rows(_corner(across, up, least)))
    people = alt.Chart(charts.rows(rows)).encode(x=x, y=y, size=alt.Size("area:Q", scale=None, legend=None))

    def those(standing: Standing) -> Any:
        return people.transform_filter(alt.datum.standing == standing.value)

    return alt.layer(
        corner.mark_area(color=charts.WASH, line={"color": charts.SOFT, "strokeWidth": 1}).encode(
            x=alt.X("fit:Q"), y=alt.Y("behaviour:Q"), y2="top:Q"
        ),
        corner.transform_filter(alt.datum.edge)
        .mark_rule(color=charts.SOFT)
        .encode(x=alt.X("fit:Q"), y=alt.Y("behaviour:Q"), y2="top:Q"),
        those(Standing.DISQUALIFIED).mark_point(shape=CROSS, color=charts.FAINT, strokeWidth=1.2, opacity=1),
        those(Standing.NOT_YET).mark_point(color=charts.SOFT, fill=charts.PAPER, strokeWidth=1.1, opacity=1),
        those(Standing.QUALIFIED).mark_point(
            color=charts.INK, fill=charts.INK, stroke=charts.PAPER, strokeWidth=0.7, opacity=1
        ),
    ).properties(width=wide, height=high)


def _corner(across: Span, up: Span, least: Thresholds) -> list[dict[str, Any]]:
    """Return the lower edge of the corner from left to right; with a total it slopes."""
    left = least.fit if least.fit is not None else across.low
    floor = least.behaviour if least.behaviour is not None else up.low
    places = {left, across.high}
    if least.total is not None:
        places |= {min(max(least.total - floor, left), across.high), min(max(least.total - up.high, left), across.high)}
    edge = [
        (place, min(up.high, max(floor, (least.total - place) if least.total is not None else floor)))
        for place in sorted(places)
    ]
    return [
        {"fit": place, "behaviour": low, "top": up.high, "edge": number == 0 and least.fit is not None}
        for number, (place, low) in enumerate(edge)
    ]
