"""The promises of sales by person: one's own row first, the names of others only for managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dueto.apps.handoff.board.team import Part
from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.share import Share

if TYPE_CHECKING:
    from dueto.apps.team.models import Member


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `is_total` is the whole team."""

    name: Message | str
    received: int
    answered: Share
    contacted: Share
    late: int
    is_own: bool = False
    is_total: bool = False


def rows_of(parts: Sequence[Part], *, reader: Member, sees_all: bool) -> list[Row]:
    """Return the rows that `reader` may see, and the team's at the end."""
    own = [part for part in parts if part.member_id == reader.pk]
    others = [part for part in parts if part.member_id != reader.pk] if sees_all else []
    rows = [_row(part, is_own=True) for part in own] + [_row(part) for part in others]
    return [*rows, _total(parts)] if parts else []


def _row(part: Part, *, is_own: bool = False) -> Row:
    return Row(part.name, part.received, part.answered, part.contacted, part.late, is_own=is_own)


def _total(parts: Sequence[Part]) -> Row:
    return Row(
        name=say("The whole team"),
        received=sum(part.received for part in parts),
        answered=_sum([part.answered for part in parts]),
        contacted=_sum([part.contacted for part in parts]),
        late=sum(part.late for part in parts),
        is_total=True,
    )


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.kept for share in shares), sum(share.of for share in shares))
