"""When sales was heard of last on a hand-off, and when silence about it will have been long enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from dueto.apps.handoff.calendars import calendar_of, calendar_of_marketing, silences_of
from dueto.apps.handoff.clocks import LOOKED_AT_AGAIN, agreement_of
from dueto.apps.handoff.models import Handoff
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.lifecycle.silence import MAY_FALL_SILENT
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.sla.calendar import NeverDue
from dueto.domain.sla.silence import Silence, ends_at


def heard(handoff: Handoff, *, at: datetime) -> None:
    """Note that somebody of sales did something about it at `at`: silence begins anew."""
    handoff.heard_at = at
    look_again(handoff, at=at)


def look_again(handoff: Handoff, *, at: datetime) -> None:
    """Write down when to look at its silence, worked out from how it stands at `at`; never, if none is agreed."""
    due_at = comes_back_at(handoff)
    handoff.silent_at = at + LOOKED_AT_AGAIN if isinstance(due_at, NeverDue) else due_at
    handoff.save(update_fields=["heard_at", "silent_at"])


def comes_back_at(handoff: Handoff) -> datetime | NeverDue | None:
    """Return when the lead comes back by itself if nobody is heard of; None where the agreement names no silence.

    It is that of the version under which the lead crossed, in the working time of whoever has the hand-off now.
    """
    agreement, heard_at = agreement_of(handoff), handoff.heard_at or handoff.sent_at
    allowed = allowed_in(handoff)
    if allowed is None or heard_at is None:
        return None
    executive = handoff.executive
    silence = Silence(
        allowed, (heard_at,), since=handoff.lead.agreement.effective_at, meeting_at=handoff.meeting_at,
        planned_at=handoff.next_attempt_at,
    )  # fmt: skip
    calendar = calendar_of_marketing(agreement) if executive is None else calendar_of(executive, agreement)
    return ends_at(silence, calendar=calendar)


def allowed_in(handoff: Handoff) -> timedelta | None:
    """Return how much working time of silence is allowed where it stands; None where none runs."""
    if not handoff.lead.is_open or (Stage(handoff.lead.stage), State(handoff.state)) not in MAY_FALL_SILENT:
        return None
    return silences_of(agreement_of(handoff)).get(handoff.lead.stage)
