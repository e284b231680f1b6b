"""One block of one month, told whole."""

from __future__ import annotations

from random import Random

from dueto.world.cast import JULIA
from dueto.world.crossings import cross
from dueto.world.crowd import visit_unknown
from dueto.world.fates import Fate, fates_of
from dueto.world.handoffs import amounts, hand_over, negotiate
from dueto.world.ledger import Ledger
from dueto.world.market import COUNTRIES
from dueto.world.months import HISTORY, Month
from dueto.world.others import meet
from dueto.world.people import life_goes_on, write_person
from dueto.world.plan import Quota
from dueto.world.scene import Scene

MONTHS_TO_SIGN = 3


def tell(ledger: Ledger, rng: Random, *, month: Month, months: tuple[Month, ...], quota: Quota) -> None:
    """Take down one block of `month` that shows the figures of `quota`."""
    scene = Scene(ledger, rng, month, months, quota)
    fates = fates_of(quota, rng)
    if month.number == HISTORY - MONTHS_TO_SIGN:
        _pay_in_dollars(fates)
    passages = [cross(scene, fate) for fate in fates]
    scene.open_companies(quota.companies - len(passages))
    prices = amounts(rng, [passage for passage in passages if passage.fate.opportunity])
    for passage in passages:
        hand_over(ledger, rng, passage)
        if passage.fate.opportunity:
            negotiate(ledger, rng, passage, months=months, usd=prices[passage.person.id])
        life_goes_on(ledger, rng, passage.person, at=passage.crossed)
        write_person(ledger, rng, passage.person)
    meet(scene, quota.people - len(passages), fair_names=quota.fair_names - quota.fair_crossings)
    visit_unknown(ledger, rng, month=month, visits=quota.visits)


def _pay_in_dollars(fates: list[Fate]) -> None:
    """Whoever signs in the month under way pays in dollars, so that one figure can be held against its goal."""
    for fate in fates:
        if fate.won and COUNTRIES[fate.country].currency != "USD":
            fate.country = JULIA.country
