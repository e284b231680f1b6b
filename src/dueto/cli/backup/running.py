"""Whether Dueto runs here: a database is not replaced under those who work with it."""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from dueto.adapters.running import Unasked, is_held, kept_out
from dueto.cli.backup.home import is_postgres
from dueto.cli.ports import PORTS, host_of
from dueto.cli.wired import home


@contextmanager
def nobody_starts() -> Iterator[tuple[str, ...]]:
    """Yield the processes that run from this home; the others cannot start there before this is over."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(kept_out(home(), tuple(PORTS)))
            is_sure = _is_sure()
        except Unasked:
            held, is_sure = (), False
        yield tuple(name for name in PORTS if name in held or (not is_sure and answers(name)))


def runs(name: str) -> bool:
    """Return whether a process runs from this home."""
    try:
        if is_held(home(), name):
            return True
        is_sure = _is_sure()
    except Unasked:
        is_sure = False
    return not is_sure and answers(name)


def _is_sure() -> bool:
    """Return whether the locks tell all; processes on one PostgreSQL may each have a home of their own."""
    return not is_postgres()


def port_here(name: str) -> str:
    """Return the port at which a process is asked how it is."""
    variable, usual = PORTS[name]
    return os.environ.get(variable) or str(usual)


def answers(name: str, path: str = "/health/live") -> bool:
    """Return whether the door of a process says that all is well; `path` is what it is asked."""
    port = port_here(name)
    host = host_of(name)
    try:
        connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, int(port), timeout=2)  # noqa: S104
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, ValueError, http.client.HTTPException):
        return False
