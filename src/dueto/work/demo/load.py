"""Nevadal loaded into an empty database: everybody, what they did, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count as count_up
from typing import Any, Final

from dueto.apps.base import seeding as base_rows
from dueto.apps.base.actions import spell
from dueto.apps.handoff.actions import hand_over
from dueto.apps.leads.actions import judge
from dueto.apps.privacy.seeding import write_erasures
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.lifecycle.reasons import agreed_from
from dueto.work.demo.acts import Sources, acts_of, write_crowd
from dueto.work.demo.calling import plan_calls
from dueto.work.demo.caring import care
from dueto.work.demo.cast import Seated, seat_cast
from dueto.work.demo.catalogue import count, publish
from dueto.work.demo.documents import documents
from dueto.work.demo.history import Told
from dueto.work.demo.letters import post
from dueto.work.demo.passages import Teller
from dueto.work.demo.passing import Passing, Version
from dueto.work.demo.people import Base, as_cells
from dueto.work.demo.sellers import Seller
from dueto.work.demo.words import WRITTEN
from dueto.work.demo.written import write_passages
from dueto.world.cast import CAST, ELENA, IVAN, LUCIA, MARA, NORA, ROSA, Team
from dueto.world.ledger import COLUMNS
from dueto.world.months import datetime_of
from dueto.world.plan import PEOPLE
from dueto.world.simulation import World, simulate

PASSWORD: Final = "nevadal-demo"  # noqa: S105  everybody's, and only in the demo
JUDGED_AT_ONCE: Final = 400
PRODUCT: Final = "Nevadal Cámara"
"""What new customers buy."""
Progress = Callable[[int, int], None]


def load(*, launch: datetime, people: int = PEOPLE, progress: Progress | None = None) -> None:
    """Load Nevadal as it stands at `launch`; `progress` is told how many people are in, of how many."""
    world = simulate(people=people, launch=launch, crowded=True)
    launch = world.launch
    seated = seat_cast(at=launch, password=PASSWORD, since=_since(world))
    versions = _versions(seated)
    publish(versions[max(versions)].agreement, by=seated.members[LUCIA.key], launch=launch)
    told = Told(_teller(seated, launch), versions)
    base, sources = Base(), Sources()
    passages: list[Passing] = []
    for block in world.blocks():
        rows = {name: as_cells(COLUMNS[name], block.rows[name]) for name in COLUMNS}
        acts = acts_of(rows["activities"], rows["people"], sources)
        ids = acts.write(base.write(rows, acts), sources)
        passages += told.passages(rows, base, acts, ids)
        for columns, visitors in zip(block.columns["activities"], block.columns["identities"], strict=True):
            write_crowd(columns, visitors, sources)
        if progress is not None:
            progress(len(base.people), world.expected)
    everybody = list(base.people.values())
    base_rows.show(everybody)
    base_rows.finish()
    spell(WRITTEN)
    write_passages(passages, launch=launch)
    base_rows.look_after(_customers(passages), owner=seated.members[ELENA.key])
    base_rows.sell(_sold(passages, launch), at=launch)
    _judge(everybody, at=launch)
    count(launch=launch)
    plan_calls(rosa=seated.members[ROSA.key], launch=launch)
    care(nora=seated.members[NORA.key], launch=launch)
    post(launch=launch)
    write_erasures()


def _since(world: World) -> dict[int, datetime]:
    """Return when each of the earlier versions took effect."""
    return {number: datetime_of(world.months[month].starts) for number, month in ((1, 0), (2, 1), (3, 3))}


def _teller(seated: Seated, launch: datetime) -> Teller:
    sellers = {one.name: Seller(seated.members[one.key], one.name, one.zone) for one in CAST if one.team is Team.SALES}
    return Teller(launch, sellers, tuple(seated.members[one.key] for one in (MARA, IVAN, ROSA)))


def _versions(seated: Seated) -> dict[int, Version]:
    found = {}
    for number, document in documents().items():
        agreement = read_agreement(document)
        found[number] = Version(seated.agreements[number], agreement, agreed_from(agreement.record))
    return found


def _customers(passages: list[Passing]) -> set[int]:
    """Return the companies that bought something."""
    won = (one.lead for one in passages if one.lead["stage"] == "won")
    return {lead["company_id"] for lead in won if lead["company_id"] is not None}


def _sold(passages: list[Passing], launch: datetime) -> Iterator[dict[str, Any]]:
    """Yield what each of these companies bought: a contract of a year, renewed on the day on which it was won."""
    for one in passages:
        amount, won_at = one.opportunity.get("amount"), one.opportunity.get("closed_at")
        if one.lead["stage"] == "won" and one.lead["company_id"] is not None and won_at is not None:
            began = won_at.date()
            years = next(n for n in count_up(1) if _after(began, n) >= launch.date())
            yield {
                "company_id": one.lead["company_id"], "product": PRODUCT, "amount": amount,
                "currency": one.opportunity["currency"], "starts_on": began, "renews_on": _after(began, years),
            }  # fmt: skip


def _after(day: date, years: int) -> date:
    """Return the same day so many years later; a 29th of February is the 28th where there is none."""
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _judge(people: list[int], *, at: datetime) -> None:
    """Judge everybody once. Whoever crosses only now is handed over, as on any other day."""
    for start in range(0, len(people), JUDGED_AT_ONCE):
        for lead_id in judge(person_ids=people[start : start + JUDGED_AT_ONCE], at=at):
            hand_over(lead_id=lead_id, at=at)
