"""Who of those that cross is accepted, returned, won: dealt out so that each month shows its figures."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.cast import DIEGO, EXECUTIVES, JULIA, Member
from dueto.world.plan import Quota

TOMAS_SINCE = 21
"""The month from which Tomás sells in Chile; before him, and while he is on leave, Julia does."""
OTHERS = (("PE", 30), ("CO", 16), ("ES", 10), ("CL", 10))
"""Where the leads that are not Diego's come from."""
PHARMACY = "farmacéutica"
SECTORS = ("alimentos", "agroexportación", PHARMACY, "alimentos", "retail", "logística de frío", "agroexportación")
ASK_FOR_SHEET = 0.4
"""The part of accepted pharmaceutical leads that ask for a data sheet that does not exist; none of them buys."""
CAMILA_TAKES = 0.8
"""Camila accepts most of what she gets."""


@dataclass(slots=True)
class Fate:
    """What is to become of one passage. `way` is broad, narrow, fair or webinar."""

    way: str
    accepted: bool
    too_small: bool = False
    opportunity: bool = False
    won: bool = False
    at_once: bool = False
    country: str = ""
    sector: str = ""
    asks_for_sheet: bool = False


def fates_of(quota: Quota, rng: Random) -> list[Fate]:
    """Return one fate for every crossing of `quota`."""
    fair = _dealt("fair", quota.fair_crossings, quota.fair_accepted)
    for fate in [fate for fate in fair if not fate.accepted][: quota.fair_too_small]:
        fate.too_small = True
    webinar = _dealt("webinar", quota.webinar_crossings, quota.webinar_accepted)
    narrow = _dealt("narrow", quota.narrow - len(fair), quota.narrow_accepted - quota.fair_accepted)
    broad = _dealt(
        "broad",
        quota.crossings - len(fair) - len(webinar) - len(narrow),
        quota.accepted - quota.fair_accepted - quota.webinar_accepted - sum(fate.accepted for fate in narrow),
    )
    _promote(webinar, quota.webinar_opportunities, quota.webinar_won)
    opportunities = quota.opportunities - quota.webinar_opportunities
    wins = quota.won + quota.won_at_once - quota.webinar_won
    _promote(broad, opportunities, wins)
    for fate in [fate for fate in broad if fate.won][: quota.won_at_once]:
        fate.at_once = True
    _settle(fair, webinar, broad, narrow, quota=quota, rng=rng)
    fates = [*fair, *webinar, *narrow, *broad]
    rng.shuffle(fates)
    _give_sectors(fates)
    return fates


def _give_sectors(fates: list[Fate]) -> None:
    """Deal out the sectors evenly among the accepted and among the others; two of five pharmacies ask for the sheet."""
    for group in ([fate for fate in fates if fate.accepted], [fate for fate in fates if not fate.accepted]):
        for place, fate in enumerate(group):
            fate.sector = SECTORS[place % len(SECTORS)]
    pharmacies = [fate for fate in fates if fate.accepted and fate.sector == PHARMACY]
    for fate in [fate for fate in pharmacies if not fate.won][: round(ASK_FOR_SHEET * len(pharmacies))]:
        fate.asks_for_sheet = True


def executive_of(country: str, *, month: int, last_week: bool) -> Member:
    """Return who sells in `country` in that month."""
    if country == "CL" and (month < TOMAS_SINCE or last_week):
        return JULIA
    return EXECUTIVES.get(country, JULIA)


def _dealt(way: str, count: int, accepted: int) -> list[Fate]:
    return [Fate(way, place < accepted) for place in range(max(0, count))]


def _promote(fates: list[Fate], opportunities: int, wins: int) -> None:
    for place, fate in enumerate([fate for fate in fates if fate.accepted]):
        fate.won = place < wins
        fate.opportunity = fate.won or place < opportunities


def _settle(*groups: list[Fate], quota: Quota, rng: Random) -> None:
    for fate in groups[0]:
        fate.country = JULIA.country
    rest = [fate for group in groups[1:] for fate in group]
    won = [fate for fate in rest if fate.won]
    not_won = [fate for fate in rest if not fate.won]
    rng.shuffle(won)
    rng.shuffle(not_won)
    diegos = won[: quota.won_by_diego] + not_won[: max(0, quota.by_diego - quota.won_by_diego)]
    for fate in diegos:
        fate.country = DIEGO.country
    left = [fate for fate in rest if not fate.country]
    share = _share(left, quota)
    for fate in left:
        fate.country = _drawn(rng, share, accepted=fate.accepted)


def _share(left: list[Fate], quota: Quota) -> tuple[tuple[str, float], ...]:
    """Julia's part is smaller in the month of the fair, whose leads are all hers."""
    whole = len(left) + quota.fair_crossings
    hers = max(0.0, whole * 30 / 66 - quota.fair_crossings)
    return tuple((code, hers if code == JULIA.country else whole * weight / 66) for code, weight in OTHERS)


def _drawn(rng: Random, share: tuple[tuple[str, float], ...], *, accepted: bool) -> str:
    weights = [weight * (CAMILA_TAKES / 0.67 if accepted else 0.2 / 0.33) if code == "CO" else weight
               for code, weight in share]  # fmt: skip
    luck = rng.random() * sum(weights)
    for (code, _), weight in zip(share, weights, strict=True):
        luck -= weight
        if luck < 0:
            return code
    return share[-1][0]
