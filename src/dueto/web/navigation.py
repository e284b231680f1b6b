"""Where one can go from everywhere, with what waits there: one query a page, and only on pages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from dueto.apps.handoff.board.waiting import Waiting, waiting
from dueto.apps.team.rights import ROLES, Right, may
from dueto.domain.basics.message import Message, say
from dueto.web import addresses
from dueto.web.base.places import GROUPS
from dueto.web.today.steps import strip_of

if TYPE_CHECKING:
    from dueto.apps.team.models import Member
    from dueto.web.reader import Request

UNDER: Final = {
    addresses.DESK: ("/handoffs/",),
    addresses.PROSPECTS: ("/people/", addresses.COMPANIES, addresses.CUSTOMERS),
    addresses.BASE: tuple(
        place.url
        for group in GROUPS
        for place in group.places
        if place.url not in {addresses.PROSPECTS, addresses.COMPANIES, addresses.CUSTOMERS}
    ),
}
"""The pages without an entry of their own in the bar, by the entry under which one finds them."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the bar."""

    label: Message
    url: str
    icon: str
    count: int = 0
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The member as the bar shows them."""

    name: str
    voice: str
    role: Message


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what every page shows around its content; a page for nobody in particular shows no places."""
    member = getattr(request, "user", None)
    if member is None or not may(member, Right.SEE):
        return {"navigation": [], "logout_url": addresses.LOG_OUT, "is_demo": settings.DEMO}
    waits = cast(Waiting, SimpleLazyObject(lambda: waiting(member.pk)))
    return {
        "navigation": SimpleLazyObject(lambda: list(_places(member, waits, request.path))),
        "member": Shown(member.name, member.team if member.team in ("marketing", "sales") else "", ROLES[member.role]),
        "member_links": SimpleLazyObject(lambda: list(_own(member, waits))),
        "home_url": addresses.home_of(member),
        "logout_url": addresses.LOG_OUT,
        "is_demo": settings.DEMO,
        "first_steps": SimpleLazyObject(lambda: strip_of(cast("Request", request))),
    }


def _places(member: Member, waits: Waiting, path: str) -> Iterator[Place]:
    places = list(_of_role(member, waits))
    current = _place_of(path, {place.url for place in places})
    for place in places:
        yield Place(place.label, place.url, place.icon, place.count, is_current=place.url == current)


def _place_of(path: str, places: set[str]) -> str:
    """Return which of the places a page is part of; nothing if of none."""
    rooms = [place for place in places if path.startswith(place)]
    rooms += [place for place, under in UNDER.items() if place in places and path.startswith(under)]
    return rooms[0] if rooms else ""


def _of_role(member: Member, waits: Waiting) -> Iterator[Place]:
    board = Place(say("Board"), addresses.BOARD, "board")
    commitments = Place(say("Commitments"), addresses.COMMITMENTS, "commitments")
    prospects = Place(say("Prospects"), addresses.PROSPECTS, "people")
    returns = Place(say("Returns"), addresses.RETURNS, "returned", waits.returns)
    base = Place(say("The base"), addresses.BASE, "base")
    datum = Place(say("One datum away"), addresses.ONE_DATUM, "datum")
    agreement = Place(say("Agreement"), addresses.AGREEMENT, "agreement")
    if member.role == "sales":
        yield Place(say("My desk"), addresses.DESK, "desk", waits.handoffs)
        yield from (prospects, Place(say("A find"), addresses.FIND, "search"))
        yield from (board, commitments, returns, agreement)
        return
    yield Place(say("Today"), addresses.TODAY, "today")
    if member.team == "marketing":
        yield from (prospects, base, datum, returns, board, commitments, agreement)
    elif member.team == "sales":
        yield Place(say("My desk"), addresses.DESK, "desk", waits.handoffs)
        yield from (commitments, board, prospects, base, returns, agreement)
    else:
        yield from (board, commitments, prospects, base, returns, agreement)


def _own(member: Member, waits: Waiting) -> Iterator[Place]:
    yield Place(say("Notices"), addresses.NOTICES, "event", waits.notices)
    if may(member, Right.MANAGE) or may(member, Right.ADMINISTER):
        yield Place(say("Outcomes"), addresses.OUTCOMES, "check")
        yield Place(say("Journal"), addresses.JOURNAL, "journal")
    if may(member, Right.ADMINISTER):
        yield Place(say("Members"), addresses.MEMBERS, "person")
    yield Place(say("Second factor"), addresses.SECOND_FACTOR, "agreement")
