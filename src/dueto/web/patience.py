"""How often one address may try something that could be guessed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW: Final = 300
"""Seconds."""


def is_patient(request: HttpRequest, *, what: str, most: int, at: datetime) -> bool:
    """Return whether this address has tried at most `most` times in these five minutes; counts this one.

    The address is kept as a hash only, and only as long as the window lasts.
    """
    window = int(at.timestamp()) // WINDOW
    who = sha256(f"{window}:{network_of(request)}".encode()).hexdigest()[:24]
    counter = f"patience:{what}:{who}"
    cache.add(counter, 0, timeout=WINDOW)
    try:
        return bool(cache.incr(counter) <= most)
    except ValueError:  # forgotten in between
        return True


def network_of(request: HttpRequest) -> str:
    """Return whose address it is: of IPv6 the network, for one household has 2^64 of them."""
    address = str(get_adapter(request).get_client_ip(request) or "")
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return address if known.version == 4 else str(ip_network((known, 64), strict=False))
