"""The visitors nobody knows: most of the visits, told as whole columns because there are so many."""

from __future__ import annotations

from random import Random

from dueto.world.content import ARTICLE, CASE, JOBS, PRICES, QUIET_PAGES, VISITS
from dueto.world.ledger import Columns, Ledger
from dueto.world.months import HOME, HOUR, SECOND, Instant, Month, days_of, whole

ARTICLE_SHARE = 0.38
BY_THE_SAME = 0.25
"""The chance that a visit is one more of the visitor before."""
WAKES = 7 * HOUR
AWAKE = 15 * HOUR // SECOND
PAGES = (*QUIET_PAGES, *QUIET_PAGES, PRICES, CASE, JOBS)


def visit_unknown(ledger: Ledger, rng: Random, *, month: Month, visits: int) -> None:
    """Take down the visits of unknown people that bring `month` up to `visits`."""
    known = [row for row in ledger.rows["activities"] if row[3] == "visit" and row[16] == "human"]
    read = sum(1 for row in known if row[5] == ARTICLE)
    count = visits - len(known)
    if count <= 0 or month.ends <= month.starts:
        return
    to_article = (ARTICLE_SHARE * visits - read) / count
    draw = rng.random
    paths = [ARTICLE if draw() < to_article else PAGES[int(draw() * len(PAGES))] for _ in range(count)]
    sources = [VISITS[int(draw() * len(VISITS))] for _ in range(count)]
    times = _times(rng, month, count)
    visitors = _visitors(ledger, rng, count)
    columns: Columns = {
        "activity_id": range(ledger.activities + 1, ledger.activities + count + 1),
        "identity_id": visitors,
        "kind": "visit",
        "path": paths,
        "channel": [source.channel for source in sources],
        "campaign": [source.campaign for source in sources],
        "utm_source": [source.utm_source for source in sources],
        "utm_medium": [source.utm_medium for source in sources],
        "referrer": [source.referrer for source in sources],
        "class": "human",
        "occurred_at": times,
        "known_at": times,
    }
    ledger.activities += count
    ledger.columns["activities"].append(columns)


def _times(rng: Random, month: Month, count: int) -> list[Instant]:
    """Return moments between seven in the morning and ten at night, more of them on working days."""
    draw = rng.random
    days = days_of(month.starts, month.ends, HOME.key)
    if not days:
        return [month.starts + whole(draw() * (month.ends - month.starts)) for _ in range(count)]
    number = len(days)
    return [days[int(draw() * number)] + WAKES + int(draw() * AWAKE) * SECOND for _ in range(count)]


def _visitors(ledger: Ledger, rng: Random, count: int) -> list[int]:
    first = ledger.identities + 1
    visitor = first
    visitors: list[int] = []
    for _ in range(count):
        if rng.random() >= BY_THE_SAME or not visitors:
            visitor = ledger.identities = ledger.identities + 1
        visitors.append(visitor)
    made = range(first, ledger.identities + 1)
    ledger.columns["identities"].append({"identity_id": made, "kind": "visitor"})
    return visitors
