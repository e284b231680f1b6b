"""What became of everybody who crossed: from the ledger of the world to passages, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.standing import Standing, Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.routing.sentences import BECAUSE, Because
from dueto.domain.sla.kinds import Kind
from dueto.work.demo.passing import SALES_OWES, Passing, Row, Version, begin
from dueto.work.demo.words import WHICH, answer_of, note_of
from dueto.world.content import FAIR
from dueto.world.hours import after_hours
from dueto.world.months import datetime_of, instant_of

DEFINITION: Final = "negocio nuevo"
MEETINGS: Final = {"maritza-oyola": 4.5}
"""Who has agreed to meet, in so many business hours from now."""
FORGOTTEN: Final = 0.05
"""The part of accepted leads of whose outcome sales has said nothing, however long ago."""
NOT_LONG_AGO: Final = timedelta(days=240)
COOLED: Final = (("se enfrió sin respuesta", 0.6), ("no piensa comprar ahora", 0.4))
CHANNELS: Final = ("call", "whatsapp", "call", "mail", "call", "whatsapp")


@dataclass(frozen=True, slots=True)
class Seller:
    """An executive as a member: where their day begins and ends."""

    id: int
    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who crossed, and what the definition said of them then."""

    person: str
    person_id: int
    company_id: int | None
    origin_id: int | None
    country: str
    campaign: str
    fit: int
    behaviour: int
    is_fast: bool
    proof: list[int]

    @property
    def lead(self) -> Row:
        """The row of the lead, as far as the crossing tells it."""
        return {
            "person_id": self.person_id,
            "company_id": self.company_id,
            "origin_id": self.origin_id,
            "definition": DEFINITION,
            "fit": self.fit,
            "behaviour": self.behaviour,
            "is_fast": self.is_fast,
            "proof": self.proof,
        }


