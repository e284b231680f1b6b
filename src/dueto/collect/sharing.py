"""Who may send from another site: what the browser is told, so that it lets a page of that site read our answers."""

from __future__ import annotations

from dueto.collect.answers import Answer, Header, Refused, answer

ACCEPTED = answer(202)
PREFLIGHT = answer(
    204,
    b"",
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)
WHEN: Header = (b"access-control-expose-headers", b"retry-after")


class Sharing:
    """The sites that may send; any, if none is named."""

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = origins
        self._accepted = {b"": ACCEPTED}

    def require(self, origin: bytes) -> None:
        """Refuse hits from a page of another site; who names no origin is no page."""
        if origin and self._origins and origin.decode("latin-1") not in self._origins:
            raise Refused(403, "origin", "hits from this site are not taken here")

    def accepted(self, origin: bytes) -> Answer:
        """Return the answer to a hit that is in the inbox."""
        named = origin if self._origins else origin and b"*"
        if named not in self._accepted:
            self._accepted[named] = ACCEPTED.sharing(self._readable(origin))
        return self._accepted[named]

    def preflight(self, origin: bytes) -> Answer:
        """Return the answer to a browser that asks before it sends."""
        self.require(origin)
        return PREFLIGHT.sharing(self._readable(origin))

    def refusal(self, refused: Refused, origin: bytes) -> Answer:
        """Return the refusal so that the script can read it, even where it may not send, and give up."""
        return refused.answer.sharing((*self._readable(origin), WHEN) if origin else ())

    def _readable(self, origin: bytes) -> tuple[Header, ...]:
        if not origin:
            return ()
        if not self._origins:
            return ((b"access-control-allow-origin", b"*"),)
        readable = origin if origin.isascii() and origin.decode().isprintable() else b"null"
        return ((b"access-control-allow-origin", readable), (b"vary", b"origin"))
