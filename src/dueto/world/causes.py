"""What is planted in the world, with the size that an analysis should find: tests and docs quote it."""

from __future__ import annotations

from typing import Any

from dueto.world.cast import DIEGO
from dueto.world.content import ARTICLE, DATA_SHEET, FAIR, LIVE_SOURCE, WEBINAR
from dueto.world.handoffs import AMOUNT, DIEGOS_AMOUNT, USD_PER_EUR
from dueto.world.months import HISTORY, datetime_of
from dueto.world.plan import FAIR as FAIR_MONTH
from dueto.world.sales_stories import THE_FORTY_SECOND
from dueto.world.simulation import World

COST_OF_A_VISIT = 0.44
COST_OF_A_RETURN = 470


def causes_of(world: World) -> dict[str, Any]:
    """Return the arguments of `world`, its months, the figures expected of a month now, and the planted causes."""
    return {
        "seed": world.seed,
        "people": world.people,
        "launch": world.launch.isoformat(),
        "first_day": _day(world, 0),
        "last_complete_month": _day(world, HISTORY - 1),
        "fair_month": _day(world, FAIR_MONTH),
        "webinar_month": _day(world, world.webinar_month),
        "usd_per_eur": USD_PER_EUR,
        "months_now": {
            "visits": 12_400, "inquiries": 430, "qualified": 92, "accepted": 62, "opportunities": 27, "won": 7,
            "usd": 105_000, "quota_usd": 120_000,
        },
        "first_month": {"visits": 1_000, "inquiries": 100, "customers": 1},
        "version_4": {
            "months": 6, "fewer_handoffs": 0.18, "acceptance_before": 0.67, "acceptance_after": 0.79,
            "wins": 42, "wins_kept": 41, "win_missed": THE_FORTY_SECOND,
        },
        "causes": [_attention(), _follow_up(), _fair(), _visits()],
        "went_well": {
            "what": WEBINAR, "campaign": LIVE_SOURCE.campaign, "handed_over": 25, "acceptance": 0.88,
            "opportunities": 11, "won": 4,
        },
    }  # fmt: skip


def _day(world: World, month: int) -> str:
    return datetime_of(world.months[month].starts).date().isoformat()


def _attention() -> dict[str, Any]:
    return {
        "question": 3, "name": "attention", "who": DIEGO.name, "usd_a_quarter": 44_000, "handoffs_a_quarter": 94,
        "share_of_handoffs": 0.34, "hours_to_first_contact": 19, "hours_promised": 8, "hours_of_the_others": 3,
        "formula": "(wins per hand-off of the others - his) x his hand-offs x his amount, of the last quarter",
        "amount": DIEGOS_AMOUNT, "amount_of_all": AMOUNT,
    }  # fmt: skip


def _follow_up() -> dict[str, Any]:
    return {
        "question": 4, "name": "follow-up", "usd_a_quarter": 21_000, "attempts": 2.1, "attempts_promised": 6,
        "missing": DATA_SHEET, "asked_by": 0.4, "of": "accepted leads of pharmaceutical companies",
        "formula": "wins per accepted lead that did not ask x accepted leads that asked x amount, of the last quarter",
        "amount": AMOUNT,
    }  # fmt: skip


def _fair() -> dict[str, Any]:
    return {
        "question": 2, "name": "leads", "campaign": FAIR, "usd_a_quarter": 9_000, "names": 140, "handed_over": 31,
        "returned_as_too_small": 19, "formula": f"19 returns x USD {COST_OF_A_RETURN} of both teams' time",
    }  # fmt: skip


def _visits() -> dict[str, Any]:
    return {
        "question": 1, "name": "visits", "usd_a_quarter": 6_000, "page": ARTICLE, "share_of_visits": 0.38,
        "formula": f"38 % of three months of visits x USD {COST_OF_A_VISIT} a visit",
    }  # fmt: skip
