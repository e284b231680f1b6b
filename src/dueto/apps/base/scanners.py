"""Who opened the links of one mail: the reader, or a gateway that looks at all of them before. Pure.

SafeLinks, Mimecast and Barracuda open every link within minutes of delivery, from several addresses and as several
browsers, some by HEAD. They add nothing; a click after the mail was opened still counts. Nothing is deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from dueto.apps.base.classes import AUTOMATIC, SUSPECT

SCANNER: Final = "every link of a mail"
HEAD_ONLY: Final = "asked for the head of a page"
WAITS: Final = "too soon after delivery to tell"
SECOND: Final = 1_000_000
WINDOW: Final = 300 * SECOND
"""So long after delivery gateways look at a mail."""
PACE: Final = 2 * SECOND
"""Nobody who reads goes from link to link faster than so."""
READS_FIRST, READS_WITHIN = SECOND, 24 * 3600 * SECOND
"""A reader's click comes at least so long, and at most so long, after opening the mail."""

Hand: TypeAlias = tuple[str, str]
Classed: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Touch:
    """A link that was opened, or the mail itself (`link` 0): when (microseconds), from which network, by what."""

    id: int
    occurred_at: int
    link: int
    origin: str
    agent: str
    is_head: bool = False

    @property
    def hand(self) -> Hand:
        """What cannot be told apart: one network and one browser."""
        return self.origin, self.agent


def scanned(touches: Iterable[Touch], *, links: int, delivered_at: int, as_of: int) -> dict[int, Classed]:
    """Return which touches of one mail to one recipient no reader made, each with its class and reason.

    While gateways may still be looking, what no reader surely made waits as suspect; what is not named is a human's.
    """
    touched = sorted(touches, key=lambda one: (one.occurred_at, one.id))
    clicks = [one for one in touched if one.link]
    machines = _machines(clicks, links=links, delivered_at=delivered_at)
    found: dict[int, Classed] = {}
    rest: list[Touch] = []
    for one in clicks:
        if one.hand in machines:
            found[one.id] = AUTOMATIC, HEAD_ONLY if one.is_head else SCANNER
        elif one.occurred_at - delivered_at <= WINDOW and not _is_read(one, touched):
            rest.append(one)
    known = {one.link for one in clicks if one.id in found and one.occurred_at - delivered_at <= WINDOW}
    swept = _swept(rest, known, links=links)
    found |= {one.id: (AUTOMATIC, SCANNER) for one in rest if one.id in swept}
    if as_of - delivered_at <= WINDOW:
        found |= {one.id: (SUSPECT, WAITS) for one in rest if one.id not in swept}
    return found


def _machines(clicks: Sequence[Touch], *, links: int, delivered_at: int) -> set[Hand]:
    """Return the hands that no reader has: they ask for heads only browsers' servants ask for, or take every link."""
    hands: dict[Hand, list[Touch]] = defaultdict(list)
    for one in clicks:
        hands[one.hand].append(one)
    return {
        hand
        for hand, own in hands.items()
        if any(one.is_head for one in own) or _takes_all(own, links=links, delivered_at=delivered_at)
    }


def _takes_all(own: Sequence[Touch], *, links: int, delivered_at: int) -> bool:
    """Return whether one hand opened every link: faster than anybody reads, or three and more soon after delivery."""
    if links < 2:
        return False
    soon = {one.link for one in own if one.occurred_at - delivered_at <= WINDOW}
    if links > 2 and len(soon) == links:
        return True
    last: dict[int, int] = {}
    for one in own:
        last[one.link] = one.occurred_at
        if len(last) == links and one.occurred_at - min(last.values()) < PACE * (links - 1):
            return True
    return False


def _is_read(click: Touch, touched: Sequence[Touch]) -> bool:
    """Return whether the same hand had opened the mail before, with time to read."""
    return any(
        not one.link and one.hand == click.hand and READS_FIRST <= click.occurred_at - one.occurred_at <= READS_WITHIN
        for one in touched
    )


def _swept(rest: Sequence[Touch], known: Collection[int], *, links: int) -> set[int]:
    """Return the clicks by which several hands together took every link; whoever comes after with a new hand reads.

    A mail with one link is swept by two networks.
    """
    swept: set[int] = set()
    covered, origins, open_ones = set(known), set[str](), list[Touch]()
    hands: set[Hand] = set()
    for one in rest:
        if one.hand in hands:
            swept.add(one.id)
            continue
        open_ones.append(one)
        covered.add(one.link)
        origins.add(one.origin)
        if len(covered) >= links and (links > 1 or len(origins) > 1):
            swept |= {each.id for each in open_ones}
            hands |= {each.hand for each in open_ones}
            covered, origins, open_ones = set(), set(), []
    return swept
