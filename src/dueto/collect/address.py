"""Who speaks: the address, and the key that stands for its network for one day."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

from dueto.collect.answers import Header

DAY = 86_400_000_000
REMEMBERED = 50_000
LOOPBACK = frozenset({"127.0.0.1", "::1"})


def address_of(client: tuple[str, int] | None, *, headers: Iterable[Header], proxies: int) -> str:
    """Return the address of the browser: the one that the outermost of our own proxies wrote down.

    What stands further left in X-Forwarded-For was written by the browser itself, and anybody can write anything.
    """
    if proxies:
        forwarded = b",".join(value for name, value in headers if name == b"x-forwarded-for")
        if written := forwarded.decode("latin-1").split(",") if forwarded else []:
            return written[-min(proxies, len(written))].strip()
    return client[0] if client else ""


class OriginKeys:
    """Keys for networks. The salt is made anew each day, lives in memory alone and is never written anywhere."""

    def __init__(self) -> None:
        self._day = -1
        self._salt = b""
        self._known: dict[str, str] = {}

    def of(self, address: str, *, at: int) -> str:
        """Return the key of the network that `address` belongs to on the day of `at` (microseconds, UTC)."""
        day = at // DAY
        if day != self._day:
            self._day, self._salt = day, secrets.token_bytes(32)
            self._known.clear()
        key = self._known.get(address)
        if key is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            digest = blake2b(_network(address), key=self._salt, digest_size=8)
            key = self._known[address] = digest.hexdigest()
        return key


def _network(address: str) -> bytes:
    """Return what is the same for one household or office: an IPv4 address, or the first half of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return b""
    if isinstance(parsed, IPv6Address):
        return parsed.ipv4_mapped.packed if parsed.ipv4_mapped else parsed.packed[:8]
    return parsed.packed
