"""The visitors of the demo: they come through the public doors, so that the company is seen to live.

Some read, now and then one asks something, every few minutes one crosses. And soon after somebody has entered, Rocío
opens the prices. `DUETO_COMPANY=quiet` keeps all of them away.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from urllib.parse import urlencode

from dueto.adapters.voice import Voice
from dueto.cli.ends import leave_with_parent, stopping
from dueto.cli.ports import host_of, port_of
from dueto.cli.wired import wire_ready
from dueto.world.content import PRICES
from dueto.world.strangers import SITE, Stranger, inquirer, passer_by, ready

AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
READS: Final = (1.5, 6.0)
"""Seconds between two pages."""
TYPES: Final = (4.0, 9.0)
"""Seconds over a form: nobody is as fast as a machine."""
ROCIO: Final = "rocio-tello"
ROCIO_AFTER: Final = 25.0
LATE: Final = timedelta(minutes=3)
LOOKS: Final = 1.0
TOKEN: Final = re.compile(r'<input[^>]* name="(token|lang|dueto_first_page|dueto_referrer)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Pace:
    """How often somebody of one kind comes, in seconds from and to; at most so many in all."""

    who: Callable[[Random], Stranger]
    every: tuple[float, float]
    most: int


PACES: Final = (
    Pace(passer_by, (10.0, 25.0), 100_000),
    Pace(inquirer, (120.0, 260.0), 150),
    Pace(ready, (100.0, 170.0), 40),
)


@dataclass(frozen=True, slots=True)
class Doors:
    """The two public doors: where pages are counted, and where forms stand."""

    collect: tuple[str, int]
    web: tuple[str, int]

    def read(self, visitor: str, page: str, *, referrer: str) -> None:
        """Open a page of the company's site, as its script tells it."""
        hit = {"v": visitor, "u": f"{SITE}{page}", "r": referrer or None, "l": "es", "c": True}
        _ask(self.collect, "POST", "/hit", json.dumps(hit), {"Content-Type": "application/json"})

    def fill_in(self, stranger: Stranger, *, pause: Callable[[float], object], seconds: float) -> int:
        """Return the answer of the form that `stranger` opened, filled in and sent."""
        path = f"/f/{stranger.form}/"
        _, page = _ask(self.web, "GET", path)
        hidden = dict(TOKEN.findall(page))
        pause(seconds)
        told = {
            **hidden, **dict(stranger.answers), "consent_given": "1", "dueto_visitor": stranger.visitor,
            "dueto_first_page": f"{SITE}{stranger.pages[0]}", "dueto_referrer": stranger.referrer,
        }  # fmt: skip
        status, _ = _ask(self.web, "POST", path, urlencode(told), {"Content-Type": "application/x-www-form-urlencoded"})
        return status


@dataclass(slots=True)
class Company:
    """The life outside of the company, until `stop`."""

    doors: Doors
    stop: threading.Event
    rng: Random = field(default_factory=Random)

    def live(self, *, has_entered: Callable[[], bool], paces: tuple[Pace, ...] = PACES) -> None:
        """Let everybody come by at their pace, each in a thread of their own."""
        lives = [threading.Thread(target=self._come, args=(pace,), daemon=True) for pace in paces]
        lives.append(threading.Thread(target=self._send_rocio, args=(has_entered,), daemon=True))
        for one in lives:
            one.start()
        self.stop.wait()
        for one in lives:
            one.join(timeout=2)

    def _come(self, pace: Pace) -> None:
        for _ in range(pace.most):
            if self._pauses(self.rng.uniform(*pace.every)):
                return
            self._quietly(lambda: self._visit(pace.who(self.rng)))

    def _visit(self, stranger: Stranger) -> None:
        referrer = stranger.referrer
        for page in stranger.pages:
            self.doors.read(stranger.visitor, page, referrer=referrer)
            referrer = f"{SITE}{page}"
            if self._pauses(self.rng.uniform(*READS)):
                return
        if stranger.form:
            self.doors.fill_in(stranger, pause=self._pauses, seconds=self.rng.uniform(*TYPES))

    def _send_rocio(self, has_entered: Callable[[], bool]) -> None:
        """Wait until somebody watches; then Rocío, who is fifteen points short, opens the prices."""
        from dueto.work.demo.people import visitor_of  # noqa: PLC0415 - only once Django is loaded

        while not has_entered():
            if self._pauses(LOOKS):
                return
        if not self._pauses(ROCIO_AFTER):
            self._quietly(lambda: self.doors.read(visitor_of(ROCIO), PRICES, referrer=f"{SITE}/camara"))

    def _pauses(self, seconds: float) -> bool:
        """Return whether the company was closed while waiting."""
        return self.stop.wait(seconds)

    def _quietly(self, act: Callable[[], object]) -> None:
        """Do something at a door; one that is closed for a while is no reason to stop."""
        try:
            act()
        except (OSError, http.client.HTTPException) as problem:
            print(f"{time.strftime('%H:%M:%S')} a door is closed: {problem}", file=sys.stderr, flush=True)


def main() -> None:
    """Let the company live until SIGTERM."""
    stop = stopping()
    leave_with_parent()
    if os.environ.get("DUETO_COMPANY", "").strip().lower() == "quiet":
        stop.wait()
        return
    voice = Voice("en")
    wire_ready(voice=voice)
    collect, web = ((host_of(one), port_of(one, voice=voice)) for one in ("collect", "web"))
    Company(Doors(collect, web), stop).live(has_entered=entering())


def entering() -> Callable[[], bool]:
    """Return a question: has somebody entered since the pages opened, which they may do before the visitors come?"""
    from dueto.apps.journal.tags import Tag  # noqa: PLC0415
    from dueto.apps.journal.tail import has_happened  # noqa: PLC0415

    since = datetime.now(UTC) - LATE
    return lambda: has_happened(Tag.MEMBER_ENTERED, since=since)


def _ask(
    door: tuple[str, int], method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection(*door, timeout=15)
    try:
        connection.request(method, path, body, {"User-Agent": AGENT, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
