"""Which executive gets a lead: fair among equals, and written down why.

The company's owner goes first, then the territory, then the language where somebody speaks it, then the turn.

The turn keeps everybody within one lead of the exact share `n · weight / sum of weights` after each of `n` leads.
The least quotient of turns and weight would not: with weights 5, 1 and 1 it hands the second and third lead to the
two small shares. So a candidate is eligible while below the share that the next lead makes due, and among those the
one goes first whose next turn falls due first, `(turns + 1) / weight`. Among equal weights that is the one with the
fewest turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

from dueto.domain.basics.message import Message, say
from dueto.domain.routing.candidates import Candidate, Lead
from dueto.domain.routing.sentences import BECAUSE, LACKS, PASSED, Because, Lack, Passed

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The executive who gets the lead. `because` tells what spoke for that one, then why each other was passed over."""

    executive: str
    because: tuple[Message, ...]
    passed: tuple[tuple[str, Passed], ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody can get the lead, and why; `because` tells of everybody who was considered."""

    reason: Lack
    because: tuple[Message, ...]
    passed: tuple[tuple[str, Passed], ...]


def choose(*, candidates: Sequence[Candidate], lead: Lead) -> Chosen | Nobody:
    """Answer who gets `lead`. Neither the order of the candidates nor chance changes the answer."""
    passed = {candidate.id: why for candidate in candidates if (why := _away(candidate))}
    free = [candidate for candidate in candidates if candidate.id not in passed]
    owners = [candidate for candidate in free if lead.company is not None and lead.company in candidate.owner_of]
    if owners:
        eligible = _kept(free, owners, Passed.NOT_OWNER, passed)
    else:
        in_turn = _kept(free, [one for one in free if one.weight > 0], Passed.ONLY_OWN, passed)
        covering = _kept(in_turn, _of_territory(in_turn, lead), Passed.OTHER_TERRITORY, passed)
        eligible = _kept(covering, _of_language(covering, lead), Passed.OTHER_LANGUAGE, passed)
    if not eligible:
        reason = _lack(candidates, lead)
        return Nobody(reason, (LACKS[reason], *_told(candidates, passed)), _in_order(passed))
    chosen = _next_in_turn(eligible)
    _kept(eligible, [chosen], Passed.LATER, passed)
    says = [_say(BECAUSE[one], chosen, lead) for one in (*_spoke_for(chosen, lead), _turn(chosen, eligible))]
    return Chosen(chosen.id, (*says, *_told(candidates, passed)), _in_order(passed))


def _away(candidate: Candidate) -> Passed | None:
    if not candidate.is_active:
        return Passed.INACTIVE
    if candidate.is_absent:
        return Passed.ABSENT
    if candidate.cap is not None and candidate.in_period >= candidate.cap:
        return Passed.CAP_REACHED
    if candidate.open_cap is not None and candidate.open >= candidate.open_cap:
        return Passed.TOO_MANY_OPEN
    return None


def _kept(pool: list[Candidate], kept: list[Candidate], why: Passed, passed: dict[str, Passed]) -> list[Candidate]:
    """Return those who are kept, and write down of all others of the pool why they are not."""
    names = {candidate.id for candidate in kept}
    passed.update({candidate.id: why for candidate in pool if candidate.id not in names})
    return kept


def _of_territory(pool: list[Candidate], lead: Lead) -> list[Candidate]:
    """Return those who name the country; where nobody does, those who go everywhere; all, where it is unknown."""
    if lead.country is None:
        return pool
    naming = [candidate for candidate in pool if lead.country in candidate.territories]
    return naming or [candidate for candidate in pool if not candidate.territories]


def _of_language(pool: list[Candidate], lead: Lead) -> list[Candidate]:
    """Return those who speak the language; all, where nobody does: better another language than no answer."""
    speaking = [one for one in pool if lead.language is None or not one.languages or lead.language in one.languages]
    return speaking or pool


def _next_in_turn(eligible: list[Candidate]) -> Candidate:
    handed = sum(candidate.turns for candidate in eligible) + 1
    weights = sum(_weight(candidate) for candidate in eligible)
    below = [candidate for candidate in eligible if candidate.turns * weights < _weight(candidate) * handed]
    return min(below, key=lambda candidate: (*_urgency(candidate), candidate.id))


def _urgency(candidate: Candidate) -> tuple[Fraction, datetime]:
    return Fraction(candidate.turns + 1, _weight(candidate)), candidate.last_assigned_at or NEVER


def _weight(candidate: Candidate) -> int:
    """Return the weight in the turn; several owners of one company take turns even if they take nothing else."""
    return max(1, candidate.weight)


def _spoke_for(chosen: Candidate, lead: Lead) -> list[Because]:
    if lead.company in chosen.owner_of:
        return [Because.OWNS]
    covers = [Because.COVERS] if lead.country in chosen.territories else []
    return [*covers, Because.SPEAKS] if lead.language in chosen.languages else covers


def _turn(chosen: Candidate, eligible: list[Candidate]) -> Because:
    if len(eligible) == 1:
        return Because.ALONE
    due, _ = _urgency(chosen)
    return Because.LONGEST if sum(_urgency(one)[0] == due for one in eligible) > 1 else Because.NEXT


def _lack(candidates: Sequence[Candidate], lead: Lead) -> Lack:
    if not candidates:
        return Lack.NO_CANDIDATES
    is_covered = any(
        one.weight > 0 and (lead.country is None or not one.territories or lead.country in one.territories)
        for one in candidates
    )
    return Lack.NOBODY_FREE if is_covered else Lack.NOBODY_COVERS


def _told(candidates: Sequence[Candidate], passed: dict[str, Passed]) -> list[Message]:
    in_order = sorted((one for one in candidates if one.id in passed), key=lambda one: one.id)
    return [_say(PASSED[passed[one.id]], one, Lead()) for one in in_order]


def _in_order(passed: dict[str, Passed]) -> tuple[tuple[str, Passed], ...]:
    return tuple(sorted(passed.items()))


def _say(sentence: Message, candidate: Candidate, lead: Lead) -> Message:
    return say(
        sentence.text,
        executive=candidate.id, turns=candidate.turns, weight=candidate.weight, in_period=candidate.in_period,
        open=candidate.open, country=lead.country or "", language=lead.language or "",
    )  # fmt: skip
