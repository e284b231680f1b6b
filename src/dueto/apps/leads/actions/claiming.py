"""A lead that opens because an executive has the contact on the line."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.agreements.queries import InForce
from dueto.apps.base.models import Company, Person
from dueto.apps.base.queries.together import first_touch
from dueto.apps.leads.actions.judging import CLOSED
from dueto.apps.leads.actions.moving import enter
from dueto.apps.leads.explained import explain
from dueto.apps.leads.histories import histories_of
from dueto.apps.leads.models import Lead
from dueto.apps.leads.standings import lead_in_hand, places_of
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.moves import Refused, move
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Standing
from dueto.domain.lifecycle.steps import Step


def open_by_claim(*, person_id: int, definition: str, version: InForce, by: int, at: datetime) -> Lead | Refused:
    """Return the lead that was claimed, opened if there was none, or why it cannot be. Call it inside a transaction."""
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.company_id is not None:
        Company.objects.select_for_update().filter(pk=person.company_id).first()
    place, history = places_of([person_id])[person_id], histories_of([person_id])[person_id]
    known = explain(version.agreement.definition(definition), history, version=version, as_of=at)
    in_hand = lead_in_hand(place.company_id, definition=definition, but_not_of=person_id)
    lead = place.open_lead(definition)
    if lead is not None:
        lead = Lead.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=lead.pk)
    standing = Standing(
        stage=place.stage(definition), zone=version.agreement.zone, in_hand=str(in_hand.pk) if in_hand else None,
        handoff=_handoff(place.stage(definition), lead),
    )  # fmt: skip
    if standing.stage in (Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.DEFERRED):
        return Refused(Reason.ALREADY_ACCEPTED, stage=standing.stage, step=Step.CLAIM)
    moved = move(lead=standing, step=Step.CLAIM, as_of=at)
    if isinstance(moved, Refused):
        return moved
    lead = lead or Lead(
        person=person, company_id=place.company_id, definition=definition, agreement_id=version.id,
        passage=place.passages(definition) + 1, crossed_at=at, fit=known.verdict.fit,
        behaviour=known.verdict.behaviour, is_fast=known.verdict.is_fast,
        origin_id=first_touch(person.pk).origin_id,
    )  # fmt: skip
    enter(lead, moved, by=by)
    return lead


def _handoff(stage: Stage, lead: Lead | None) -> Handoff | None:
    """Return the hand-off as the table of moves asks for it: an open one was sent, one that was sold was accepted."""
    if stage in CLOSED:
        return Handoff.ACCEPTED
    return Handoff.SENT if lead is not None and hasattr(lead, "handoff") else None
