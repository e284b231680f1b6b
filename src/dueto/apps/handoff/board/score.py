"""The score of one day: who came to which stage, and when. Four queries; a day costs what happened in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from dueto.apps.base.models import Person, present
from dueto.apps.handoff.board.counts import span
from dueto.apps.handoff.board.people import Who, who
from dueto.apps.leads.models import Move
from dueto.domain.commitments.period import Period
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.steps import Step

MOST = 20
"""So many of each stage are read; the counts count all."""
BARS = (Stage.INQUIRY, Stage.QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON)
ENTERED_BY = {
    Stage.QUALIFIED: (Step.CROSS,),
    Stage.ACCEPTED: (Step.ACCEPT, Step.CLAIM),
    Stage.OPPORTUNITY: (Step.OPEN_OPPORTUNITY,),
    Stage.WON: (Step.WIN,),
}
"""Which steps lead into a bar; preparing or reopening is no new note."""
VOICES = dict.fromkeys(BARS[:2], "marketing") | dict.fromkeys(BARS[2:], "sales")


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody who came to a stage. Notes of one passage belong together."""

    stage: Stage
    at: datetime
    who: Who
    passage: int


@dataclass(frozen=True, slots=True)
class Score:
    """The notes of a day by stage, with how many there were of each."""

    day: Period
    counts: dict[Stage, int]
    notes: tuple[Note, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not any(self.counts.values())


def score(day: Period, *, as_of: datetime) -> Score:
    """Return the score of `day` as far as it has been played at `as_of`."""
    counts, notes = dict.fromkeys(BARS, 0), list(_inquiries(day, as_of=as_of))
    counts[Stage.INQUIRY] = _known(day, as_of=as_of).count()
    moves = _moves(day, as_of=as_of)
    by_stage = moves.values("to").annotate(n=Count("lead", distinct=True)).values_list("to", "n")
    counts |= {Stage(to): n for to, n in by_stage}
    latest = moves.select_related("lead__person__card").order_by("-happened_at", "-id")[: MOST * len(ENTERED_BY)]
    notes += [Note(Stage(move.to), move.happened_at, who(move.lead.person), move.lead.person_id) for move in latest]
    return Score(day, counts, tuple(sorted(notes, key=lambda note: (note.at, note.passage))))


def _moves(day: Period, *, as_of: datetime) -> QuerySet[Move]:
    entered = Q()
    for stage, steps in ENTERED_BY.items():
        entered |= Q(to=stage, step__in=steps)
    return Move.objects.filter(entered, to__in=tuple(ENTERED_BY), happened_at__range=span(day, as_of=as_of))


def _known(day: Period, *, as_of: datetime) -> QuerySet[Person]:
    """Return who became known in the day."""
    begin, end = span(day, as_of=as_of)
    return Person.objects.filter(present(), created_at__range=(begin, end))


def _inquiries(day: Period, *, as_of: datetime) -> list[Note]:
    latest = _known(day, as_of=as_of).select_related("card").order_by("-created_at", "-id")[:MOST]
    return [Note(Stage.INQUIRY, person.created_at, who(person), person.pk) for person in latest]
