"""What a member should hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from dueto.apps.handoff.access import notice_for
from dueto.apps.handoff.actions import mark_read
from dueto.apps.handoff.queries.notices import notices_of
from dueto.web.guard import members, post_only, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the notices of this member, those unread first."""
    notices = notices_of(request.user.pk)
    unread = sum(1 for notice in notices if not notice.is_read)
    return render(request, "notices/page.html", {"notices": notices, "unread": unread})


@post_only
@members
def reading(request: Request, notice_id: int) -> HttpResponse:
    """Mark one notice as read, and go where it points."""
    notice = notice_for(request.user, notice_id)
    mark_read(member_id=request.user.pk, at=request.now, notice_ids=[notice.pk])
    goes_on = request.POST.get("open") and notice.handoff_id
    return HttpResponseRedirect(
        reverse("handoff", args=[notice.handoff_id]) if goes_on else reverse("notices"), status=303
    )


@post_only
@members
def reading_all(request: Request) -> HttpResponse:
    """Mark all notices as read."""
    mark_read(member_id=request.user.pk, at=request.now)
    return _to(reverse("notices"))


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


urlpatterns = [
    path("notices/", page, name="notices"),
    path("notices/reading/", reading_all, name="notices-reading"),
    path("notices/<int:notice_id>/reading/", reading, name="notice-reading"),
]
