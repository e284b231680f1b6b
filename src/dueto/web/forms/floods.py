"""How often one address may send a form. An office behind one address is many people."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from dueto.web.patience import network_of

REMEMBERED = 12 * 60 * 60


def is_flood(request: HttpRequest, *, at: datetime) -> bool:
    """Return whether this address has sent too many forms within this minute. The address itself is not kept."""
    key = f"form:{_address(request)}:{int(at.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        sent = cache.incr(key)
    except ValueError:  # it has run out between the two
        return False
    return sent > settings.FORM_POSTS_A_MINUTE


def is_first_sending(number: str) -> bool:
    """Return whether this opening of a form is sent for the first time: twice is harmless."""
    return not number or cache.add(f"form:sent:{number}", 1, timeout=REMEMBERED)


def is_first_beginning(number: str) -> bool:
    """Return whether somebody begins to fill in this opening of a form for the first time."""
    return bool(number) and bool(cache.add(f"form:begun:{number}", 1, timeout=REMEMBERED))


def may_send_again(number: str) -> None:
    """Forget that it was sent: it could not be taken."""
    cache.delete(f"form:sent:{number}")


def _address(request: HttpRequest) -> str:
    return salted_hmac("dueto.forms", network_of(request)).hexdigest()[:24]


def was_sent(number: str, submission_id: int) -> None:
    """Remember what became of this opening, so that whoever sends it twice comes to the same page."""
    if number:
        cache.set(f"form:sent:{number}", f"s{submission_id}", timeout=REMEMBERED)


def sent_as(number: str) -> int | None:
    """Return what this opening was sent as, None while it is still being written."""
    known = str(cache.get(f"form:sent:{number}", ""))
    return int(known[1:]) if known.startswith("s") else None


def counts(request: HttpRequest, *, at: datetime) -> bool:
    """Return whether one more opening by this network is counted as seen: nobody opens a form so often."""
    key = f"form:seen:{_address(request)}:{int(at.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return bool(cache.incr(key) <= settings.FORM_POSTS_A_MINUTE)
    except ValueError:
        return False
