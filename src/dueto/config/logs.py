"""Logs: one event a line, JSON for machines, words for a terminal. They carry ids and routes, never personal values.

Whatever a library writes passes through `without_people`: what looks like an address of a person is blacked out, and
query strings are cut off. Of a failure the log has place and kind, never what the error quotes (`adapters/failure.py`).
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from dueto.adapters.failure import in_words

ADDRESS = re.compile(r"[^\s@'\"<>,;=]+@[^\s@'\"<>,;=]+\.[^\s@'\"<>,;=]+")
QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+")
SECRET = re.compile(r"(/invitations/|/accounts/password/new/)[^\s/'\"]+")
QUIET = (
    "django.template",
    "django.server",
    "django.channels.server",
    "uvicorn.access",
    "asyncio",
    "fontTools",
    "httpx",
    "django.db.backends",
)
"""What they say below a warning is of no use, or carries what was sent: the last one writes queries with values."""
WITH_PATH = ("django.request", "django.security.csrf")
"""What they say ends with the path of the request."""


class Stderr(logging.Handler):
    """Writes to whatever is stderr at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:  # a log that cannot be written stops nothing
            self.handleError(record)


def by_route(record: logging.LogRecord) -> bool:
    """Name the route where a library names the path: people and codes of links stand in paths."""
    matched = getattr(getattr(record, "request", None), "resolver_match", None)
    if isinstance(record.args, tuple) and record.args:
        record.args = (*record.args[:-1], matched.route if matched is not None else "…")
    return True


def without_people(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return the event without addresses of people, without query strings and without the codes of links."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = SECRET.sub(r"\1…", QUERY.sub(r"\1?…", ADDRESS.sub("…@…", value)))
    return event


def configure(*, readable: bool, level: str = "INFO") -> None:
    """Write everything to stderr from here on."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(allow=()),
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if readable else "iso", utc=not readable),
    ]
    last: list[Any] = (
        [in_words, without_people, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if readable
        else [in_words, without_people, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = Stderr()
    handler.set_name("dueto")
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if one.get_name() != "dueto"] + [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in WITH_PATH:
        logging.getLogger(name).addFilter(by_route)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # every answer has its own line already
