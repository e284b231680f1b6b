"""What Nora finds on her list: pairs, gaps and clashes of the base as it was loaded, and how it went week by week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dueto.apps.agreements.queries import in_force
from dueto.apps.stewardship import actions
from dueto.apps.stewardship.seeding import come_back, contradict, entrust, write_tallies
from dueto.domain.qualification.history import day_of, midnight_of

WEEKS: Final = 10
CLASHES, BOUNCES = 14, 6
WORSE_A_WEEK: Final = 0.09
"""By so much of today's list it was longer with each week before."""


def care(*, nora: int, launch: datetime) -> None:
    """Search for duplicates, look at everybody, and write down how long the list was in the weeks before."""
    version = in_force(launch)
    if version is None:
        return
    contradict(most=CLASHES)
    come_back(most=BOUNCES, at=launch - timedelta(days=2))
    for kind in ("person", "company"):
        actions.ask_for_search(kind=kind, by=None, at=launch - timedelta(hours=9))
        search = actions.claim_search(at=launch)
        if search is not None:
            actions.do_search(search, at=launch - timedelta(hours=9))
    zone = version.agreement.zone
    today = day_of(launch, zone)
    while actions.sweep(at=launch, today_began_at=midnight_of(today, zone), today=today):
        pass
    actions.sweep(at=launch, today_began_at=midnight_of(today, zone), today=today)
    entrust(to=nora, every=3)
    write_tallies(until=today, weeks=WEEKS, worse=WORSE_A_WEEK)
