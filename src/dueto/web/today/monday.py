"""The Monday of management: the goal in one sentence, both teams' promises, what was won, what is overdue by name."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.apps.handoff.board.arrivals import Win, wins
from dueto.apps.handoff.board.goal import Goal, goal
from dueto.apps.handoff.board.overdue import overdue
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.commitments.period import Period, period_of
from dueto.domain.commitments.share import in_percent
from dueto.domain.commitments.standing import Standing
from dueto.web import speech
from dueto.web.board.dues import Line, lines_of
from dueto.web.board.figures import also_won
from dueto.web.reader import Request
from dueto.web.today.marketing import UNSIGNED
from dueto.web.today.month import Month, month_of

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Day:
    """What stands on the page."""

    headline: Message
    sentence: Message | None
    marketing: tuple[Standing, ...]
    sales: tuple[Standing, ...]
    wins: tuple[Win, ...]
    overdue: list[Line]


def monday(request: Request) -> Day:
    """Return the Monday page; before an agreement is signed, only what was won and what is late."""
    month = month_of(request)
    now = period_of("month", as_of=request.now, zone=request.zone)
    period = month.promises.month if month else now
    reader = speech.Reader(request.voice, request.zone, request.now)
    headline, sentence = _goal(month, period, request, reader)
    return Day(
        headline=headline,
        sentence=sentence,
        marketing=month.promises.of("marketing") if month else (),
        sales=month.promises.of("sales") if month else (),
        wins=wins(period, as_of=request.now),
        overdue=lines_of(overdue(as_of=request.now, most=SHOWN)),
    )


def _goal(
    month: Month | None, period: Period, request: Request, reader: speech.Reader
) -> tuple[Message, Message | None]:
    if month is None:
        return UNSIGNED, None
    shared = goal(month.agreement.record, month=period, as_of=request.now)
    if shared.percent is None:
        return _won(shared, month, reader), say("No goal is agreed yet; with one, this page says how far you are.")
    headline = say("We are at {share} of the goal.", share=in_percent(shared.percent))
    if month.name is not None:
        headline = say("{month}: {share} of the goal.", month=month.name.capitalize(), share=in_percent(shared.percent))
    return headline, _how_far(shared, reader)


def _how_far(shared: Goal, reader: speech.Reader) -> Message:
    won = speech.money(shared.won, shared.currency, reader=reader)
    target = speech.money(shared.target or 0, shared.currency, reader=reader)
    wins_of = say_many("{n} sale was won", "{n} sales were won", shared.wins)
    if (others := also_won(shared, reader)) is not None:
        return say("{wins}: {won} {others}, of {target}.", wins=wins_of, won=won, others=others, target=target)
    if shared.left:
        left = speech.money(shared.left, shared.currency, reader=reader)
        return say("{wins}: {won} of {target}. {left} to go.", wins=wins_of, won=won, target=target, left=left)
    return say("{wins}: {won} of {target}.", wins=wins_of, won=won, target=target)


def _won(shared: Goal, month: Month, reader: speech.Reader) -> Message:
    won = speech.money(shared.won, shared.currency, reader=reader)
    if month.name is not None:
        return say_many(
            "In {month}, {n} sale was won: {money}.", "In {month}, {n} sales were won: {money}.", shared.wins,
            month=month.name, money=won,
        )  # fmt: skip
    return say_many(
        "This month {n} sale was won: {money}.", "This month {n} sales were won: {money}.", shared.wins, money=won
    )
