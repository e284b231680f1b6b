"""A failure as a log may tell it: where it happened and of what kind, without what somebody had sent.

What an error says of itself often quotes the value it choked on, and what a frame holds is whatever was worked on. Both
stay out of the log. What the machine, the code or the database says in words of its own is told.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

OF_CODE: Final = (AttributeError, ImportError, NameError, RecursionError, TypeError)
"""Errors that speak of names in the code."""
CAUSED: Final = "\nwhich led to:\n"


def in_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return the event of a log with what failed, if something did; in the chain of processors."""
    given = event.pop("exc_info", None) or None
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = told(error)
    return event


def told(error: BaseException) -> str:
    """Return a failure with what led to it, the first first."""
    return CAUSED.join("".join(_lines(one)).rstrip() for one in reversed(list(_chain(error))))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    room = type(error).__module__
    yield f"{'' if room == 'builtins' else f'{room}.'}{type(error).__qualname__}: {_words(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield "together with:\n"
            yield told(one) + "\n"


def _words(error: BaseException) -> str:
    """Return what an error says as far as it cannot quote anybody: of the database the kind and the constraint."""
    if isinstance(error, OF_CODE):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or "…"
    known = [getattr(error, name, None) for name in ("sqlite_errorname", "sqlstate")]
    diagnosis = getattr(error, "diag", None)
    known += [getattr(diagnosis, name, None) for name in ("table_name", "column_name", "constraint_name")]
    return " ".join(str(word) for word in known if word) or "…"
