"""What came of them: win rates with intervals, wins caught and missed by name, lift and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dueto.adapters import charts
from dueto.adapters.voice import Voice
from dueto.analytics.outcome import OutcomeFinding, Rate
from dueto.cli.qualify.report.figure import Figure, figure
from dueto.domain.basics.message import Message, Value, say, say_many

ROW = 58


@dataclass(frozen=True, slots=True)
class Closing:
    """The part of the page about outcomes."""

    figure: Figure
    first: str
    says: tuple[str, ...]
    caught: int
    missed: int


def closing(finding: OutcomeFinding, *, voice: Voice) -> Closing:
    """Return what the outcomes say of the definition."""
    says = [*_doubts(finding), *_order(finding), *_unknown(finding, voice)]
    return Closing(
        figure=rates(
            ((say("Those who qualify"), finding.qualified), (say("Everybody"), finding.everybody)), voice=voice
        ),
        first=voice(_caught(finding)),
        says=tuple(voice(one) for one in says),
        caught=len(finding.wins_caught),
        missed=len(finding.wins_missed),
    )


def rate_in_words(rate: Rate, voice: Voice) -> Message:
    """Return a rate with its interval; without outcomes nothing is claimed."""
    if rate.value is None:
        return say("no outcome is known")
    low, high = rate.interval
    return say(
        "{won} of {known}: {share}, between {low} and {high}",
        won=rate.won, known=rate.known, share=voice.percent(rate.value),
        low=voice.percent(low), high=voice.percent(high),
    )  # fmt: skip


def _caught(finding: OutcomeFinding) -> Message:
    caught, wins = len(finding.wins_caught), finding.everybody.won
    if not wins:
        return say("Nothing was won among the known outcomes, so the definition cannot be tested against them.")
    return say_many(
        "The definition catches {caught} of the {n} win.", "The definition catches {caught} of the {n} wins.",
        wins, caught=caught,
    )  # fmt: skip


def _doubts(finding: OutcomeFinding) -> Sequence[Message]:
    qualified, everybody = finding.qualified, finding.everybody
    if not qualified.known:
        return (say("Of those who qualify no outcome is known."),)
    if qualified.is_thin:
        return (
            say_many(
                "With {n} outcome of those who qualify nothing is certain; this is how it looks.",
                "With {n} outcomes of those who qualify nothing is certain; this is how it looks.",
                qualified.known,
            ),
        )
    low, high = qualified.interval
    assert everybody.value is not None
    if low <= everybody.value <= high:
        return (say("The interval of those who qualify holds the rate of everybody: the difference may be chance."),)
    return ()


def _order(finding: OutcomeFinding) -> Sequence[Message]:
    said = []
    if finding.lift is not None:
        said.append(say("The top fifth by score wins {lift} times as often as everybody.", lift=round(finding.lift, 2)))
    if finding.auc is not None:
        said.append(
            say(
                "Of one who was won and one who was not, the won one has the higher score {n} times out of 100 "
                "(AUC {auc}).",
                n=round(100 * finding.auc), auc=round(finding.auc, 2),
            )
        )  # fmt: skip
    return said


def _unknown(finding: OutcomeFinding, voice: Voice) -> Sequence[Message]:
    people = finding.everybody.known + finding.unknown
    if not finding.unknown or not people:
        return ()
    return (
        say_many(
            "The outcome of {n} person ({share}) is not known; they are in no rate.",
            "The outcome of {n} people ({share}) is not known; they are in no rate.",
            finding.unknown,
            share=voice.percent(finding.unknown / people),
        ),
    )


def rates(named: Sequence[tuple[Message, Rate]], *, voice: Voice) -> Figure:
    """Return the drawing of rates one under another, each with its interval."""
    rows = [
        {"row": place, "name": voice(name), "words": voice(rate_in_words(rate, voice)),
         "is_known": rate.value is not None, "value": rate.value or 0.0,
         "low": rate.interval[0], "high": rate.interval[1]}
        for place, (name, rate) in enumerate(named)
    ]  # fmt: skip
    parts: tuple[Value, ...] = tuple(
        say("{name}: {rate}.", name=name, rate=rate_in_words(rate, voice)) for name, rate in named
    )
    return figure(
        lambda width: _drawing(rows, width=width, voice=voice),
        name="rates",
        title=voice(say("Win rate with its 95 % interval")),
        caption=voice(say("Win rate with its 95 % interval")),
        description=" ".join(voice(part) for part in parts),
    )


def _drawing(rows: list[dict[str, Any]], *, width: int, voice: Voice) -> Any:
    most = min(1.0, max(0.05, *(row["high"] for row in rows if row["is_known"]), 0.0) * 1.1)
    percents = round(most * 100)
    step = charts.nice_step(percents, most=6)
    ticks: dict[int | float, str] = {
        place / 100: voice.percent(place / 100) for place in range(0, percents + 1, step)
    }  # fmt: skip
    axis = charts.axis(ticks, grid=False)
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, most], nice=False), axis=axis)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    data = alt.Chart(charts.rows(rows)).encode(y=y)
    known = data.transform_filter(alt.datum.is_known)
    return alt.layer(
        known.mark_rule(color=charts.INK, strokeWidth=2, yOffset=16).encode(x=x, x2="high:Q"),
        known.mark_point(color=charts.INK, fill=charts.INK, size=90, shape="circle", opacity=1, yOffset=16).encode(
            x=alt.X("value:Q")
        ),
        data.mark_text(align="left", dy=-14, fontWeight=600).encode(x=alt.value(0), text="name:N"),
        data.mark_text(align="left", dy=2, color=charts.SOFT).encode(x=alt.value(0), text="words:N"),
    ).properties(width=width - 16, height=ROW * len(rows))
