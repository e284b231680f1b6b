"""A naive second opinion on routing, and random teams as plain values."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any

Plain = dict[str, Any]
NAMES = ("julia", "diego", "camila", "alvaro", "tomas", "elena")
MORNING = datetime(2026, 3, 9, 13, tzinfo=UTC)


def opinion(team: list[Plain], lead: Plain) -> tuple[str, dict[str, str]]:
    """Return who gets the lead, or why nobody does, and why each of the others does not."""
    passed: dict[str, str] = {}
    for one in team:
        if not one["is_active"]:
            passed[one["id"]] = "inactive"
        elif one["is_absent"]:
            passed[one["id"]] = "absent"
        elif one["cap"] is not None and not one["in_period"] < one["cap"]:
            passed[one["id"]] = "cap_reached"
        elif one["open_cap"] is not None and not one["open"] < one["open_cap"]:
            passed[one["id"]] = "too_many_open"
    left = [one for one in team if one["id"] not in passed]
    if any(lead["company"] in one["owner_of"] for one in left):
        left = without(left, passed, "not_owner", lambda one: lead["company"] in one["owner_of"])
    else:
        left = without(left, passed, "only_own", lambda one: one["weight"] > 0)
        if lead["country"] is not None:
            is_named = any(lead["country"] in one["territories"] for one in left)
            left = without(
                left, passed, "other_territory",
                lambda one: lead["country"] in one["territories"] if is_named else not one["territories"],
            )  # fmt: skip
        if any(speaks(one, lead) for one in left):
            left = without(left, passed, "other_language", lambda one: speaks(one, lead))
    if not left:
        if not team:
            return "no_candidates", passed
        anywhere = [one for one in team if one["weight"] > 0]
        covers = [one for one in anywhere if lead["country"] is None or not one["territories"]]
        covers += [one for one in anywhere if lead["country"] in one["territories"]]
        return ("nobody_free" if covers else "nobody_covers"), passed
    winner = in_turn(left)
    left = without(left, passed, "later", lambda one: one is winner)
    return winner["id"], passed


def without(left: list[Plain], passed: dict[str, str], why: str, keeps: Any) -> list[Plain]:
    """Return who is kept, and write down why the others are not."""
    for one in left:
        if not keeps(one):
            passed[one["id"]] = why
    return [one for one in left if keeps(one)]


def speaks(one: Plain, lead: Plain) -> bool:
    """Return whether the languages do not stand against it."""
    return lead["language"] is None or not one["languages"] or lead["language"] in one["languages"]


def turns(one: Plain) -> int:
    """Return the turns that count."""
    return int(one["start"] + one["assigned"] - one["credits"])


def in_turn(left: list[Plain]) -> Plain:
    """Return whose turn falls due first among those whose share is not yet full, by comparing each with each."""
    shares = {one["id"]: max(1, one["weight"]) for one in left}
    handed = sum(turns(one) for one in left) + 1
    below = [one for one in left if turns(one) < Fraction(handed * shares[one["id"]], sum(shares.values()))]
    for one in below:
        due = Fraction(turns(one) + 1, shares[one["id"]])
        if all(one is other or goes_first(one, due, other, shares) for other in below):
            return one
    raise AssertionError("somebody is always below the share")


def goes_first(one: Plain, due: Fraction, other: Plain, shares: dict[str, int]) -> bool:
    """Return whether one goes before the other: due first, then longest without a lead, then by name."""
    other_due = Fraction(turns(other) + 1, shares[other["id"]])
    if due != other_due:
        return due < other_due
    mine, theirs = one["last_assigned_at"], other["last_assigned_at"]
    if mine != theirs:
        return mine is None or (theirs is not None and mine < theirs)
    return bool(one["id"] < other["id"])


def random_team(rng: Random) -> list[Plain]:
    """Return up to six executives, most of them free, many of them even."""
    level = rng.randint(0, 5)
    return [
        {
            "id": name, "weight": (weight := rng.choice((0, 1, 1, 1, 2, 5))),
            "assigned": level * weight + rng.choice((0, 0, 1, 2, 3)),
            "credits": rng.choice((0, 0, 1)), "start": rng.choice((0, 0, 2)),
            "last_assigned_at": rng.choice((None, MORNING, MORNING + timedelta(hours=1), MORNING - timedelta(days=1))),
            "in_period": rng.randint(1, 3), "cap": rng.choice((None, None, None, 2)),
            "open": rng.randint(1, 3), "open_cap": rng.choice((None, None, None, 2)),
            "is_active": rng.random() < 0.9, "is_absent": rng.random() < 0.15,
            "territories": frozenset(rng.sample(("PE", "MX", "CL"), rng.choice((0, 0, 1, 2)))),
            "owner_of": frozenset(rng.sample(("punta brava", "río seco", "valle hondo"), rng.choice((0, 0, 1)))),
            "languages": frozenset(rng.sample(("es", "en", "pt"), rng.choice((0, 0, 1, 2)))),
        }
        for name in rng.sample(NAMES, rng.choice((0, 1, 2, 3, 4, 5, 6)))
    ]  # fmt: skip


def random_lead(rng: Random) -> Plain:
    """Return a lead of which much may be unknown."""
    return {
        "company": rng.choice((None, "punta brava", "somebody new")),
        "country": rng.choice((None, "PE", "CL", "AR")),
        "language": rng.choice((None, None, "es", "pt")),
    }


@lru_cache(maxsize=20_000)
def drawn(place: int) -> tuple[list[Plain], Plain, tuple[str, dict[str, str]]]:
    """Return team and lead number `place` of the fixed series, with the opinion of the oracle."""
    rng = Random(4026_000_000 + place)
    team, lead = random_team(rng), random_lead(rng)
    return team, lead, opinion(team, lead)


class Room:
    """The modules of routing, of the real domain or of the copy that is loaded now."""

    def __init__(self) -> None:
        self.candidates = importlib.import_module("dueto.domain.routing.candidates")
        self.routing = importlib.import_module("dueto.domain.routing.routing")

    def answer(self, team: list[Plain], lead: Plain) -> tuple[str, dict[str, str]]:
        """Return what the room says, in the words of the oracle."""
        candidates = [self.candidates.Candidate(**one) for one in team]
        answer = self.routing.choose(candidates=candidates, lead=self.candidates.Lead(**lead))
        who = answer.executive if isinstance(answer, self.routing.Chosen) else str(answer.reason)
        return who, {name: str(why) for name, why in answer.passed}
