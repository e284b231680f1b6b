"""The door itself: an ASGI application that answers a hit only once it is on the disk."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from typing import TypeAlias

from dueto.collect.address import LOOPBACK, OriginKeys, address_of
from dueto.collect.answers import CLOSE, FRESH, TEXT, Answer, Message, Receive, Refused, Send, answer, try_later
from dueto.collect.body import Bodies, Gone
from dueto.collect.commits import Commits
from dueto.collect.figures import Figures
from dueto.collect.floods import Floods, seconds_left
from dueto.collect.inbox import Hit, open_inbox
from dueto.collect.posted import Malformed, read_hit
from dueto.collect.script import Script
from dueto.collect.settings import Settings
from dueto.collect.sharing import Sharing

Headers: TypeAlias = dict[bytes, bytes]
AGENT = 400
PAUSE = try_later(5)
UNWRITTEN = "the hit could not be written; nothing was kept of it"
WELL = answer(200, b"ok\n", TEXT, FRESH)
UNWELL = answer(503, b"the inbox cannot be written\n", TEXT, FRESH, PAUSE)
NOT_FOUND = answer(404, b"not found\n", TEXT, CLOSE)
NOT_SO = answer(405, b"only to be read\n", TEXT, (b"allow", b"GET, HEAD"), CLOSE)
PAGES = frozenset({"/dueto.js", "/health/live", "/health/ready", "/metrics"})


def build(settings: Settings) -> Door:
    """Return the door for these settings; it opens its inbox when the server starts."""
    return Door(settings)


class Door:
    """What is behind each path. The path of a hit comes first, since nearly everything is one."""

    def __init__(self, settings: Settings) -> None:
        self._proxies = settings.trusted_proxies
        self._figures = Figures()
        self._commits = Commits(open_inbox(settings.inbox), self._figures)
        self._sharing = Sharing(settings.origins)
        self._keys = OriginKeys()
        self._bodies = Bodies()
        self._floods = Floods()
        self._script = Script()

    def __call__(self, scope: Message, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request, or follow the server's start and end."""
        if scope["type"] != "http":
            return self._live(receive, send)
        if scope["path"] == "/hit":
            return self._hit(scope, receive, send)
        return self._page(scope, send)

    async def _hit(self, scope: Message, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").lower()
        now = time.time_ns() // 1000
        address = address_of(scope["client"], headers=scope["headers"], proxies=self._proxies)
        key = self._keys.of(address, at=now)
        try:
            if self._floods.is_flooding(key, at=now) and address not in LOOPBACK:
                raise Refused(429, "flooding", "too much from one network", try_later(seconds_left(now)), CLOSE)
            if scope["method"] == "POST":
                self._sharing.require(origin)
                body = await self._bodies.read(receive, announced=headers.get(b"content-length", b""))
                hit = self._understood(body, headers, key=key, now=now)
                if not _wants_privacy(headers) and (unavailable := await self._commits.add(hit)) is not None:
                    raise Refused(503, unavailable.reason, UNWRITTEN, PAUSE)
                given = self._sharing.accepted(origin)
            else:
                given = self._asked(scope["method"], origin)
        except Refused as refused:
            self._figures.refused.labels(refused.reason).inc()
            if refused.is_their_fault:
                self._floods.refused(key)
            given = self._sharing.refusal(refused, origin)
        except Gone:
            return
        await send(given.start)
        await send(given.body)

    def _understood(self, body: bytes, headers: Headers, *, key: str, now: int) -> Hit:
        """Return the hit that is to be written."""
        agent = headers.get(b"user-agent", b"")[:AGENT].decode("latin-1") or None
        try:
            hit = read_hit(body, agent=agent, origin_key=key, received_at=now)
        except Malformed as malformed:
            raise Refused(400, "malformed", str(malformed)) from None
        if self._commits.is_full():
            raise Refused(503, "busy", "too many hits at once", PAUSE)
        self._floods.accepted(key)
        return hit

    def _asked(self, method: str, origin: bytes) -> Answer:
        """Return the answer to a browser that asks before it sends."""
        if method != "OPTIONS":
            raise Refused(405, "method", "hits are posted", (b"allow", b"POST, OPTIONS"), CLOSE)
        return self._sharing.preflight(origin)

    async def _page(self, scope: Message, send: Send) -> None:
        given = await self._read(scope)
        await send(given.start)
        await send(given.body)

    async def _read(self, scope: Message) -> Answer:
        path = scope["path"]
        if path in PAGES and scope["method"] not in ("GET", "HEAD"):
            return NOT_SO
        if path == "/dueto.js":
            return self._script.answer_to(dict(scope["headers"]))
        if path == "/health/live":
            return WELL
        if path == "/health/ready":
            return WELL if await self._commits.check() is None else UNWELL
        if path == "/metrics":
            return answer(200, self._figures.text(), TEXT, FRESH)
        return NOT_FOUND

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._commits.start()
                self._bodies.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._commits.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _wants_privacy(headers: Headers) -> bool:
    """Return whether the browser asks not to be followed (Do Not Track, Global Privacy Control): nothing is kept."""
    return headers.get(b"dnt") == b"1" or headers.get(b"sec-gpc") == b"1"
