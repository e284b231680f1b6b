"""What every story needs: people, acts, passages and deals, at days before the launch."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.cast import Member
from dueto.world.content import (
    CLIENT,
    DIRECT_MAIL,
    LIVE_SOURCE,
    NETWORK_AD,
    SALES_FIND,
    SEARCH,
    SEARCH_AD,
    Source,
)
from dueto.world.handoffs import DEFINITION, version_in_force
from dueto.world.hours import after_hours
from dueto.world.ledger import Ledger
from dueto.world.months import DAY, MINUTE, Instant, Month, whole
from dueto.world.names import slug
from dueto.world.people import Person, write_person
from dueto.world.routes import Step, do

SOURCES: dict[str, Source] = {
    "search": SEARCH, "ad": SEARCH_AD, "network": NETWORK_AD, "webinar": LIVE_SOURCE, "client": CLIENT,
    "mail": DIRECT_MAIL, "find": SALES_FIND,
}  # fmt: skip


@dataclass(slots=True)
class Narrator:
    """Takes stories down; `robot` is how often the wall screen of one plant has loaded our page."""

    ledger: Ledger
    months: tuple[Month, ...]
    robot: int

    @property
    def now(self) -> Instant:
        """The launch."""
        return self.ledger.launch

    def ago(self, days: float, *, minutes: int = 0) -> Instant:
        """Return the instant so many days and minutes before the launch."""
        return self.now - whole(days * DAY) - minutes * MINUTE

    def known(self, person: str, **cells: str) -> Person:
        """Return the person of that id; a name without an address gets one at the company."""
        source = cells.pop("source", "")
        profile = {"country": "PE", **cells}
        if "email" not in profile and "company" in profile:
            words = slug(profile["full_name"]).split("-")
            profile["email"] = f"{words[0]}.{words[1]}@{slug(profile['company'])}.example"
        profile.setdefault("consent", "sí")
        return Person(person, profile, SOURCES[source])

    def done(self, person: Person) -> None:
        write_person(self.ledger, Random(person.id), person, tidy=True)  # noqa: S311  not a secret

    def do(self, person: Person, kind: str, what: str, *, days: float, minutes: int = 0) -> None:
        do(self.ledger, person, Step(0, kind, what), at=self.ago(days, minutes=minutes))

    def lead(self, person: Person, crossed: Instant, executive: Member, *, answer: str, answered: Instant,
              sent: Instant | None = None, contact: Instant | None = None, attempts: int = 0,
              reason: str | None = None, earliest: str | None = None) -> None:  # fmt: skip
        self.ledger.lead(
            person=person.id, definition=DEFINITION, version=self._version(crossed), crossed_at=crossed,
            handed_over_at=sent or after_hours(crossed, hours=0.5, zone=executive.zone), executive=executive.name,
            first_contact_at=contact, attempts=attempts, answer=answer if answered <= self.now else None,
            answered_at=answered, reason=reason, earliest=earliest,
        )  # fmt: skip

    def deal(self, person: Person, executive: Member, *, opened: Instant, closed: Instant | None = None,
              outcome: str = "open", amount: int = 15_000, reason: str | None = None,
              until: str | None = None) -> None:  # fmt: skip
        self.ledger.deal(
            person=person.id, company=person.profile["company"], executive=executive.name,
            stage="opportunity" if outcome == "open" else outcome, amount=amount, currency="USD", opened_at=opened,
            closed_at=closed, outcome=outcome, reason=reason, until=until, version=self._version(opened),
        )  # fmt: skip

    def _version(self, instant: Instant) -> int:
        return version_in_force(max((month.number for month in self.months if month.starts <= instant), default=0))
