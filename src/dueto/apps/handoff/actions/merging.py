"""Of two open leads that turn out to be one the older stays, the younger ends; and back again, as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from dueto.apps.agreements.queries import document_of
from dueto.apps.base.queries.together import heads_of, together
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.answering import SALES_OWES
from dueto.apps.handoff.actions.notices import tell
from dueto.apps.handoff.models import Clock, Handoff, Seat
from dueto.apps.handoff.seats import turn_back
from dueto.apps.handoff.standings import standing_of
from dueto.apps.leads.actions import enter
from dueto.apps.leads.models import Contact, Lead, Move
from dueto.domain.basics.message import Message
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind

OF_LEAD = (
    "stage", "entered_at", "preparation_due", "deferred_until", "ended_at", "end", "end_reason", "then", "to_whom",
    "counts", "earliest", "wakes_at",
)  # fmt: skip
OF_HANDOFF = ("state", "next_attempt_at", "silent_at")
OF_CLOCK = ("state", "due_at", "next_at", "stopped_at", "breached_at")


def open_leads_of(person_ids: Iterable[int]) -> list[Lead]:
    """Return the open leads of these people, the oldest first, locked until the transaction ends."""
    rows = Lead.objects.select_for_update(of=("self",)).select_related("agreement").open()
    return sorted(rows.filter(person__in=person_ids).order_by("pk"), key=lambda lead: (lead.crossed_at, lead.pk))


def open_leads_of_companies(company_ids: Iterable[int]) -> list[Lead]:
    """Return the open leads of these companies, the oldest first, locked until the transaction ends."""
    rows = Lead.objects.select_for_update(of=("self",)).select_related("agreement").open()
    return sorted(rows.filter(company__in=company_ids).order_by("pk"), key=lambda lead: (lead.crossed_at, lead.pk))


def end_younger(lead: Lead, *, older: Lead, by: int | None, at: datetime, because: Message | None = None) -> Any:
    """Return what to put back if the two come apart: the younger lead ended as merged, its hand-off withdrawn.

    Its clocks stop, its executive hears of it, and a turn that nobody had used is given back.
    """
    handoff = Handoff.objects.select_for_update(of=("self",)).filter(lead=lead).first()
    if handoff is not None:
        handoff.lead = lead
    moved = _moved(lead, handoff, older, at=at)
    before: dict[str, Any] = {
        "lead": lead.pk,
        "older": older.pk,
        "crossed": lead.crossed_at.isoformat(),
        "was": _kept(lead, OF_LEAD),
    }
    last_move = _last_move(lead)
    if handoff is not None:
        before |= _withdrawn(handoff, moved, at=at)
    enter(lead, replace(moved, because=because) if because is not None else moved, by=by)
    before["moves"] = list(lead.moves.filter(pk__gt=last_move).values_list("pk", flat=True))
    return before


def stands_apart(before: Any) -> bool:
    """Return whether the lead that was ended as merged, and the older one, are of two people again."""
    whose = Lead.objects.filter(pk__in=(before["lead"], before["older"])).values_list("person", flat=True)
    return len(set(heads_of(whose).values())) == 2


def put_back(before: Any, *, at: datetime) -> Lead | None:
    """Open a lead again that was ended as merged, its hand-off and its clocks as they were.

    Return the open lead because of which it stays ended, if its person has one under the same definition.
    """
    lead = Lead.objects.select_for_update(of=("self",)).select_related("person").get(pk=before["lead"])
    if lead.end != "merged":
        return None
    everybody = together([lead.person.head_id])
    other = Lead.objects.open().filter(person__in=everybody, definition=lead.definition).order_by("id").first()
    if other is not None:
        return other
    _put(lead, before["was"])
    Move.objects.filter(pk__in=before["moves"]).delete()
    if "handoff" in before:
        handoff = Handoff.objects.select_for_update(of=("self",)).get(pk=before["handoff"])
        _put(handoff, before["handoff_was"])
        for clock, was in before["clocks"]:
            _put(Clock.objects.get(pk=clock), was)
        if before["credited"]:
            Seat.objects.filter(member=before["credited"], credits__gt=0).update(credits=F("credits") - 1)
        if handoff.executive_id is not None:
            tell([handoff.executive_id], "separated", handoff=handoff, at=at)
    return None


def join_older(lead: Lead, *, older: Lead, at: datetime) -> bool:
    """Return whether the person of a lead became a contact of an older one of the same company."""
    _, joined = Contact.objects.get_or_create(lead=older, person_id=lead.person_id, defaults={"joined_at": at})
    handoff = Handoff.objects.filter(lead=older).first()
    if joined and handoff is not None and handoff.executive_id is not None:
        tell([handoff.executive_id], "joined", handoff=handoff, at=at)
    return joined


def leave_older(lead_id: int, *, older: int) -> None:
    """Let the person of a lead be no contact of the older one any more."""
    Contact.objects.filter(lead=older, person__leads=lead_id).delete()


def _moved(lead: Lead, handoff: Handoff | None, older: Lead, *, at: datetime) -> Moved:
    if handoff is not None:
        standing = standing_of(handoff)
    else:
        zone = document_of(lead.agreement_id, lead.agreement.hash).zone
        standing = Standing(stage=Stage(lead.stage), zone=zone)
    moved = move(lead=replace(standing, older=Stage(older.stage)), step=Step.MERGE, as_of=at)
    assert not isinstance(moved, Refused), moved.says
    return moved


def _withdrawn(handoff: Handoff, moved: Moved, *, at: datetime) -> dict[str, Any]:
    assert moved.handoff is not None
    before: dict[str, Any] = {"handoff": handoff.pk, "handoff_was": _kept(handoff, OF_HANDOFF), "credited": None}
    before["clocks"] = [
        (clock.pk, _kept(clock, OF_CLOCK)) for clock in handoff.clocks.filter(stopped_at=None).order_by("pk")
    ]
    clocks.stop(handoff, SALES_OWES | {Kind.ANSWER_RETURN}, at=at, is_moot=True)
    if handoff.state == State.SENT and handoff.executive_id is not None:
        turn_back(handoff.executive_id)
        before["credited"] = handoff.executive_id
    handoff.state, handoff.next_attempt_at, handoff.silent_at = moved.handoff, None, None
    handoff.save(update_fields=["state", "next_attempt_at", "silent_at"])
    if handoff.executive_id is not None:
        tell([handoff.executive_id], "merged", handoff=handoff, at=at)
    return before


def _last_move(lead: Lead) -> int:
    return lead.moves.order_by("-pk").values_list("pk", flat=True).first() or 0


def _kept(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """Return these values of a row as JSON can hold them."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def _put(row: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        field = row._meta.get_field(name)
        setattr(row, name, field.to_python(value))  # type: ignore[union-attr]
    row.save(update_fields=list(values))
