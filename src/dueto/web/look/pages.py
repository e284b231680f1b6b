"""The page that shows every component in all its states, with people of Nevadal."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dueto.domain.basics.message import say
from dueto.web.look import lists, scores, states
from dueto.web.look.forms import Return

PLACES = (
    (say("Today"), "today", 0),
    (say("Board"), "board", 0),
    (say("Prospects"), "people", 0),
    (say("One datum away"), "datum", 10),
    (say("My desk"), "desk", 3),
    (say("Agreement"), "agreement", 0),
    (say("Commitments"), "commitments", 0),
)


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Return the page; nothing on it comes from a database."""
    now = request.now  # type: ignore[attr-defined]  # set by the middleware
    refused = Return({"reason": "", "note": "x" * 201})
    refused.is_valid()
    shown: dict[str, Any] = {
        "navigation": [
            SimpleNamespace(label=label, url="#", icon=icon, count=count, is_current=number == 1)
            for number, (label, icon, count) in enumerate(PLACES)
        ],
        "member": SimpleNamespace(name="Mara Quispe", voice="marketing", role=say("Head of marketing")),
        "form": Return(),
        "refused": refused,
        **scores.shown(now=now),
        **lists.shown(now=now),
        **states.shown(now=now),
    }
    return render(request, "look/page.html", shown)


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Return the page as a screen on a wall shows it."""
    return render(request, "look/wall.html", scores.shown(now=request.now))  # type: ignore[attr-defined]
