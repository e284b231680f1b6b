"""Networks: who speaks, the key of the day, and who speaks too much."""

from __future__ import annotations

from dueto.collect.address import DAY, OriginKeys, address_of
from dueto.collect.floods import ACCEPTED, MINUTE, REFUSED, Floods, seconds_left

CLIENT = ("10.0.0.1", 4711)
NOON = 20_000 * DAY + DAY // 2


def forwarded(*values: bytes) -> list[tuple[bytes, bytes]]:
    """Return headers as proxies write them."""
    return [(b"host", b"dueto"), *((b"x-forwarded-for", value) for value in values)]


def test_without_a_proxy_nobody_can_say_that_he_is_somebody_else() -> None:
    assert address_of(CLIENT, headers=forwarded(b"203.0.113.7"), proxies=0) == "10.0.0.1"


def test_it_believes_what_our_own_proxies_wrote() -> None:
    assert address_of(CLIENT, headers=forwarded(b"1.2.3.4, 203.0.113.7"), proxies=1) == "203.0.113.7"
    assert address_of(CLIENT, headers=forwarded(b"1.2.3.4", b"203.0.113.7, 10.0.0.2"), proxies=2) == "203.0.113.7"
    assert address_of(CLIENT, headers=forwarded(b"203.0.113.7"), proxies=3) == "203.0.113.7"
    assert address_of(CLIENT, headers=forwarded(), proxies=1) == "10.0.0.1"
    assert address_of(None, headers=forwarded(), proxies=0) == ""


def test_the_key_is_of_one_network_on_one_day() -> None:
    keys = OriginKeys()

    today = keys.of("203.0.113.7", at=NOON)

    assert keys.of("203.0.113.7", at=NOON + DAY // 3) == today
    assert keys.of("::ffff:203.0.113.7", at=NOON) == today
    assert keys.of("203.0.113.8", at=NOON) != today
    assert keys.of("2001:db8::1", at=NOON) == keys.of("2001:db8::2", at=NOON)
    assert keys.of("2001:db8::1", at=NOON) != keys.of("2001:db8:0:1::1", at=NOON)
    assert keys.of("not an address", at=NOON) == keys.of("", at=NOON)
    assert keys.of("203.0.113.7", at=NOON + DAY) != today
    assert OriginKeys().of("203.0.113.7", at=NOON) != today


def test_a_flood_ends_with_its_minute() -> None:
    floods = Floods()
    for _ in range(ACCEPTED):
        floods.accepted("office")
    for _ in range(REFUSED):
        floods.refused("attacker")

    assert floods.is_flooding("office", at=0) is False  # the first look begins a minute
    for _ in range(ACCEPTED):
        floods.accepted("office")
    for _ in range(REFUSED):
        floods.refused("attacker")

    assert floods.is_flooding("office", at=MINUTE - 1)
    assert floods.is_flooding("attacker", at=MINUTE - 1)
    assert not floods.is_flooding("somebody", at=MINUTE - 1)
    assert not floods.is_flooding("office", at=MINUTE)
    assert seconds_left(MINUTE - 1) == 1
    assert seconds_left(0) == 61
