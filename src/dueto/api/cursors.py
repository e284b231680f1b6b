"""Where the next page begins, as a text that only we understand."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from ninja import Query

from dueto.api.problems import Problem

After = Annotated[
    str, Query(max_length=200, description="what the page before gave as `next`; nothing: the first page")
]
Limit = Annotated[int, Query(ge=1, le=200, description="at most so many at once")]
Word = Annotated[str, Query(max_length=60)]
Row = TypeVar("Row")
MOST = 2**63 - 1


def sealed(of: str, *place: int | str) -> str:
    """Return the mark behind which the next page of the list `of` begins."""
    return base64.urlsafe_b64encode(json.dumps([of, *place]).encode()).decode().rstrip("=")


def opened(of: str, cursor: str) -> tuple[Any, ...]:
    """Return the place that a mark stands for, empty for the first page; a mark of another list is refused."""
    if not cursor:
        return ()
    try:
        read = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        read = None
    if not isinstance(read, list) or len(read) < 2 or read[0] != of:
        raise Problem(422, "this is no mark of a page of this list", errors=[{"at": "query/after", "says": "unknown"}])
    return tuple(read[1:])


def number_in(of: str, cursor: str) -> int:
    """Return the id behind which a page begins, 0 for the first."""
    match opened(of, cursor):
        case ():
            return 0
        case (int(number),) if 0 <= number <= MOST:
            return number
    raise Problem(422, "this is no mark of a page of this list", errors=[{"at": "query/after", "says": "unknown"}])


def page(of: str, found: Sequence[Row], *, limit: int, key: Callable[[Row], int]) -> tuple[list[Row], str | None]:
    """Return the rows of a page and the mark of the next one; one row more than `limit` was asked for."""
    rows = list(found[:limit])
    return rows, sealed(of, key(rows[-1])) if len(found) > limit else None
