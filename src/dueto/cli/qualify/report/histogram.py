"""One score with its threshold, for a definition that asks for a single one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from dueto.adapters import charts
from dueto.adapters.voice import Voice
from dueto.cli.qualify.report.figure import Figure, figure
from dueto.cli.qualify.report.plane import Cells
from dueto.cli.qualify.report.span import Span, span_of
from dueto.domain.agreement.definition import Thresholds
from dueto.domain.basics.message import say, say_many
from dueto.domain.qualification.verdict import Standing

SCORES = {"fit": say("fit"), "behaviour": say("behaviour"), "total": say("total")}


def histogram(cells: Cells, *, least: Thresholds, voice: Voice) -> Figure:
    """Return the drawing of one score and its threshold, for a definition that asks for a single one."""
    score, threshold = _single(least)
    counts: Counter[tuple[int, bool]] = Counter()
    for (fit, behaviour, standing), people in cells.items():
        value = {"fit": fit, "behaviour": behaviour, "total": fit + behaviour}[score]
        counts[value, standing is Standing.QUALIFIED] += people
    values: Counter[int] = Counter()
    for (value, _qualifies), people in counts.items():
        values[value] += people
    axis = span_of(values, least=threshold, coarse=True)
    bars: Counter[tuple[float, bool]] = Counter()
    for (value, qualifies), people in counts.items():
        bars[axis.centre(value) - (axis.step / 2 if axis.step > 1 else 0), qualifies] += people
    rows = [
        {"low": low, "high": low + axis.step, "qualifies": qualifies, "people": people}
        for (low, qualifies), people in sorted(bars.items())
    ]
    reach = sum(people for value, people in values.items() if value >= threshold)
    caption = say_many(
        "{n} person reaches {threshold}. Dark: those who qualify; light: everybody else.",
        "{n} people reach {threshold}. Dark: those who qualify; light: everybody else.",
        reach,
        threshold=threshold,
    )
    return figure(
        lambda width: _histogram(rows, axis, score=score, threshold=threshold, width=width, voice=voice),
        name="scores",
        title=voice(say("People by score")),
        caption=voice(caption),
    )


def _single(least: Thresholds) -> tuple[str, int]:
    for score, threshold in (("fit", least.fit), ("behaviour", least.behaviour), ("total", least.total)):
        if threshold is not None:
            return score, threshold
    raise ValueError("a definition names at least one threshold")


def _histogram(
    rows: list[dict[str, Any]], axis: Span, *, score: str, threshold: int, width: int, voice: Voice
) -> Any:  # fmt: skip
    heights: Counter[float] = Counter()
    for row in rows:
        heights[row["low"]] += row["people"]
    tallest = max(heights.values(), default=1)
    step = charts.nice_step(tallest, most=4)
    ticks: dict[int | float, str] = {place: voice(place) for place in range(0, tallest + 1, step)}
    x = alt.X(
        "low:Q",
        bin="binned",
        scale=alt.Scale(domain=[axis.low, axis.high + axis.step], nice=False),
        axis=charts.axis(axis.ticks(voice), title=voice(SCORES[score]) + " →", titleAnchor="end", grid=False),
    )
    y = alt.Y(
        "people:Q",
        stack="zero",
        scale=alt.Scale(domain=[0, tallest * 1.12], nice=False),
        axis=charts.axis(
            ticks, title="↑ " + voice(say("people")), titleAngle=0, titleAnchor="end", titleAlign="left",
            titleX=0, titleY=-10, domain=False,
        ),
    )  # fmt: skip
    label = {"low": threshold, "words": voice(say("threshold {points}", points=threshold))}
    line = alt.Chart(charts.rows([label])).encode(x="low:Q")
    return alt.layer(
        alt.Chart(charts.rows(rows))
        .mark_bar(stroke=charts.PAPER, strokeWidth=1)
        .encode(
            x=x,
            x2="high:Q",
            y=y,
            order=alt.Order("qualifies:N", sort="descending"),
            color=alt.Color(
                "qualifies:N", scale=alt.Scale(domain=[False, True], range=[charts.FAINT, charts.INK]), legend=None
            ),
        ),
        line.mark_rule(color=charts.INK, strokeDash=[4, 3]),
        line.mark_text(align="left", dx=6, dy=2, baseline="top").encode(y=alt.value(0), text="words:N"),
    ).properties(width=width - 50, height=min(300, round(width * 0.6)))
