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


def may_send_again(number: str) -> None:
    """Forget that it was sent: it could not be taken."""
    cache.delete(f"form:sent:{number}")


def _address(request: HttpRequest) -> str:
    return salted_hmac("dueto.forms", network_of(request)).hexdigest()[:24]
