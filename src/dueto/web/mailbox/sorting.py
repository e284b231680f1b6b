"""What a colleague makes of a message: something else, somebody else's, taken care of; and reading a mailbox again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.base.actions import UnableToMerge
from dueto.apps.conversations.access import message_for
from dueto.apps.conversations.actions import UnableToSort, read_again, settle
from dueto.apps.stewardship.actions import give_mail, take_mail_for
from dueto.apps.team.access import NotAllowed
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, members, post_only
from dueto.web.mailbox.page import SHOWS, answer

if TYPE_CHECKING:
    from dueto.apps.conversations.models import Message as Letter
    from dueto.web.reader import Request

REFUSED = 422


@post_only
@allowed(Right.WORK_BASE)
def kinds(request: Request, message_id: int) -> HttpResponse:
    """Take a message for something else."""
    kind = request.POST.get("kind", "")
    return _changed(
        request, message_id,
        lambda: take_mail_for(message_id=message_id, kind=kind, by=request.user.pk, at=request.now),
        says=say("Sorted. The verdict follows at once."),
    )  # fmt: skip


@post_only
@allowed(Right.WORK_BASE)
def owners(request: Request, message_id: int) -> HttpResponse:
    """Give a message to somebody else."""
    written = request.POST.get("person", "")
    person_id = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
    return _changed(
        request, message_id,
        lambda: give_mail(message_id=message_id, person_id=person_id, by=request.user.pk, at=request.now),
        says=say("Given to that person."),
    )  # fmt: skip


@post_only
@allowed(Right.NOTE)
def settlements(request: Request, message_id: int) -> HttpResponse:
    """Note that somebody has taken care of a message."""
    return _changed(
        request, message_id, lambda: settle(message_id=message_id, by=request.user.pk, at=request.now),
        says=say("Taken care of."),
    )  # fmt: skip


@post_only
@members
def readings(request: Request) -> HttpResponse:
    """Have a mailbox read again at once."""
    if not (may(request.user, Right.WORK_BASE) or may(request.user, Right.ADMINISTER)):
        raise NotAllowed
    is_asked = read_again(request.POST.get("mailbox", "")[:40], by=request.user.pk, at=request.now)
    return _told(request, say("It is read again now.") if is_asked else say("It is being read already."))


def _changed(request: Request, message_id: int, change: Callable[[], Letter], *, says: Message) -> HttpResponse:
    message_for(request.user, message_id)
    try:
        change()
    except (UnableToSort, UnableToMerge) as unable:
        return answer(request, refused=(message_id, unable.says), status=REFUSED)
    return _told(request, says)


def _told(request: Request, says: Message) -> HttpResponse:
    if "HX-Request" in request.headers:
        return answer(request, told=says)
    messages.success(request, request.voice(says))
    show = request.POST.get("show", "")
    response = redirect(f"/mailbox/?show={show}" if show in SHOWS else "/mailbox/")
    response.status_code = 303
    return response
