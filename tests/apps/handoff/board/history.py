"""Passages as plain values, written to the database as they stand, and drawn at random."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from dueto.apps.agreements.models import Agreement
from dueto.apps.base.models import Card, Company, Person, Source
from dueto.apps.handoff.models import Clock, Handoff, Return
from dueto.apps.leads.models import Lead, Move, Opportunity

HOUR = timedelta(hours=1)
STEPS = {"qualified": "cross", "accepted": "accept", "opportunity": "open_opportunity", "won": "win"}


@dataclass(frozen=True)
class Told:
    """One clock as it stands."""

    kind: str
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None = None
    is_moot: bool = False

    @property
    def is_marketings(self) -> bool:
        return self.kind in ("prepare", "answer_return")

    @property
    def state(self) -> str:
        if self.stopped_at is None:
            return "running"
        if self.due_at is not None and self.stopped_at > self.due_at:
            return "missed"
        return "moot" if self.is_moot else "met"


@dataclass(frozen=True)
class Passage:
    """One lead with everything that became of it."""

    crossed_at: datetime
    stage: str = "qualified"
    end: str = ""
    state: str = ""
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    lacks: bool = False
    counts: bool = False
    executive: int | None = None
    clocks: tuple[Told, ...] = ()
    opened_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    amount: int = 0
    currency: str = "USD"
    name: str = "Rocío Tello"
    role: str = "jefa de calidad"
    company: str = "Conservas Punta Brava"
    campaign: str = "Auditorías sin sorpresas"
    moves: tuple[tuple[str, datetime], ...] = field(default=())


def write(passages: list[Passage], *, agreement: Agreement, definition: str = "negocio nuevo") -> list[Lead]:
    """Write the passages as they stand and return their leads."""
    return [_write(passage, agreement=agreement, definition=definition) for passage in passages]


def _write(passage: Passage, *, agreement: Agreement, definition: str) -> Lead:
    company, _ = Company.objects.get_or_create(
        key=passage.company.casefold(), defaults={"name": passage.company, "created_at": passage.crossed_at}
    )
    source, _ = Source.objects.get_or_create(
        fingerprint=passage.campaign, defaults={"channel": "webinar", "campaign": passage.campaign}
    )
    person = Person.objects.create(
        company=company, origin=source, created_at=passage.crossed_at - HOUR, last_act_at=passage.crossed_at
    )
    Card.objects.create(person=person, full_name=passage.name, role=passage.role, company=passage.company)
    lead = Lead.objects.create(
        person=person, company=company, definition=definition, agreement=agreement, stage=passage.stage,
        crossed_at=passage.crossed_at, entered_at=passage.crossed_at, fit=65, behaviour=39, origin=source,
        preparation_due=passage.lacks, end=passage.end, ended_at=passage.closed_at or _ended(passage),
        counts=passage.counts,
    )  # fmt: skip
    for stage, at in passage.moves or (("qualified", passage.crossed_at),):
        Move.objects.create(lead=lead, step=STEPS[stage], came_from="prospect", to=stage, happened_at=at)
    if passage.state:
        _hand_over(lead, passage)
    if passage.opened_at:
        Opportunity.objects.create(
            lead=lead, amount=passage.amount, currency=passage.currency, opened_at=passage.opened_at,
            updated_at=passage.updated_at or passage.opened_at, closed_at=passage.closed_at,
        )  # fmt: skip
    return lead


def _hand_over(lead: Lead, passage: Passage) -> None:
    handoff = Handoff.objects.create(
        lead=lead, state=passage.state, executive_id=passage.executive, sent_at=passage.sent_at,
        answered_at=passage.answered_at,
    )  # fmt: skip
    for told in passage.clocks:
        Clock.objects.create(
            handoff=handoff, kind=told.kind, side="marketing" if told.is_marketings else "sales",
            owed_by_id=None if told.is_marketings else passage.executive, started_at=told.started_at,
            budget=4 * HOUR, due_at=told.due_at, state=told.state, stopped_at=told.stopped_at,
        )  # fmt: skip
    if passage.state == "returned" and passage.answered_at and passage.executive:
        Return.objects.create(
            handoff=handoff, by_id=passage.executive, reason="demasiado pequeña", counts=passage.counts,
            returned_at=passage.answered_at,
        )  # fmt: skip
    if passage.end == "recycled" and passage.executive:
        Return.objects.create(
            handoff=handoff, by_id=passage.executive, reason="se enfrió", counts=True, is_recycling=True,
            returned_at=passage.closed_at or passage.crossed_at,
        )  # fmt: skip


def _ended(passage: Passage) -> datetime | None:
    if not passage.end:
        return None
    return passage.answered_at or passage.crossed_at


def drawn(rng: Random, *, as_of: datetime, executives: list[int], most: int = 25) -> list[Passage]:
    """Return random passages of the last hundred days: everything that may happen to one, and what may not yet."""
    return [_drawn(rng, as_of, executives) for _ in range(rng.randrange(most))]


def _drawn(rng: Random, as_of: datetime, executives: list[int]) -> Passage:
    crossed_at = as_of - rng.random() * timedelta(days=rng.choice((1, 20, 100)))
    sent_at = crossed_at + rng.random() * HOUR
    fate = rng.choice(("crossed", "merged", "withdrawn", "sent", "accepted", "returned", "claimed", "lapsed"))
    if fate in ("crossed", "merged", "withdrawn"):
        return Passage(crossed_at, end="" if fate == "crossed" else fate)
    executive = rng.choice(executives)
    is_answered = fate in ("accepted", "returned", "claimed")
    answered_at = min(sent_at + rng.random() * timedelta(hours=12), as_of) if is_answered else None
    state = {"sent": "sent", "claimed": "accepted"}.get(fate, fate)
    kinds = ("answer", "first_contact") if sent_at <= as_of else ()
    clocks = [_clock(rng, kind, sent_at, as_of) for kind in kinds]
    if state == "returned" and answered_at:
        clocks.append(_clock(rng, "answer_return", answered_at, as_of))
    later: dict[str, object] = {}
    if state == "accepted" and answered_at:
        later = _later(rng, answered_at, as_of)
    return Passage(
        crossed_at,
        state=state,
        sent_at=None if fate == "claimed" else sent_at,
        answered_at=answered_at,
        lacks=rng.random() < 0.3,
        counts=rng.random() < 0.6,
        executive=executive,
        clocks=tuple(clocks),
        **{"end": "returned" if state == "returned" else "lapsed" if state == "lapsed" else "", **later},  # type: ignore[arg-type]
    )


def _later(rng: Random, since: datetime, as_of: datetime) -> dict[str, object]:
    fate = rng.choice(("accepted", "opportunity", "deferred", "won", "lost", "recycled"))
    if fate == "accepted":
        return {"stage": fate}
    opened_at = since + rng.random() * (as_of - since)
    values: dict[str, object] = {
        "stage": fate,
        "opened_at": opened_at,
        "updated_at": opened_at + rng.random() * (as_of - opened_at),
        "amount": rng.randrange(1000, 30_000),
        "currency": rng.choice(("USD", "USD", "EUR")),
    }
    if fate in ("won", "lost", "recycled"):
        values |= {"end": fate, "closed_at": opened_at + rng.random() * (as_of - opened_at)}
    return values


def _clock(rng: Random, kind: str, since: datetime, as_of: datetime) -> Told:
    due_at = since + timedelta(hours=rng.choice((1, 4, 8, 30))) if rng.random() < 0.95 else None
    stopped_at = since + rng.random() * timedelta(hours=10) if rng.random() < 0.7 else None
    if stopped_at is not None and stopped_at > as_of:
        stopped_at = None
    return Told(kind, since, due_at, stopped_at, is_moot=rng.random() < 0.2)
