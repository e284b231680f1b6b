"""What has to be true before a step: each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from dueto.domain.lifecycle.attempts import are_made
from dueto.domain.lifecycle.crossing import Joins, Stays, crossing
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.standing import Standing

Guard: TypeAlias = Callable[[Standing, datetime], Reason | None]


def crosses(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer why the verdict opens no lead."""
    match crossing(lead=lead, as_of=as_of):
        case Stays(reason=reason):
            return reason
        case Joins():
            return Reason.COMPANY_IN_HAND
        case _:
            return None


def company_is_free(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether somebody of the company is in hand already."""
    return None if lead.in_hand is None else Reason.COMPANY_IN_HAND


def is_simple(lead: Standing, as_of: datetime) -> Reason | None:
    """Only in simple mode Dueto prepares by itself; else marketing does, and does not skip it."""
    return None if lead.simple else Reason.NOT_PREPARED


def is_unprepared(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the preparation that a claim owes has been done."""
    return None if lead.preparation_due else Reason.ALREADY_PREPARED


def lacks_nothing(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether a required datum is missing."""
    return Reason.DATA_MISSING if lead.preparation.lacks_data else None


def has_history(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the history is incomplete."""
    return None if lead.preparation.history_complete else Reason.HISTORY_INCOMPLETE


def has_meeting(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether no meeting or call was proposed."""
    return None if lead.preparation.meeting_proposed else Reason.NO_MEETING


def is_overdue(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether there is still time to answer; at the due instant there is none."""
    return None if lead.lapses_at is not None and lead.lapses_at <= as_of else Reason.NOT_DUE


def names_a_reason(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the reason for giving back is missing, not agreed, or without the note that it asks for."""
    if not lead.told.reason:
        return Reason.REASON_MISSING
    if lead.reason is None:
        return Reason.REASON_NOT_AGREED
    return Reason.NOTE_MISSING if lead.reason.needs_note and not lead.told.has_note else None


def comes_back_ahead(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the date that they said has passed."""
    return _ahead(lead, lead.told.earliest, as_of) if lead.told.earliest is not None else None


def has_tried(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether attempts are owed before this reason may be given."""
    promised = lead.agreed.attempts
    if lead.reason is None or not lead.reason.after_attempts or promised is None:
        return None
    is_kept = are_made(promised, attempts=lead.attempts, zone=lead.zone, as_of=as_of)
    return None if is_kept else Reason.ATTEMPTS_MISSING


def says_why_lost(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the reason of the loss is missing, not agreed, or without the competitor that it asks for."""
    if not lead.told.reason:
        return Reason.REASON_MISSING
    loss = lead.agreed.of_loss(lead.told.reason)
    if loss is None:
        return Reason.REASON_NOT_AGREED
    return Reason.TO_WHOM_MISSING if loss.needs_to_whom and not lead.told.to_whom else None


def says_until_when(lead: Standing, as_of: datetime) -> Reason | None:
    """Answer whether the date until which it waits is missing or has passed."""
    return Reason.DATE_MISSING if lead.told.until is None else _ahead(lead, lead.told.until, as_of)


def is_younger(lead: Standing, as_of: datetime) -> Reason | None:
    """Of two open leads the older stays: answer whether there is no older one."""
    return Reason.NO_OLDER_LEAD if lead.older is None else None


def _ahead(lead: Standing, day: date, as_of: datetime) -> Reason | None:
    return None if day > lead.day_of(as_of) else Reason.DATE_NOT_AHEAD
