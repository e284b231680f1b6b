"""Why a row that makes nobody known is not taken: whom it names, and what has to be brought in first."""

from __future__ import annotations

from typing import Final

from dueto.apps.base.actions.arriving.planning import NOBODY
from dueto.apps.imports.choices import DEALS, Choices
from dueto.apps.imports.rows import Row
from dueto.domain.basics.message import Message, say

NAMES_NOBODY: Final = say("nothing in this row says whose it is; its columns of ids are empty")
NO_BUYER: Final = say("neither the person nor the company of this sale is known; import them first")
NO_SALE: Final = say("no list has brought this sale yet; import the sales first, then what became of them")


def why_nobody(row: Row, choices: Choices, *, is_named: bool) -> Message:
    """Return why nobody was found for the row; `is_named` is whether it says who it is."""
    if choices.kind != DEALS:
        return NOBODY if is_named else NAMES_NOBODY
    if not row.ids and not is_named:
        return NAMES_NOBODY
    return NO_SALE if row.ids.keys() == {"deal_id"} else NO_BUYER
