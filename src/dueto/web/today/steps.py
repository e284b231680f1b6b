"""Four things to see, or to begin with where nobody is known yet: the strip on each first page.

Closing it lasts in this browser, for this member.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dueto.apps.base.queries.who import is_empty
from dueto.domain.basics.message import Message, say
from dueto.web import addresses
from dueto.web.guard import members, post_only, read_only
from dueto.web.reader import Request

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

YEAR = 365 * 24 * 3600
SEEN = "steps_seen"
Way = tuple[tuple[Message, str], ...]

MARKETING: Way = (
    (say("Read what sales returned, and answer one"), addresses.RETURNS),
    (say("Watch somebody cross on the board, and open the note"), addresses.BOARD),
    (say("Fill in the one datum that somebody lacks"), addresses.ONE_DATUM),
    (say("Read what both teams signed"), addresses.AGREEMENT),
)
SALES: Way = (
    (say("Accept what was handed over, or return it"), addresses.DESK),
    (say("Call, and say how it went"), addresses.DESK),
    (say("See by when marketing answers you"), addresses.RETURNS),
    (say("See how your promises stand"), addresses.COMMITMENTS),
)
MANAGEMENT: Way = (
    (say("See what both teams promised, and what is kept"), addresses.COMMITMENTS),
    (say("Watch the score, and open a note"), addresses.BOARD),
    (say("Find the hand-offs whose outcome nobody told"), addresses.OUTCOMES),
    (say("Read the agreement you sponsor"), addresses.AGREEMENT),
)
BEGIN: Way = (
    (say("See every door by which people come in"), addresses.SOURCES),
    (say("Bring in your first list"), addresses.IMPORTS),
    (say("Put a form on your pages"), addresses.FORMS),
    (say("Read what both teams signed"), addresses.AGREEMENT),
)
BEGIN_TOGETHER: Way = (
    (say("Invite whoever belongs to both teams"), addresses.MEMBERS),
    (say("Read the agreement you sponsor"), addresses.AGREEMENT),
    (say("See every door by which people come in"), addresses.SOURCES),
    (say("See what both teams promised, and what is kept"), addresses.COMMITMENTS),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four."""

    label: Message
    url: str
    is_done: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The four of them under their title."""

    title: Message
    steps: tuple[Step, ...]


def strip_of(request: Request) -> Strip | None:
    """Return the four steps of the member, or none once they closed the strip."""
    if request.COOKIES.get(_cookie(request.user)):
        return None
    title, way = _way(request.user)
    seen = set(request.session.get(SEEN, ()))
    ahead = [number for number in range(4) if number not in seen]
    steps = (
        Step(label, reverse("step", args=[number + 1]), number in seen, bool(ahead) and number == ahead[0])
        for number, (label, _) in enumerate(way)
    )
    return Strip(title, tuple(steps))


@read_only
@members
def follow(request: Request, number: int) -> HttpResponse:
    """Lead to where a step is done, and remember that it was followed."""
    if not 1 <= number <= 4:
        raise Http404
    request.session[SEEN] = sorted({*request.session.get(SEEN, ()), number - 1})
    _, way = _way(request.user)
    return redirect(way[number - 1][1])


@post_only
@members
def close(request: Request) -> HttpResponse:
    """Close the strip for good."""
    response = HttpResponse() if "HX-Request" in request.headers else redirect(addresses.home_of(request.user))
    response.set_cookie(_cookie(request.user), "1", max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _way(member: Member) -> tuple[Message, Way]:
    """Return the four and their title. One query."""
    if member.team != "sales" and is_empty():
        return say("Four things to begin with"), BEGIN if member.team == "marketing" else BEGIN_TOGETHER
    ways = {"marketing": MARKETING, "sales": SALES}
    return say("Four things to see"), ways.get(member.team, MANAGEMENT)


def _cookie(member: Member) -> str:
    return f"dueto_steps_{member.pk}"
