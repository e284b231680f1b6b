"""What became of everybody who crossed: from the ledger of the world to passages, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.standing import Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.routing.sentences import BECAUSE, Because
from dueto.domain.sla.kinds import Kind
from dueto.work.demo.giving_back import give_back, recycle
from dueto.work.demo.passing import Passing, Row, Version, begin
from dueto.work.demo.sale import sell
from dueto.work.demo.sellers import Seller
from dueto.work.demo.trying import keep_trying, plan_next
from dueto.world.content import FAIR
from dueto.world.handoffs import DEFINITION
from dueto.world.hours import after_hours
from dueto.world.months import datetime_of, instant_of

MEETINGS: Final = {"maritza-oyola": 4.5}
"""Who has agreed to meet, in so many business hours from now."""
FORGOTTEN: Final = 0.15
"""The part of the overloaded executive's accepted leads of whose outcome nothing was said."""
NOT_LONG_AGO: Final = timedelta(days=240)
TOUGH: Final = 0.5
"""From there up to here: those who could not talk at the first attempt, and were hardly tried again."""


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


@dataclass(frozen=True, slots=True)
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
        passing = self._begun(who, version, at=datetime_of(told["crossed_at"]), number=number, before=before)
        _cross(passing, who)
        sent = min(datetime_of(told["handed_over_at"] or instant_of(self.launch)), self.launch)
        self._send(passing, seller, who, at=sent)
        if told["answer"] is None:
            passing.notices.append({"member_id": seller.id, "kind": "handoff", "created_at": sent})
            return passing
        answered = datetime_of(told["answered_at"])
        if told["answer"] == "returned":
            keep_trying(passing, seller, told, rng, until=answered, is_tough=True)
            fair = who.campaign == FAIR
            give_back(passing, seller, told, rng, at=answered, person=who.person, fair=fair, marketing=self.marketing)
            return passing
        _accept(passing, seller, at=answered)
        self._follow(passing, seller, told, deal, rng)
        return passing

    def claimed(self, deal: Row, who: Crossing, version: Version, *, number: int, before: Standing | None) -> Passing:
        """Return the passage of somebody whom an executive took without a hand-off of marketing."""
        seller = self.sellers[deal["executive"]]
        opened = datetime_of(deal["opened_at"])
        at, prepared = opened - timedelta(hours=2), opened - timedelta(hours=1)
        passing = self._begun(who, version, at=at, number=number, before=before)
        passing.take(Step.CLAIM, at=at, by=seller.id)
        passing.handoff |= {"executive_id": seller.id, "sent_at": at, "answered_at": at, "first_contact_at": at}
        passing.note(Tag.HANDOFF_CLAIMED, "handoff", at=at, by=seller.id)
        passing.run(Kind.PREPARE, at=at)
        passing.take(Step.PREPARE, at=prepared, by=seller.id)
        passing.halt(Kind.PREPARE, at=prepared)
        sell(passing, seller, deal, Random(f"{who.person}/{number}"))  # noqa: S311  not a secret
        return passing

    def _begun(self, who: Crossing, version: Version, *, at: datetime, number: int, before: Standing | None) -> Passing:
        lead = {**who.lead, "passage": number}
        return begin(version, lead=lead, at=at, before=before, launch=self.launch, is_fast=who.is_fast)

    def _send(self, passing: Passing, seller: Seller, who: Crossing, *, at: datetime) -> None:
        meeting = None
        if who.person in MEETINGS:
            meeting = datetime_of(after_hours(instant_of(self.launch), hours=MEETINGS[who.person], zone=seller.zone))
            meeting = meeting.replace(minute=0, second=0)
        covers = say(BECAUSE[Because.COVERS].text, executive=seller.name, country=who.country)
        passing.take(Step.SEND, at=at)
        passing.handoff |= {
            "executive_id": seller.id,
            "is_fast": who.is_fast,
            "prepared_at": at,
            "sent_at": at,
            "meeting_at": meeting,
            "why": [packed(covers)],
            "confirmed_at": at if who.is_fast or meeting else None,
        }
        passing.note(Tag.HANDOFF_SENT, "handoff", at=at, executive=seller.id)
        passing.run(Kind.ANSWER, at=at)
        passing.run(Kind.FIRST_CONTACT, at=at, agreed_at=meeting)
        passing.run(Kind.ATTEMPTS, at=at)

    def _follow(self, passing: Passing, seller: Seller, told: Row, deal: Row | None, rng: Random) -> None:
        """Tell what followed an acceptance: a sale, a recycling, or an outcome of which nobody has said anything."""
        answered = passing.handoff["answered_at"]
        cooled = answered + timedelta(days=32 + 25 * rng.random())
        luck = rng.random() if seller.is_overloaded and deal is None else 1
        ends = datetime_of(deal["opened_at"]) if deal else cooled
        keep_trying(passing, seller, told, rng, until=min(ends, self.launch), is_tough=FORGOTTEN < luck < TOUGH)
        if deal is not None:
            sell(passing, seller, deal, rng)
        elif cooled > self.launch:
            plan_next(passing, seller, rng)
        elif luck >= FORGOTTEN or self.launch - answered > NOT_LONG_AGO:
            recycle(passing, seller, rng, at=cooled, marketing=self.marketing)


def _cross(passing: Passing, who: Crossing) -> None:
    at = passing.lead["crossed_at"]
    passing.take(Step.CROSS, at=at)
    because = passing.moves[-1]["because"]
    passing.note(
        Tag.LEAD_CROSSED, "lead", at=at, definition=DEFINITION, fit=who.fit, behaviour=who.behaviour, because=because
    )


def _accept(passing: Passing, seller: Seller, *, at: datetime) -> None:
    passing.take(Step.ACCEPT, at=at, by=seller.id)
    passing.handoff |= {"answered_at": at, "confirmed_at": passing.handoff["confirmed_at"] or at}
    passing.halt(Kind.ANSWER, at=at)
    passing.note(Tag.HANDOFF_ACCEPTED, "handoff", at=at, by=seller.id, to="accepted")
