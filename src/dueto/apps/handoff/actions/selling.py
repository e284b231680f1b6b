"""The sale: opened, updated, won, lost, deferred, resumed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.answering import SALES_OWES
from dueto.apps.handoff.actions.locked import UnableTo, locked, take
from dueto.apps.handoff.actions.notices import tell
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.silence import heard
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead, Opportunity
from dueto.apps.leads.standings import lead_in_hand
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind

LARGEST = Decimal(10) ** 11


@transaction.atomic
def open_opportunity(*, handoff_id: int, by: int, at: datetime, amount: Decimal | None, currency: str) -> Opportunity:
    """Return the sales opportunity: the contact takes part in the buying process. Its clock of updates starts."""
    _checked(amount, currency)
    handoff = locked(handoff_id)
    take(handoff, Step.OPEN_OPPORTUNITY, by=by, at=at)
    opened, _ = Opportunity.objects.update_or_create(
        lead=handoff.lead,
        defaults={"amount": amount, "currency": currency, "opened_at": at, "updated_at": at, "closed_at": None},
    )
    clocks.stop(handoff, {Kind.ATTEMPTS}, at=at)
    clocks.start(handoff, Kind.UPDATE, at=at)
    heard(handoff, at=at)
    _note(handoff, Tag.OPPORTUNITY_OPENED, by=by, at=at)
    return opened


@transaction.atomic
def update_opportunity(*, handoff_id: int, by: int, at: datetime, amount: Decimal | None, currency: str) -> Opportunity:
    """Return the opportunity with what is expected of it now; the clock of updates begins again."""
    _checked(amount, currency)
    handoff = locked(handoff_id)
    if handoff.lead.stage != Stage.OPPORTUNITY:
        raise UnableTo(say("there is no sales opportunity under way"))
    opportunity = _opportunity(handoff)
    opportunity.amount, opportunity.currency, opportunity.updated_at = amount, currency, at
    opportunity.save()
    clocks.stop(handoff, {Kind.UPDATE}, at=at)
    clocks.start(handoff, Kind.UPDATE, at=at)
    heard(handoff, at=at)
    _note(handoff, Tag.OPPORTUNITY_UPDATED, by=by, at=at)
    return opportunity


@transaction.atomic
def win(*, handoff_id: int, by: int, at: datetime) -> Handoff:
    """Return the hand-off whose sale was won."""
    return _close(handoff_id, Step.WIN, by=by, at=at, told=Told())


@transaction.atomic
def lose(*, handoff_id: int, by: int, at: datetime, reason: str, to_whom: str = "") -> Handoff:
    """Return the hand-off whose sale was lost, why, and to whom where the reason asks it."""
    return _close(handoff_id, Step.LOSE, by=by, at=at, told=Told(reason=reason, to_whom=to_whom.strip()[:200]))


@transaction.atomic
def defer(*, handoff_id: int, by: int, at: datetime, until: date) -> Handoff:
    """Return the hand-off whose sale waits until a day, on which it comes back by itself."""
    handoff = locked(handoff_id)
    take(handoff, Step.DEFER, by=by, at=at, told=Told(until=until))
    clocks.stop(handoff, {Kind.UPDATE}, at=at)
    heard(handoff, at=at)
    return handoff


@transaction.atomic
def resume(*, handoff_id: int, by: int | None, at: datetime) -> Handoff:
    """Return the hand-off whose sale goes on."""
    handoff = locked(handoff_id)
    if by is None and not _is_ripe(handoff.lead, at=at):
        return handoff  # somebody was quicker
    take(handoff, Step.RESUME, by=by, at=at)
    Opportunity.objects.filter(lead=handoff.lead).update(updated_at=at)
    clocks.start(handoff, Kind.UPDATE, at=at)
    heard(handoff, at=at)
    if by is None and handoff.executive_id is not None:
        tell([handoff.executive_id], "resumed", handoff=handoff, at=at)
    return handoff


def resume_deferred(*, at: datetime, limit: int = 50) -> int:
    """Return how many deferred sales came back because their day has come in the zone of their agreement."""
    tomorrow = at.date() + timedelta(days=1)  # somewhere in the world it is tomorrow already
    deferred = Lead.objects.filter(stage=Stage.DEFERRED, deferred_until__lte=tomorrow).select_related("agreement")
    ripe = [lead for lead in deferred.order_by("deferred_until", "id")[:limit] if _is_ripe(lead, at=at)]
    for lead in ripe:
        resume(handoff_id=Handoff.objects.values_list("pk", flat=True).get(lead=lead), by=None, at=at)
    return len(ripe)


def _is_ripe(lead: Lead, *, at: datetime) -> bool:
    until = lead.deferred_until
    if lead.stage != Stage.DEFERRED or until is None:
        return False
    return until <= at.astimezone(lead.agreement_zone).date()


def _close(handoff_id: int, step: Step, *, by: int, at: datetime, told: Told) -> Handoff:
    handoff = locked(handoff_id)
    in_hand = lead_in_hand(
        handoff.lead.company_id, definition=handoff.lead.definition, but_not_of=handoff.lead.person.head_id
    )
    take(handoff, step, by=by, at=at, told=told, in_hand=str(in_hand.pk) if in_hand else None)
    opportunity = _opportunity(handoff)
    opportunity.closed_at = opportunity.updated_at = at
    opportunity.save()
    clocks.stop(handoff, SALES_OWES, at=at)
    return handoff


def _opportunity(handoff: Handoff) -> Opportunity:
    return Opportunity.objects.select_for_update().get(lead=handoff.lead)


def _note(handoff: Handoff, tag: Tag, *, by: int, at: datetime) -> None:
    record(
        tag, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        agreement_id=handoff.lead.agreement_id,
    )  # fmt: skip


def _checked(amount: Decimal | None, currency: str) -> None:
    if amount is not None and not (amount.is_finite() and 0 <= amount < LARGEST):
        raise UnableTo(say("an amount is a number that is not negative"))
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise UnableTo(say("a currency is three capital letters, like USD"))
