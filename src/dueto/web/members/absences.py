"""Who is away, and noting it: one's own absence, or as whoever leads a team that of others."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.team.access import NoSuch, NotAllowed
from dueto.apps.team.actions import UnableToNote, end_absence, note_absence
from dueto.apps.team.queries import absent_member, colleagues
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say
from dueto.web.guard import members, post_only, read_only
from dueto.web.members.forms import Absence
from dueto.web.members.one import member_for, shown
from dueto.web.members.shown import away_in_words, member_row
from dueto.web.reader import Request


@read_only
@members
def absences(request: Request) -> HttpResponse:
    """Return who is away, now and soon."""
    away = [
        (member_row(one), [away_in_words(absence) for absence in one.absences])
        for one in colleagues(as_of=request.now)
        if one.is_active and one.role and one.absences
    ]
    return render(request, "members/absences.html", {"away": away})


@post_only
@members
def note(request: Request, member_id: int) -> HttpResponse:
    """Note that somebody is away."""
    one = member_for(request, member_id)
    _insist(request, member_id)
    form = Absence(request.POST)
    if form.is_valid():
        began_at, ended_at = form.span(ZoneInfo(one.zone))
        try:
            note_absence(member_id=member_id, began_at=began_at, ended_at=ended_at, by=request.user.pk, at=request.now)
        except UnableToNote as unable:
            form.refuse(unable)
        else:
            messages.success(
                request, request.voice(say("Noted. No clock runs meanwhile, and nothing new is handed over."))
            )
            return redirect("member", member_id)
    return shown(request, one, absence_form=form, status=422)


@post_only
@members
def end(request: Request, absence_id: int) -> HttpResponse:
    """End an absence now."""
    member_id = absent_member(absence_id)
    if member_id is None:
        raise NoSuch("absence")
    _insist(request, member_id)
    end_absence(absence_id=absence_id, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The absence has ended.")))
    return redirect("member", member_id)


def _insist(request: Request, member_id: int) -> None:
    if request.user.pk != member_id and not may(request.user, Right.LEAD_TEAM):
        raise NotAllowed
