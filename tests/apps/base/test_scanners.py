"""Case 6: gateways that open every link add nothing; a click after the mail was opened still counts."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

from itertools import count
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dueto.apps.base import scanners as real
from dueto.apps.base.scanners import SECOND, WINDOW, Touch
from tests.mutant import Mutant
from tests.spoilt import spoilt

DELIVERED = 1_000_000 * SECOND
LATER = DELIVERED + WINDOW + 1
BROWSER = "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0"
MODULE = "dueto.apps.base.scanners"
CASES = 500


def gateway(rng: Random, *, links: int, first: int = 1) -> list[Touch]:
    """Return what a gateway does: every link within 300 s of delivery, from up to three addresses, as several browsers."""
    number = count(first)
    addresses = [f"net-{place}" for place in range(rng.randint(1, 3) if links > 1 else 2)]
    agents = [BROWSER, "Mozilla/5.0 (Macintosh) Safari/605.1", "Mozilla/5.0"]
    touches = [
        Touch(
            next(number),
            DELIVERED + rng.choice([0, WINDOW, rng.randint(0, WINDOW)]),
            link,
            rng.choice(addresses),
            rng.choice(agents[: rng.randint(1, 3)]),
            is_head=rng.random() < 0.3,
        )
        for link in range(1, links + 1)
    ]
    if links == 1:
        touches = [
            Touch(next(number), DELIVERED + rng.randint(0, WINDOW), 1, address, BROWSER) for address in addresses
        ]
    return touches


def reader(rng: Random, *, first: int, links: int) -> tuple[list[Touch], Touch]:
    """Return what a reader does: opens the mail, and clicks one link four seconds later and more."""
    at = DELIVERED + rng.randint(0, 2 * WINDOW)
    pause = rng.choice([SECOND, 4 * SECOND, rng.randint(SECOND, 3600 * SECOND)])
    click = Touch(first + 1, at + pause, rng.randint(1, links), "net-home", BROWSER)
    return [Touch(first, at, 0, "net-home", BROWSER), click], click


def humans(module: ModuleType, touches: list[Touch], *, links: int, as_of: int = LATER) -> set[int]:
    """Return which clicks count."""
    found = module.scanned(touches, links=links, delivered_at=DELIVERED, as_of=as_of)
    return {one.id for one in touches if one.link and one.id not in found}


def is_noticed(module: ModuleType) -> bool:
    """Return whether something of what must hold does not."""
    for number in range(CASES):
        rng = Random(number)
        links = rng.randint(1, 6)
        machine = gateway(rng, links=links)
        if humans(module, machine, links=links):
            return True
        acts, click = reader(rng, first=1000, links=links)
        if humans(module, acts, links=links) != {click.id}:
            return True
        if links > 1 and humans(module, [*machine, *acts], links=links) != {click.id}:
            return True
    return any(
        module.scanned(touches, links=links, delivered_at=DELIVERED, as_of=as_of) != expected
        for touches, links, as_of, expected in STORIES
    )


def at(seconds: float, link: int, origin: str = "a", agent: str = BROWSER, *, pk: int = 0, head: bool = False) -> Touch:
    return Touch(pk or int(seconds * 1000) + link, DELIVERED + int(seconds * SECOND), link, origin, agent, head)


AUTOMATIC, SUSPECT = ("automatic", real.SCANNER), ("suspect", real.WAITS)
STORIES = [
    # one click long after delivery, never opened as far as we see: a human's
    ([at(400, 1)], 3, LATER, {}),
    ([at(300, 1)], 3, LATER, {}),
    ([at(300, 1)], 3, DELIVERED + WINDOW, {300_001: SUSPECT}),
    ([at(301, 1)], 3, DELIVERED + WINDOW, {}),
    # two of three links are not every link
    ([at(1, 1), at(2, 2)], 3, LATER, {}),
    # three links one after the other, by one hand, at a reader's pace, hours later: a human who is interested
    ([at(4000, 1), at(4010, 2), at(4020, 3)], 3, LATER, {}),
    ([at(4000, 1), at(4001, 2), at(4002, 3)], 3, LATER, dict.fromkeys([4000001, 4001002, 4002003], AUTOMATIC)),
    ([at(4000, 1), at(4002, 2), at(4004, 3)], 3, LATER, {}),
    # the images are loaded too, and then every link is opened, slowly: still a gateway
    ([at(1, 0), at(10, 1), at(60, 2), at(120, 3)], 3, LATER, dict.fromkeys([10001, 60002, 120003], AUTOMATIC)),
    # of two links both after opening: a human can do that
    ([at(1, 0), at(10, 1), at(60, 2)], 2, LATER, {}),
    ([at(1, 0), at(10, 1), at(11, 2)], 2, LATER, dict.fromkeys([10001, 11002], AUTOMATIC)),
    # opened by another network, or less than a second before, or days ago: that is not reading
    ([at(1, 0, "b"), at(10, 1), at(20, 2, "c")], 2, LATER, dict.fromkeys([10001, 20002], AUTOMATIC)),
    ([at(9.5, 0), at(10, 1), at(20, 2, "c")], 2, LATER, dict.fromkeys([10001, 20002], AUTOMATIC)),
    ([at(1, 0, "a", "other"), at(10, 1), at(20, 2, "c")], 2, LATER, dict.fromkeys([10001, 20002], AUTOMATIC)),
    # the first second after opening counts as reading
    ([at(9, 0), at(10, 1), at(20, 2, "c")], 2, LATER, {}),
    # who asks for heads is a gateway, whenever it comes
    ([at(4000, 1, head=True)], 3, LATER, {4000001: ("automatic", real.HEAD_ONLY)}),
    ([at(4000, 1, head=True), at(5000, 2)], 3, LATER, {4000001: ("automatic", real.HEAD_ONLY), 5000002: AUTOMATIC}),
    # heads count for covering every link
    ([at(1, 1, "h", head=True), at(2, 2, "b")], 2, LATER, {1001: ("automatic", real.HEAD_ONLY), 2002: AUTOMATIC}),
    # after a gateway has been through, somebody new clicks once more
    ([at(1, 1), at(2, 2, "b"), at(50, 1, "home")], 2, LATER, dict.fromkeys([1001, 2002], AUTOMATIC)),
    # … but the same hands again are the gateway
    ([at(1, 1), at(2, 2, "b"), at(50, 1, "b")], 2, LATER, dict.fromkeys([1001, 2002, 50001], AUTOMATIC)),
    # a mail of one link: one address is nobody's proof, two are
    ([at(5, 1)], 1, LATER, {}),
    ([at(5, 1), at(9, 1, "b")], 1, LATER, dict.fromkeys([5001, 9001], AUTOMATIC)),
    ([at(5, 1), at(9, 1, "a", "other")], 1, LATER, {}),
]  # fmt: skip
MUTANTS = (
    Mutant("a second more", MODULE, "elif one.occurred_at - delivered_at <= WINDOW and", "elif one.occurred_at - delivered_at <= WINDOW + 2 * SECOND and"),
    Mutant("the last second is free", MODULE, "elif one.occurred_at - delivered_at <= WINDOW and", "elif one.occurred_at - delivered_at < WINDOW and"),
    Mutant("nobody reads", MODULE, "and not _is_read(one, touched)", ""),
    Mutant("any network reads", MODULE, "and one.hand == click.hand", ""),
    Mutant("at once is reading", MODULE, "READS_FIRST <= click", "0 <= click"),
    Mutant("a second is too soon", MODULE, "READS_FIRST <= click", "READS_FIRST < click"),
    Mutant("heads are read", MODULE, "any(one.is_head for one in own) or", ""),
    Mutant("any link will do", MODULE, "if len(covered) >= links and", "if len(covered) >= 1 and"),
    Mutant("every link but one", MODULE, "if len(covered) >= links and", "if len(covered) >= links - 1 and"),
    Mutant("one network is enough for one link", MODULE, "len(origins) > 1", "len(origins) > 0"),
    Mutant("another browser is another network", MODULE, "origins.add(one.origin)", "origins.add(one.hand)"),
    Mutant("heads cover nothing", MODULE, "covered, origins, open_ones = set(known), set[str](), list[Touch]()", "covered, origins, open_ones = set(), set[str](), list[Touch]()"),
    Mutant("the gateway comes again", MODULE, "hands |= {each.hand for each in open_ones}", "pass"),
    Mutant("nobody new reads", MODULE, "covered, origins, open_ones = set(), set(), []", "pass"),
    Mutant("slow gateways", MODULE, "if links > 2 and len(soon) == links:", "if False:"),
    Mutant("two links are every link", MODULE, "if links > 2 and len(soon) == links:", "if len(soon) == links:"),
    Mutant("as fast as a reader", MODULE, "< PACE * (links - 1)", "<= PACE * (links - 1)"),
    Mutant("fast is not enough", MODULE, "< PACE * (links - 1)", "< 0"),
    Mutant("nothing waits", MODULE, "if as_of - delivered_at <= WINDOW:", "if False:"),
    Mutant("everything waits", MODULE, "if as_of - delivered_at <= WINDOW:", "if True:"),
)  # fmt: skip


def test_case_6_scanners_add_nothing_and_a_real_click_counts() -> None:
    assert not is_noticed(real)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_spoilt_rule_is_noticed(mutant: Mutant) -> None:
    assert is_noticed(spoilt(*mutant[1:])), f"nobody noticed: {mutant.name}"


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_the_order_in_which_they_are_read_changes_nothing(number: int, links: int) -> None:
    rng = Random(number)
    acts, _ = reader(rng, first=1000, links=links)
    touches = [*gateway(rng, links=links), *acts]
    shuffled = rng.sample(touches, len(touches))

    assert real.scanned(touches, links=links, delivered_at=DELIVERED, as_of=LATER) == real.scanned(
        shuffled, links=links, delivered_at=DELIVERED, as_of=LATER
    )
