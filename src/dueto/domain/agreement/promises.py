"""Process, commitments and reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dueto.domain.basics.message import Message, Value, say, say_many

STAGES = {
    "inquiry": say("Inquiry"),
    "prospect": say("Prospect"),
    "qualified": say("Qualified lead"),
    "accepted": say("Accepted"),
    "opportunity": say("Sales opportunity"),
    "won": say("Won"),
    "lost": say("Lost"),
    "deferred": say("Deferred"),
    "disqualified": say("Disqualified"),
}
TEAMS = {"marketing": say("marketing"), "sales": say("sales")}
PERIODS = {"week": say("week"), "month": say("month"), "quarter": say("quarter")}
CONSEQUENCES = {
    "nurture": say("back to nurture"),
    "out": say("out, for this definition"),
    "colleague": say("the colleague becomes the contact"),
    "mend": say("to the steward's list"),
    "join": say("joined to what exists"),
}
CLOCKS = {
    "prepare": say("prepared within {time}"),
    "answer": say("answered within {time}"),
    "first_contact": say("first contact within {time}"),
    "fast_track_contact": say("on the fast track, contact within {time}"),
    "update": say("an update at least every {time}"),
    "recycle_after": say("recycled after {time} of silence"),
}
COMMITMENTS = {
    "complete": say("{share} of the hand-offs complete"),
    "outcome": say("{share} of the outcomes told"),
    "answer_returns": say("returns answered within {time}"),
    "prepare": say("hand-offs prepared within {time}"),
    "answer": say("hand-offs answered within {time}"),
    "first_contact": say("first contact within {time}"),
}


def span(text: str) -> Message:
    """Return a span of the document (`4h`) in words."""
    number = int(text[:-1])
    match text[-1]:
        case "m":
            return say_many("{n} minute", "{n} minutes", number)
        case "h":
            return say_many("{n} hour", "{n} hours", number)
        case _:
            return say_many("{n} day", "{n} days", number)


def stage(record: Mapping[str, Any]) -> Message:
    """Return one stage of the process in words: its name, its owner, what it means, its clocks and detours."""
    kind = STAGES[record["stage"]]
    name: Value = say("{name} ({kind})", name=record["name"], kind=kind) if "name" in record else kind
    parts: list[Value] = [say("owned by {team}", team=TEAMS[record["owner"]])]
    if "means" in record:
        parts.append(record["means"])
    parts += [say(CLOCKS[key].text, time=span(time)) for key, time in record.get("clock", {}).items() if key in CLOCKS]
    if attempts := record.get("clock", {}).get("attempts"):
        parts.append(_attempts(attempts))
    parts += [
        say("if {when}: {then}", when=detour["when"], then=detour["then"]) for detour in record.get("detours", ())
    ]
    return say("{name}: {parts}", name=name, parts=tuple(parts))


def _attempts(attempts: Mapping[str, Any]) -> Message:
    within = span(attempts["within"])
    if "channels" in attempts:
        channels = say_many("{n} channel", "{n} channels", attempts["channels"])
        return say("{n} attempts within {time} on {channels}", n=attempts["n"], time=within, channels=channels)
    return say("{n} attempts within {time}", n=attempts["n"], time=within)


def goal(record: Mapping[str, Any]) -> Message:
    """Return one shared goal in words."""
    return say(
        "{amount} {currency} of contracts won a {period}",
        amount=record["revenue"], currency=record["currency"], period=PERIODS[record["per"]],
    )  # fmt: skip


def commitment(record: Mapping[str, Any]) -> Message:
    """Return one commitment in words, with the share in which it must be kept."""
    promise = _promise(record)
    if "met_at_least" in record:
        return say("{promise}, in at least {share}", promise=promise, share=record["met_at_least"])
    return promise


def _promise(record: Mapping[str, Any]) -> Message:
    if "qualified" in record:
        period = PERIODS[record["per"]]
        if "acceptance_at_least" in record:
            share = record["acceptance_at_least"]
            return say(
                "{n} qualified a {period}, of which sales accepts {share}",
                n=record["qualified"],
                period=period,
                share=share,
            )
        return say("{n} qualified a {period}", n=record["qualified"], period=period)
    if "attempts" in record:
        return say_many("{n} attempt before giving up", "{n} attempts before giving up", record["attempts"])
    for key in ("complete", "outcome"):
        if key in record:
            return say(COMMITMENTS[key].text, share=record[key])
    key = next(key for key in record if key in COMMITMENTS)
    return say(COMMITMENTS[key].text, time=span(record[key]))


def why(record: Mapping[str, Any]) -> Message:
    """Return one reason in words, with its consequence."""
    parts: list[Value] = []
    if "then" in record:
        parts.append(CONSEQUENCES[record["then"]])
    if "earliest" in record:
        parts.append(say("after {time} at the earliest", time=span(record["earliest"])))
    if "counts" in record:
        parts.append(say("counts against acceptance") if record["counts"] else say("does not count"))
    if record.get("note"):
        parts.append(say("with a note"))
    if record.get("after_attempts"):
        parts.append(say("only after the promised attempts"))
    if record.get("to_whom"):
        parts.append(say("to whom must be said"))
    return (
        say("{reason}: {parts}", reason=record["reason"], parts=tuple(parts))
        if parts
        else say("{reason}", reason=record["reason"])
    )
