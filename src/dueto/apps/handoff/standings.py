"""What a step asks of a lead in hand-off."""

from __future__ import annotations

from dueto.apps.handoff.clocks import agreement_of
from dueto.apps.handoff.models import Attempt, Handoff
from dueto.domain.lifecycle.attempts import Attempt as Tried
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.lifecycle.reasons import agreed_from
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Standing, Told

NOTHING_TOLD = Told()
REACHED_NOBODY = ("no_answer", "assistant", "wrong_number", "later")


def standing_of(handoff: Handoff, *, told: Told = NOTHING_TOLD, in_hand: str | None = None) -> Standing:
    """Return where the lead of this hand-off stands. One query for the attempts."""
    agreement = agreement_of(handoff)
    tries = Attempt.objects.filter(handoff=handoff, result__in=REACHED_NOBODY).values_list("happened_at", "channel")
    return Standing(
        stage=Stage(handoff.lead.stage),
        zone=agreement.zone,
        handoff=State(handoff.state),
        simple=agreement.is_simple,
        agreed=agreed_from(agreement.record),
        in_hand=in_hand,
        preparation_due=handoff.lead.preparation_due,
        attempts=tuple(Tried(at, channel) for at, channel in tries),
        told=told,
    )
