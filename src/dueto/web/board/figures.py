"""The four numbers of the board, each with what was promised."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.apps.agreements.queries import in_force
from dueto.apps.handoff.board.goal import Goal, goal
from dueto.apps.handoff.board.promises import promises
from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.promise import What
from dueto.domain.commitments.share import how_sure, in_percent
from dueto.domain.commitments.standing import Standing
from dueto.web import addresses, speech
from dueto.web.reader import Request

UNKNOWN = say("Nothing to judge yet")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it is called, what was promised, where it opens to its people, whose it is."""

    label: Message
    value: int | str | Message
    promise: Message | None
    href: str
    voice: str
    delta: Message | None = None


def figures_of(request: Request) -> tuple[Figure, ...]:
    """Return goal, qualified, accepted and in time; nothing before an agreement is signed, for nobody promised."""
    agreement = in_force(request.now)
    if agreement is None:
        return ()
    reader = speech.Reader(request.voice, request.zone, request.now)
    found = promises(agreement, as_of=request.now)
    shared = goal(agreement.record, month=found.month, as_of=request.now)
    in_time = found.about(What.FIRST_CONTACT) or found.about(What.ANSWER)
    standings = (
        _counted(found.about(What.QUALIFIED)),
        _shared(say("Sales accepted"), found.about(What.ACCEPTANCE), voice="both", href=addresses.OUTCOMES),
        _shared(_in_time_label(in_time), in_time, voice="sales", href=addresses.COMMITMENTS),
    )
    return (goal_figure(shared, reader), *(figure for figure in standings if figure))


def goal_figure(shared: Goal, reader: speech.Reader) -> Figure:
    """Return the goal as a number: how far it is reached, or what was won where none was agreed."""
    won = speech.money(shared.won, shared.currency, reader=reader)
    if shared.target is None or shared.percent is None:
        return Figure(
            say("Won this month"), say("{money}", money=won), say("no goal was agreed"), addresses.OUTCOMES, "both"
        )
    promise = say("{won} of {target}", won=won, target=speech.money(shared.target, shared.currency, reader=reader))
    return Figure(
        say("Goal"), in_percent(shared.percent), promise, addresses.OUTCOMES, "both", also_won(shared, reader)
    )


def also_won(shared: Goal, reader: speech.Reader) -> Message | None:
    """Return what was won in other currencies, which nobody agreed to convert."""
    if not shared.others:
        return None
    amounts = tuple(speech.money(amount, currency, reader=reader) for currency, amount in shared.others)
    return say("and {amounts}", amounts=amounts)


def _counted(standing: Standing | None) -> Figure | None:
    if standing is None:
        return None
    promise = say("{n} promised", n=standing.promise.target or 0)
    return Figure(say("Qualified this month"), standing.count, promise, addresses.PROSPECTS, "marketing", standing.owed)


def _in_time_label(standing: Standing | None) -> Message:
    if standing is not None and standing.promise.what is What.FIRST_CONTACT:
        return say("First contact in time")
    return say("Answered in time")


def _shared(label: Message, standing: Standing | None, *, voice: str, href: str) -> Figure | None:
    if standing is None:
        return None
    promise = say("{share} promised", share=in_percent(standing.promise.at_least))
    if standing.share.percent is None:
        return Figure(label, "–", promise, href, voice, UNKNOWN)
    value = in_percent(standing.share.percent)
    return Figure(label, value, promise, href, voice, how_sure(standing.share))
