"""Whether Dueto runs here: a database is not replaced under those who work with it."""

from __future__ import annotations

import http.client
import os

from dueto.cli.ports import PORTS, host_of


def what_runs() -> tuple[str, ...]:
    """Return the processes of Dueto that answer on this machine."""
    return tuple(name for name in PORTS if answers(name))


def answers(name: str, path: str = "/health/live") -> bool:
    """Return whether the door of a process says that all is well; `path` is what it is asked."""
    variable, usual = PORTS[name]
    port = os.environ.get(variable) or str(usual)
    host = host_of(name)
    try:
        connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, int(port), timeout=2)  # noqa: S104
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, ValueError, http.client.HTTPException):
        return False
