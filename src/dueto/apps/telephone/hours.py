"""When a contact's telephone may ring: the hours of the agreement, where that person is."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from dueto.adapters.places import country_of_number, holidays_of, zone_of_country, zone_of_number
from dueto.apps.agreements.hours import country_kept, week_in
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.next_attempt import WAIT, Tried, propose
from dueto.domain.telephone.words import Result


def hours_of(*, phone: str, country: str, agreement: Agreement) -> Calendar:
    """Return when somebody is at work: by where the telephone rings, else by their country."""
    there = country or country_of_number(phone)
    zone = zone_of_number(phone) or zone_of_country(there) or agreement.zone
    return _hours(zone.key, country_kept(agreement, there), agreement.hash, _Written(agreement))


def hours_in(zone: str, country: str, agreement: Agreement) -> Calendar:
    """Return when a colleague calls who sits there."""
    return _hours(zone, country_kept(agreement, country), agreement.hash, _Written(agreement))


def next_call(
    *, result: Result, mine: Calendar, theirs: Calendar, made: list[datetime], as_of: datetime
) -> datetime | None:
    """Return when to call again: in the hours of both, at another hour of the day than before."""
    tried = [Tried(at, "call") for at in made]
    proposal = propose(mine=mine, theirs=theirs, tried=tried, as_of=as_of, days=WAIT.get(result.value, 1), by=("call",))
    return proposal.at if proposal else None


class _Written:
    """An agreement as a key: equal if it is the same document."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def __hash__(self) -> int:
        return hash(self.agreement.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Written) and other.agreement.hash == self.agreement.hash


@lru_cache(maxsize=512)
def _hours(zone: str, country: str, _hash: str, written: _Written) -> Calendar:
    return Calendar(ZoneInfo(zone), week_in(written.agreement), holidays=holidays_of(country))
