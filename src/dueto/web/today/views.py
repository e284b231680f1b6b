"""The page and the part of it that changes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dueto.web import addresses
from dueto.web.guard import members, read_only
from dueto.web.reader import Request
from dueto.web.today.marketing import marketing_day
from dueto.web.today.monday import monday


@read_only
@members
def today(request: Request) -> HttpResponse:
    """Return today of whoever looks; executives have a desk instead."""
    if addresses.home_of(request.user) != addresses.TODAY:
        return redirect(addresses.home_of(request.user))
    return render(request, "today/today.html", {"live_url": reverse("board_changes"), **_seen_by(request)})


@read_only
@members
def now(request: Request) -> HttpResponse:
    """Return what stands on it now, without the frame."""
    seen = _seen_by(request)
    return render(request, str(seen["piece"]), seen)


def _seen_by(request: Request) -> dict[str, object]:
    if request.user.team == "marketing":
        return {"piece": "today/marketing.html", "day": marketing_day(request)}
    return {"piece": "today/monday.html", "day": monday(request)}
