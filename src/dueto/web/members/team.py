"""The list of members, and inviting others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.handoff.places import places
from dueto.apps.team.actions import UnableToInvite
from dueto.apps.team.actions import invite as send_invitation
from dueto.apps.team.actions import withdraw as withdraw_invitation
from dueto.apps.team.queries import colleagues, invitations
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.members.forms import Invite
from dueto.web.members.shown import member_row, open_invitation_row
from dueto.web.reader import Request


@read_only
@members
def members_page(request: Request) -> HttpResponse:
    """Return the list of members; administrators invite from here."""
    return render(request, "members/list.html", _context(request, Invite()))


@post_only
@allowed(Right.ADMINISTER)
def invite(request: Request) -> HttpResponse:
    """Invite somebody."""
    form = Invite(request.POST)
    if form.is_valid():
        try:
            send_invitation(**form.cleaned_data, by=request.user.pk, at=request.now)
        except UnableToInvite as unable:
            form.refuse(unable)
        else:
            messages.success(request, request.voice(say("The invitation is on its way; it is good for seven days.")))
            return redirect("members")
    return render(request, "members/list.html", _context(request, form), status=422)


@post_only
@allowed(Right.ADMINISTER)
def withdraw(request: Request, invitation_id: int) -> HttpResponse:
    """Let an invitation open nothing any more."""
    withdraw_invitation(invitation_id=invitation_id, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The invitation opens nothing any more.")))
    return redirect("members")


def _context(request: Request, form: Invite) -> dict[str, Any]:
    may_invite = may(request.user, Right.ADMINISTER)
    turn = places()
    people = colleagues(as_of=request.now)
    return {
        "rows": [member_row(one, place=turn.get(one.id)) for one in people if one.is_active and one.role],
        "closed": [member_row(one) for one in people if not (one.is_active and one.role)] if may_invite else [],
        "waiting": [open_invitation_row(one) for one in invitations(as_of=request.now)] if may_invite else [],
        "may_invite": may_invite,
        "form": form,
    }
