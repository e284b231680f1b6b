"""Clocks that nobody touched: breaches at their exact instant, and each rung of the ladder once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.db import OperationalError, transaction

from dueto.apps.base.models import Card
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.locked import locked
from dueto.apps.handoff.actions.notices import mail, managers_of, tell
from dueto.apps.handoff.actions.passing import pass_on
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.handoff.seats import choose_executive, with_names
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.routing.routing import Chosen
from dueto.domain.sla.ladder import Act, Firing, rungs_due

LOG = structlog.get_logger("dueto.clocks")
SET_ASIDE = timedelta(hours=1)


def climb(*, at: datetime, limit: int = 100) -> int:
    """Return how many clocks had something come to pass by `at`; the earliest first, each in its own transaction."""
    due = Clock.objects.filter(next_at__lte=at).order_by("next_at", "id").values_list("pk", "handoff_id")[:limit]
    looked = 0
    for clock_id, handoff_id in due:
        try:
            looked += _look_at(clock_id, handoff_id, at=at)
        except OperationalError:
            raise
        except Exception:  # one clock that cannot be reckoned holds up no other
            LOG.exception("clock set aside", clock=clock_id)
            Clock.objects.filter(pk=clock_id).update(next_at=at + SET_ASIDE)
    return looked


@transaction.atomic
def _look_at(clock_id: int, handoff_id: int, *, at: datetime) -> bool:
    """Return whether something came to pass with this clock, worked out anew from the calendar."""
    handoff = locked(handoff_id)
    clock = Clock.objects.select_for_update(of=("self",)).select_related("owed_by").get(pk=clock_id)
    if clock.next_at is None or clock.next_at > at:
        return False
    clock.handoff = handoff
    calendar = clocks.calendar_for(clock, clocks.agreement_of(handoff))
    firings = rungs_due(
        clocks.ladder_of(clock), clock=clocks.value_of(clock), calendar=calendar, as_of=at, fired=clock.fired
    )
    clock.fired = [*clock.fired, *(firing.rung.name for firing in firings)]
    clocks.reckon(clock, calendar=calendar, as_of=at)
    clock.save()
    if clock.breached_at is not None and any(
        firing.rung.percent == 100 and not firing.rung.after for firing in firings
    ):
        _record(Tag.CLOCK_MISSED, clock, at=clock.breached_at)
    for firing in firings:
        _record(Tag.LADDER_FIRED, clock, at=firing.at, rung=firing.rung.name)
        if not firing.is_moot:
            _fire(clock, firing, at=at)
    return bool(firings)


def _fire(clock: Clock, firing: Firing, *, at: datetime) -> None:
    handoff = clock.handoff
    match firing.rung.act:
        case Act.TELL_EXECUTIVE:
            owners = [clock.owed_by_id] if clock.owed_by_id is not None else managers_of("marketing")
            tell(owners, firing.rung.name, handoff=handoff, at=at, clock=clock.kind)
            if firing.rung.name == "due":
                _write_to(owners, "overdue", clock, at=at)
        case Act.TELL_MANAGER:
            tell(managers_of(clock.side), "manager", handoff=handoff, at=at, clock=clock.kind)
            _write_to(managers_of(clock.side), "escalation", clock, at=at)
        case Act.REROUTE:
            _reroute(handoff, at=at)


def _write_to(member_ids: Iterable[int], template: str, clock: Clock, *, at: datetime) -> None:
    """Put one mail for each member into the outbox: each leaves once, whatever becomes of the others."""
    for member in member_ids:
        mail(
            template, handoff=clock.handoff, at=at, key=f"{template}:{clock.pk}:{member}", clock=clock.pk, member=member
        )


def _reroute(handoff: Handoff, *, at: datetime) -> None:
    """Pass an unanswered hand-off on to the next in turn of that country, else of any; alone in the turn, it stays."""
    if handoff.state != State.SENT:
        return
    card = Card.objects.filter(person_id=handoff.lead.person_id).first()
    for country in dict.fromkeys((card.country if card else None, None)):
        choice = choose_executive(handoff.lead, country=country, at=at, but_not=handoff.executive_id)
        if isinstance(choice, Chosen):
            pass_on(handoff, to=int(choice.executive), why=with_names(choice.because), by=None, at=at)
            return


def _record(tag: Tag, clock: Clock, *, at: datetime, **details: str) -> None:
    record(
        tag, subject="handoff", subject_id=clock.handoff_id, person_id=clock.handoff.lead.person_id, at=at,
        agreement_id=clock.handoff.lead.agreement_id, details={"clock": clock.kind, "side": clock.side, **details},
    )  # fmt: skip
