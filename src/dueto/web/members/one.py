"""One member: what they may do, where they sit, which hand-offs they get, when they are away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.handoff.places import give_place, places
from dueto.apps.handoff.seeding import Place
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions import UnableToChange
from dueto.apps.team.actions import change as change_member
from dueto.apps.team.queries import Colleague, colleague
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.members.forms import Absence, Change, PlaceInTurn
from dueto.web.members.shown import away_in_words, member_row
from dueto.web.reader import Request


@read_only
@members
def member_page(request: Request, member_id: int) -> HttpResponse:
    """Return the page of a member."""
    return shown(request, member_for(request, member_id))


@post_only
@allowed(Right.ADMINISTER)
def change(request: Request, member_id: int) -> HttpResponse:
    """Change what a member may do, and where they sit."""
    one = member_for(request, member_id)
    form = Change(request.POST, voice=request.voice)
    if form.is_valid():
        try:
            change_member(member_id=member_id, by=request.user.pk, at=request.now, **form.cleaned_data)
        except UnableToChange as unable:
            form.refuse(unable)
        else:
            messages.success(request, request.voice(say("Saved")))
            return redirect("member", member_id)
    return shown(request, one, change_form=form, status=422)


@post_only
@allowed(Right.LEAD_TEAM)
def place(request: Request, member_id: int) -> HttpResponse:
    """Give a member a place in the turn."""
    one = member_for(request, member_id)
    form = PlaceInTurn(request.POST)
    if not form.is_valid():
        return shown(request, one, place_form=form, status=422)
    give_place(member_id=member_id, by=request.user.pk, at=request.now, **form.cleaned_data)
    messages.success(request, request.voice(say("Saved")))
    return redirect("member", member_id)


def member_for(request: Request, member_id: int) -> Colleague:
    """Return the member; those who left or never were here are for administrators only."""
    one = colleague(member_id, as_of=request.now)
    if one is None or (not (one.is_active and one.role) and not may(request.user, Right.ADMINISTER)):
        raise NoSuch("member")
    return one


def shown(request: Request, one: Colleague, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Return the page of a member, with the form that was refused if there is one."""
    turn = places().get(one.id)
    values = {name: getattr(one, name) for name in Change.base_fields}
    in_turn = (
        {"territories": ", ".join(turn.territories), "weight": turn.weight, "open_cap": turn.open_cap} if turn else {}
    )
    context = {
        "row": member_row(one, place=turn),
        "one": one,
        "absences": [(away.id, away_in_words(away)) for away in one.absences],
        "may_change": may(request.user, Right.ADMINISTER),
        "may_lead": may(request.user, Right.LEAD_TEAM),
        "may_be_away": may(request.user, Right.LEAD_TEAM) or request.user.pk == one.id,
        "gets_handoffs": one.team == "sales",
        "change_form": Change(initial=values, voice=request.voice),
        "place_form": PlaceInTurn(initial=in_turn),
        "absence_form": Absence(),
    }
    return render(request, "members/member.html", context | forms, status=status)


def as_typed(turn: Place) -> dict[str, Any]:
    """Return a place in the turn as its form shows it."""
    return {"territories": ", ".join(turn.territories), "weight": turn.weight, "open_cap": turn.open_cap}
