"""Which address may be told of events."""

from __future__ import annotations

from urllib.parse import urlsplit

from dueto.domain.basics.message import Message, say

NO_ADDRESS = say("This is no address like https://crm.example/dueto.")
NOT_SAFE = say("The address has to begin with https://: what is told must not be read on the way.")
WITH_PASSWORD = say("A user or a password does not belong into the address; the signature says that it is us.")


def problem_of(address: str, *, is_private_allowed: bool) -> Message | None:
    """Return why this address cannot be told of events, None if it can. Where its name leads is looked at later."""
    try:
        parts = urlsplit(address.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        return NO_ADDRESS
    if not host or parts.scheme not in {"http", "https"} or not address.isascii() or any(one <= " " for one in address):
        return NO_ADDRESS
    if parts.username is not None or parts.password is not None:
        return WITH_PASSWORD
    if parts.scheme == "http" and not is_private_allowed:
        return NOT_SAFE
    return None
