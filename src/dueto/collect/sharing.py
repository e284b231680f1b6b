"""Who may send from another site: what the browser is told, so that it lets a page of that site read our answers."""

from __future__ import annotations

from dueto.collect.answers import Answer, Header, Refused, answer

PREFLIGHT = (
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)


class Sharing:
    """The sites that may send; any, if none is named."""

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = origins
        self._accepted = {b"": ACCEPTED}

    def headers(self, origin: bytes) -> tuple[Header, ...]:
        """Return what a page of `origin` needs to read the answer; nothing if it has no business here."""
        if not origin:
            return ()
        if not self._origins:
            return ((b"access-control-allow-origin", b"*"),)
        if self.is_allowed(origin):
            return ((b"access-control-allow-origin", origin), (b"vary", b"origin"))
        return ((b"vary", b"origin"),)

    def is_allowed(self, origin: bytes) -> bool:
        """Return whether hits from `origin` are taken; one without an origin comes from no page."""
        return not origin or not self._origins or origin.decode("latin-1").lower() in self._origins

    def accepted(self, origin: bytes) -> Answer:
        """Return the answer to a hit that is in the inbox."""
        known = self._accepted.get(origin if self._origins else origin and b"*")
        return known or self._remember(origin)

    def preflight(self, origin: bytes) -> Answer:
        """Return the answer to a browser that asks before it sends."""
        if not self.is_allowed(origin):
            raise Refused(403, "origin", "hits from this site are not taken here")
        return answer(204, b"", *PREFLIGHT)

    def _remember(self, origin: bytes) -> Answer:
        made = ACCEPTED.sharing(self.headers(origin))
        self._accepted[origin if self._origins else b"*"] = made
        return made


ACCEPTED = answer(202)
