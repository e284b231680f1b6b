"""The score of today as a drawing."""

from __future__ import annotations

from datetime import timedelta

from dueto.apps.agreements.queries import in_force
from dueto.apps.handoff.board.people import Who
from dueto.apps.handoff.board.score import BARS, VOICES, Score, score
from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.period import period_of
from dueto.domain.lifecycle.stages import Stage
from dueto.web import addresses, speech
from dueto.web.figures.stave import Note, Stave, lay_out
from dueto.web.figures.stave import Stage as Bar
from dueto.web.reader import Request

LABELS = {
    Stage.INQUIRY: say("Inquiry"),
    Stage.QUALIFIED: say("Qualified"),
    Stage.ACCEPTED: say("Accepted"),
    Stage.OPPORTUNITY: say("In sale"),
    Stage.WON: say("Won"),
}
UPBEAT = timedelta(minutes=20)
"""The drawing begins so long before the first note of the day, so that the night takes no room."""


def stave_of(request: Request, *, opens: bool = True) -> Stave | None:
    """Return today's score laid out, or None before the first note; its notes open their people if the reader may."""
    agreement = in_force(request.now)
    zone = agreement.agreement.zone if agreement else request.zone
    day = period_of("day", as_of=request.now, zone=zone)
    found = score(day, as_of=request.now)
    if found.is_empty:
        return None
    return lay_out(
        stages=[Bar(LABELS[stage], found.counts[stage], VOICES[stage]) for stage in BARS],
        notes=_notes(found, request, opens=opens),
        since=max(day.begins_at, found.notes[0].at - UPBEAT) if found.notes else day.begins_at,
        until=request.now,
    )


def _notes(found: Score, request: Request, *, opens: bool) -> list[Note]:
    reader = speech.Reader(request.voice, request.zone, request.now)
    return [
        Note(
            stage=BARS.index(note.stage),
            at=note.at,
            passage=str(note.passage),
            label=said_of(note.who, speech.clock_time(note.at, reader=reader)),
            href=addresses.person(note.who.id) if opens else "",
        )
        for note in found.notes
    ]


def said_of(who: Who, time: str) -> Message:
    """Return who it is and when, as one reads it on a note."""
    if who.name and who.company:
        return say("{name}, {company}, {time}", name=who.name, company=who.company, time=time)
    if who.name or who.company:
        return say("{name}, {time}", name=who.name or who.company, time=time)
    return say("Somebody without a name yet, {time}", time=time)
