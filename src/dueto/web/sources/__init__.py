"""Every source with its door: how to open it, whether it works, who came through it; and what people say themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.urls import path

from dueto.apps.conversations.channel_words import DOORS as WORDS
from dueto.apps.conversations.channel_words import channel_words
from dueto.apps.conversations.doors import DOORS, By, Door
from dueto.apps.conversations.queries.doors import MOST_CAME, Came, came_since, ever_came, heard_since
from dueto.apps.conversations.queries.letters import states
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, say, say_many
from dueto.web import addresses
from dueto.web.guard import members, read_only
from dueto.web.mailbox.words import TROUBLES

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request

DAYS = 30
OPENED_BY = {
    By.SCRIPT: (say("the script on the company's pages, and its forms"), addresses.FORMS),
    By.IMPORT: (say("the import of the list, with who attended"), addresses.IMPORTS),
    By.MAILBOX: (say("the mailbox, read every minute"), addresses.MAILBOX),
    By.CALL: (say("the form for callers, or another program by the API"), "/find/call/"),
    By.WHATSAPP: (say("the form for callers, or another program by the API"), "/find/call/?channel=whatsapp"),
    By.FIND: (say("the form for finds"), "/find/"),
}


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return every door, and what is said beside what is measured."""
    since = request.now - timedelta(days=DAYS)
    came = came_since(since)
    known = {door.channel for door in DOORS}
    used = ever_came(known - came.keys())
    context = {
        "days": DAYS,
        "most": MOST_CAME,
        "doors": [_door(door, came, used) for door in DOORS],
        "others": [(channel_words(name or "—"), one) for name, one in sorted(came.items()) if name not in known],
        "heard": [(Folded(one.said), channel_words(one.measured) if one.measured else "—", one.count)
                  for one in heard_since(since)],
    }  # fmt: skip
    return render(request, "sources/page.html", context)


def _door(door: Door, came: dict[str, Came], used: set[str]) -> dict[str, Any]:
    opened_by, url = OPENED_BY[door.by]
    if door.by is By.FIND and door.slug != "find":
        url = f"{url}?door={door.slug}"
    state, count, last_at = _state(door, came, used)
    return {
        "name": WORDS[door.slug], "opened_by": opened_by, "url": url, "state": state, "count": count,
        "last_at": last_at, "list_url": f"{addresses.PROSPECTS}?origin={door.channel.replace(' ', '+')}",
    }  # fmt: skip


def _state(door: Door, came: dict[str, Came], used: set[str]) -> tuple[Message, int, datetime | None]:
    """Return how a door is, in words, with how many came through it lately and when the last one did."""
    one = came.get(door.channel)
    if door.by is By.MAILBOX and (trouble := _trouble()) is not None:
        return trouble, one.count if one else 0, one.last_at if one else None
    if one is not None:
        return say_many("works: {n} person", "works: {n} people", one.count), one.count, one.last_at
    if door.channel in used:
        return say("open; nobody came in {n} days", n=DAYS), 0, None
    return say("open; never used"), 0, None


def _trouble() -> Message | None:
    if not settings.MAILBOXES:
        return say("no mailbox is set up yet")
    found = states(box.name for box in settings.MAILBOXES)
    return next((TROUBLES[one.trouble] for one in found.values() if one.trouble in TROUBLES), None)


urlpatterns = [path("sources/", page, name="sources")]
