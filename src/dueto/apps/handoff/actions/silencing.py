"""What comes back by itself because sales fell silent: exact at its due instant, however late somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from django.db import OperationalError, transaction

from dueto.apps.handoff import clocks, silence
from dueto.apps.handoff.actions.answering import SALES_OWES
from dueto.apps.handoff.actions.locked import UnableTo, locked
from dueto.apps.handoff.actions.notices import managers_of, tell
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.standings import standing_of
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import enter
from dueto.domain.lifecycle.moves import Refused
from dueto.domain.lifecycle.silence import fall_silent
from dueto.domain.lifecycle.stages import End

LOG = structlog.get_logger("dueto.silence")
SET_ASIDE = timedelta(hours=1)


def bring_back_silent(*, at: datetime, limit: int = 50) -> int:
    """Return how many hand-offs were looked at because sales may have been silent for long enough by `at`.

    The earliest first, each in its own transaction; twice is harmless.
    """
    due = Handoff.objects.filter(silent_at__lte=at).order_by("silent_at", "id").values_list("pk", flat=True)[:limit]
    looked = 0
    for handoff_id in due:
        try:
            looked += _look_at(handoff_id, at=at)
        except OperationalError:
            raise
        except Exception:  # one that cannot be reckoned holds up no other
            LOG.exception("silence set aside", handoff=handoff_id)
            Handoff.objects.filter(pk=handoff_id).update(silent_at=at + SET_ASIDE)
    return looked


@transaction.atomic
def _look_at(handoff_id: int, *, at: datetime) -> bool:
    """Return whether there was something to look at; worked out anew from the calendar and the last act."""
    handoff = locked(handoff_id)
    if handoff.silent_at is None or handoff.silent_at > at:
        return False  # another worker was here, or sales was heard of
    due_at = silence.comes_back_at(handoff)
    if not isinstance(due_at, datetime) or due_at > at:
        silence.look_again(handoff, at=at)
        return True
    _bring_back(handoff, at=due_at)
    return True


def _bring_back(handoff: Handoff, *, at: datetime) -> None:
    """Let it lapse, or recycle it, at its due instant: its clocks stop, and both teams are told."""
    moved = fall_silent(lead=replace(standing_of(handoff), lapses_at=at), as_of=at)
    if isinstance(moved, Refused):
        raise UnableTo(moved.says)
    assert moved.handoff is not None
    assert moved.ended is not None
    heard_at = handoff.heard_at or handoff.sent_at
    handoff.state, handoff.next_attempt_at, handoff.silent_at = moved.handoff, None, None
    handoff.save(update_fields=["state", "next_attempt_at", "silent_at"])
    clocks.stop(handoff, SALES_OWES, at=at, is_moot=True)
    enter(handoff.lead, moved, by=None)
    executives = [handoff.executive_id] if handoff.executive_id is not None else []
    kind = "lapsed" if moved.ended.how is End.LAPSED else "silent"
    tell([*executives, *managers_of("sales"), *managers_of("marketing")], kind, handoff=handoff, at=at)
    record(
        Tag.HANDOFF_SILENT, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, at=at,
        agreement_id=handoff.lead.agreement_id,
        details={"heard_at": heard_at.isoformat() if heard_at else None, "end": str(moved.ended.how)},
    )  # fmt: skip