@dataclass(slots=True)
class Teller:
    """Tells passages as of the launch. `marketing` are those who answer returns."""

    launch: datetime
    sellers: Mapping[str, Seller]
    marketing: tuple[int, ...]

    def handed_over(
        self, told: Row, deal: Row | None, who: Crossing, version: Version, *, number: int, before: Standing | None
    ) -> Passing:
        """Return the passage of a lead of the ledger and of the deal that came of it."""
        rng = Random(f"{who.person}/{number}")  # noqa: S311  a story needs no secrets
        seller = self.sellers[told["executive"]]
        crossed = datetime_of(told["crossed_at"])
        sent = min(datetime_of(told["handed_over_at"]) if told["handed_over_at"] else self.launch, self.launch)
        passing = begin(
            version,
            lead={**who.lead, "passage": number},
            at=crossed,
            before=before,
            launch=self.launch,
            is_fast=who.is_fast,
        )
        passing.take(Step.CROSS, at=crossed)
        passing.note(
            Tag.LEAD_CROSSED, "lead", at=crossed, definition=DEFINITION, fit=who.fit, behaviour=who.behaviour,
            because=passing.moves[-1]["because"],
        )  # fmt: skip
        self._send(passing, seller, who, at=sent)
        answered = datetime_of(told["answered_at"]) if told["answer"] else None
        if answered is None:
            self._wait(passing, seller)
        elif told["answer"] == "returned":
            self._try(passing, seller, told, rng, until=answered, reached=False)
            self._give_back(passing, seller, told, rng, who, at=answered)
        else:
            self._accept(passing, seller, at=answered)
            self._follow(passing, seller, told, deal, rng)
        return passing

    def claimed(self, deal: Row, who: Crossing, version: Version, *, number: int, before: Standing | None) -> Passing:
        """Return the passage of somebody whom an executive took without a hand-off of marketing."""
        rng = Random(f"{who.person}/{number}")  # noqa: S311  not a secret
        seller = self.sellers[deal["executive"]]
        opened = datetime_of(deal["opened_at"])
        at = opened - timedelta(hours=2)
        passing = begin(
            version, lead={**who.lead, "passage": number}, at=at, before=before, launch=self.launch, is_fast=False
        )
        passing.take(Step.CLAIM, at=at, by=seller.id)
        passing.handoff |= {
            "executive_id": seller.id, "sent_at": at, "answered_at": at, "first_contact_at": at, "why": [],
        }  # fmt: skip
        passing.note(Tag.HANDOFF_CLAIMED, "handoff", at=at, by=seller.id)
        passing.run(Kind.PREPARE, at=at)
        passing.take(Step.PREPARE, at=opened - timedelta(hours=1), by=seller.id)
        passing.halt(Kind.PREPARE, at=opened - timedelta(hours=1))
        self._sell(passing, seller, deal, rng)
        return passing

    def _send(self, passing: Passing, seller: Seller, who: Crossing, *, at: datetime) -> None:
        meeting = None
        if who.person in MEETINGS:
            meeting = datetime_of(after_hours(instant_of(self.launch), hours=MEETINGS[who.person], zone=seller.zone))
            meeting = meeting.replace(minute=0, second=0, microsecond=0)
        covers = say(BECAUSE[Because.COVERS].text, executive=seller.name, country=who.country)
        passing.take(Step.SEND, at=at)
        passing.handoff |= {
            "executive_id": seller.id, "is_fast": who.is_fast, "prepared_at": at, "sent_at": at, "meeting_at": meeting,
            "why": [packed(covers)],
            "confirmed_at": at if who.is_fast or meeting else None,
        }  # fmt: skip
        passing.note(Tag.HANDOFF_SENT, "handoff", at=at, executive=seller.id)
        passing.run(Kind.ANSWER, at=at)
        passing.run(Kind.FIRST_CONTACT, at=at, agreed_at=meeting)
        passing.run(Kind.ATTEMPTS, at=at)

    def _wait(self, passing: Passing, seller: Seller) -> None:
        at = passing.handoff["sent_at"]
        passing.notices.append({"member_id": seller.id, "kind": "handoff", "created_at": at})

    def _accept(self, passing: Passing, seller: Seller, *, at: datetime) -> None:
        passing.take(Step.ACCEPT, at=at, by=seller.id)
        passing.handoff |= {"answered_at": at, "confirmed_at": passing.handoff["confirmed_at"] or at}
        passing.halt(Kind.ANSWER, at=at)
        passing.note(Tag.HANDOFF_ACCEPTED, "handoff", at=at, by=seller.id, to="accepted")

    def _follow(self, passing: Passing, seller: Seller, told: Row, deal: Row | None, rng: Random) -> None:
        answered = passing.handoff["answered_at"]
        cooled = answered + timedelta(days=32 + 25 * rng.random())
        silent = deal is None and rng.random() < FORGOTTEN and self.launch - answered < NOT_LONG_AGO
        ends = datetime_of(deal["opened_at"]) if deal else cooled
        is_tough = deal is None and rng.random() < 0.4
        self._try(passing, seller, told, rng, until=min(ends, self.launch), reached=not is_tough)
        if deal is not None:
            self._sell(passing, seller, deal, rng)
        elif cooled <= self.launch and not silent:
            self._recycle(passing, seller, rng, at=cooled)
        elif passing.attempts and passing.attempts[-1]["result"] != "talked" and self.launch < cooled:
            again = after_hours(instant_of(self.launch), hours=0.5 + 9 * rng.random(), zone=seller.zone)
            passing.handoff["next_attempt_at"] = datetime_of(again).replace(minute=0, second=0)

    def _try(self, passing: Passing, seller: Seller, told: Row, rng: Random, *, until: datetime, reached: bool) -> None:
        first = told["first_contact_at"]
        if first is None:
            if not told["attempts"] or not passing.handoff.get("answered_at"):
                return
            first = after_hours(instant_of(passing.handoff["answered_at"]), hours=0.7, zone=seller.zone)
        for place in range(told["attempts"]):
            if told["reason"] == "no respondió":
                at = datetime_of(first) + place * timedelta(hours=31)
            else:
                hours = 0 if place == 0 else 7 * place + 4 * rng.random()
                at = datetime_of(after_hours(first, hours=hours, zone=seller.zone))
            if at >= until:
                return
            talked = reached and told["first_contact_at"] is not None and place == 0
            result = "talked" if talked else "later" if place == 0 and told["answer"] == "accepted" else "no_answer"
            self._attempt(passing, seller, at=at, channel=CHANNELS[place % len(CHANNELS)], result=result)

    def _attempt(self, passing: Passing, seller: Seller, *, at: datetime, channel: str, result: str) -> None:
        passing.attempts.append({"by_id": seller.id, "channel": channel, "result": result, "happened_at": at})
        passing.handoff.setdefault("first_contact_at", at)
        passing.halt(Kind.FIRST_CONTACT, at=at)
        if result == "talked" or len(passing.attempts) == len(CHANNELS):
            passing.halt(Kind.ATTEMPTS, at=at)
        passing.note(Tag.ATTEMPT_MADE, "handoff", at=at, by=seller.id, channel=channel, result=result)

    def _give_back(
        self, passing: Passing, seller: Seller, told: Row, rng: Random, who: Crossing, *, at: datetime
    ) -> None:
        fair = who.campaign == FAIR
        note = note_of(rng, told["reason"], fair=fair)
        earliest = date.fromisoformat(told["earliest"]) if told["earliest"] else None
        which = rng.choice(WHICH) if passing.version.agreed.to_return(told["reason"]) else ""
        moved = passing.take(
            Step.RETURN, at=at, by=seller.id, told=Told(reason=told["reason"], has_note=bool(note), earliest=earliest)
        )
        passing.handoff |= {"answered_at": at, "next_attempt_at": None}
        passing.halt(*SALES_OWES, at=at)
        given = self._given(passing, seller, at=at, note=note, which_one=which, is_recycling=False)
        if moved.owes_answer:
            passing.run(Kind.ANSWER_RETURN, at=at)
        if fair and told["reason"] == "demasiado pequeña":
            return
        hours = 1 + 12 * rng.random() if rng.random() < 0.93 else 17 + 6 * rng.random()
        answered = datetime_of(after_hours(instant_of(at), hours=hours, zone="America/Lima"))
        if answered <= self.launch:
            self._answer(passing, given, rng, told["reason"], at=answered)

    def _answer(self, passing: Passing, given: Row, rng: Random, reason: str, *, at: datetime) -> None:
        by = rng.choice(self.marketing)
        answer, words = answer_of(rng, reason)
        given |= {"answered_by_id": by, "answered_at": at, "answer": answer, "answer_note": words}
        passing.halt(Kind.ANSWER_RETURN, at=at)
        if answer == "mended":
            passing.lead["mended_at"] = at
        passing.note(Tag.RETURN_ANSWERED, "handoff", at=at, by=by, answer=answer)

    def _recycle(self, passing: Passing, seller: Seller, rng: Random, *, at: datetime) -> None:
        reason = COOLED[0][0] if rng.random() < COOLED[0][1] else COOLED[1][0]
        passing.take(Step.RECYCLE, at=at, by=seller.id, told=Told(reason=reason, has_note=True))
        passing.halt(*SALES_OWES, at=at)
        given = self._given(passing, seller, at=at, note="", which_one="", is_recycling=True)
        given |= {"answered_by_id": self.marketing[0], "answered_at": at + timedelta(hours=3), "answer": "agreed"}

    def _given(
        self, passing: Passing, seller: Seller, *, at: datetime, note: str, which_one: str, is_recycling: bool
    ) -> Row:
        reason, counts = passing.lead["end_reason"], passing.lead["counts"]
        given: Row = {
            "by_id": seller.id, "is_recycling": is_recycling, "reason": reason, "counts": counts, "note": note,
            "which_one": which_one, "returned_at": at,
        }  # fmt: skip
        passing.returns.append(given)
        passing.note(Tag.HANDOFF_RETURNED, "handoff", at=at, by=seller.id, reason=reason, recycled=is_recycling)
        return given

    def _sell(self, passing: Passing, seller: Seller, deal: Row, rng: Random) -> None:
        opened = max(datetime_of(deal["opened_at"]), passing.handoff["answered_at"] + timedelta(minutes=5))
        closed = datetime_of(deal["closed_at"]) if deal["closed_at"] else None
        passing.take(Step.OPEN_OPPORTUNITY, at=opened, by=seller.id)
        passing.halt(Kind.ATTEMPTS, Kind.FIRST_CONTACT, at=opened)
        passing.handoff |= {"next_attempt_at": None}
        passing.handoff.setdefault("first_contact_at", opened)
        passing.opportunity |= {
            "amount": deal["amount"], "currency": deal["currency"], "opened_at": opened, "updated_at": opened,
        }  # fmt: skip
        passing.note(Tag.OPPORTUNITY_OPENED, "handoff", at=opened, by=seller.id)
        passing.run(Kind.UPDATE, at=opened)
        self._update(passing, seller, rng, since=opened, until=closed or self.launch)
        if closed is not None:
            self._close(passing, seller, deal, rng, at=max(closed, opened + timedelta(hours=1)))

    def _update(self, passing: Passing, seller: Seller, rng: Random, *, since: datetime, until: datetime) -> None:
        for at in _visits(rng, since, until, zone=seller.zone):
            passing.halt(Kind.UPDATE, at=at)
            passing.run(Kind.UPDATE, at=at)
            passing.opportunity["updated_at"] = at
            passing.note(Tag.OPPORTUNITY_UPDATED, "handoff", at=at, by=seller.id)

    def _close(self, passing: Passing, seller: Seller, deal: Row, rng: Random, *, at: datetime) -> None:
        match deal["outcome"]:
            case "won":
                passing.take(Step.WIN, at=at, by=seller.id)
            case "lost":
                told = Told(reason=deal["reason"], to_whom=deal["lost_to"] or "")
                passing.take(Step.LOSE, at=at, by=seller.id, told=told)
            case "deferred":
                self._defer(passing, seller, deal, rng, at=at)
                return
        passing.opportunity |= {"closed_at": at, "updated_at": at}
        passing.halt(*SALES_OWES, at=at)

    def _defer(self, passing: Passing, seller: Seller, deal: Row, rng: Random, *, at: datetime) -> None:
        until = date.fromisoformat(deal["until"])
        passing.take(Step.DEFER, at=at, by=seller.id, told=Told(until=until))
        passing.halt(Kind.UPDATE, at=at)
        passing.opportunity["updated_at"] = at
        back = datetime.combine(until, time(14, 5), UTC)
        if back > self.launch:
            return
        passing.take(Step.RESUME, at=back)
        passing.opportunity["updated_at"] = back
        passing.run(Kind.UPDATE, at=back)
        ends = back + timedelta(days=20 + 20 * rng.random())
        self._update(passing, seller, rng, since=back, until=min(ends, self.launch))
        if ends <= self.launch:
            passing.take(Step.LOSE, at=ends, by=seller.id, told=Told(reason="cambió la prioridad"))
            passing.opportunity |= {"closed_at": ends, "updated_at": ends}
            passing.halt(*SALES_OWES, at=ends)


def _visits(rng: Random, since: datetime, until: datetime, *, zone: str) -> Iterator[datetime]:
    """Yield when an executive wrote down how a sale stands: nearly always within the ten days that were promised."""
    at = since
    while True:
        hours = 92 + 20 * rng.random() if rng.random() < 0.06 else 30 + 52 * rng.random()
        at = datetime_of(after_hours(instant_of(at), hours=hours, zone=zone))
        if at >= until:
            return
        yield at
