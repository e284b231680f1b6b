"""What waits in the mailbox, new inquiries first; what was set aside; what is settled; how the mailboxes are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dueto.apps.base.queries.listed import shown_as
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.conversations.deciding import Kind
from dueto.apps.conversations.queries import letters
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web.guard import members, read_only
from dueto.web.mailbox.words import BOUNCES, CHOICES, KINDS, REASONS, TROUBLES

if TYPE_CHECKING:
    from dueto.web.reader import Request

SHOWS = ("waiting", "aside", "done")
MOST_FOUND = 6


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the page; with `message` and `q` also the people to whom that message might be given."""
    return answer(request)


def answer(
    request: Request, *, told: Message | None = None, refused: tuple[int, Message] | None = None, status: int = 200
) -> HttpResponse:
    """Return the whole page, or to htmx the part that changes."""
    is_piece = "HX-Request" in request.headers
    context = _context(request, refused)
    context |= {"is_piece": is_piece, "toasts": [{"text": told}] if told is not None else []}
    return render(request, "mailbox/letters.html" if is_piece else "mailbox/page.html", context, status=status)


def _context(request: Request, refused: tuple[int, Message] | None) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    show = asked.get("show", "") if asked.get("show", "") in SHOWS else "waiting"
    before, message_id = (_number(asked.get(name, "")) for name in ("before", "message"))
    counted = letters.counts()
    return {
        "show": show,
        "tabs": _tabs(show, counted),
        "parts": _parts(show, before),
        "newest_url": f"/mailbox/?show={show}" if before else "",
        "boxes": _boxes(),
        "troubles": TROUBLES,
        "words": asked.get("q", "")[:80],
        "asked_about": message_id,
        "found": _found(asked.get("q", "")) if message_id else (),
        "choices": [{"value": kind, "label": words} for kind, words in CHOICES.items()],
        "refused_id": refused[0] if refused else 0,
        "refusal": refused[1] if refused else None,
        "may_sort": may(request.user, Right.WORK_BASE),
        "may_settle": may(request.user, Right.NOTE),
        "may_read_again": may(request.user, Right.WORK_BASE) or may(request.user, Right.ADMINISTER),
        "live_url": reverse("board_changes"),
    }


def _parts(show: str, before: int) -> list[dict[str, Any]]:
    if show == "aside":
        return [_part(say("Set aside"), letters.aside(before=before), show, is_alone=True)]
    if show == "done":
        return [_part(say("Settled and ignored"), letters.settled(before=before), show, is_alone=True)]
    return [
        _part(say("New inquiries"), letters.waiting(Kind.INQUIRY), show),
        _part(say("Answers"), letters.waiting(Kind.REPLY), show),
    ]


def _part(title: Message, found: letters.Letters, show: str, *, is_alone: bool = False) -> dict[str, Any]:
    return {
        "title": title,
        "is_alone": is_alone,
        "letters": [_letter(one) for one in found.rows],
        "older_url": f"/mailbox/?show={show}&before={found.next}" if found.next and is_alone else "",
        "goes_on": bool(found.next) and not is_alone,
    }


def _letter(one: letters.Letter) -> dict[str, Any]:
    said: Message | str = REASONS.get(one.why, one.why)
    if one.kind == Kind.BOUNCE:
        said = BOUNCES.get(one.bounce, said)
    return {"one": one, "decision": say("Dueto took it for {kind}: {why}.", kind=KINDS[one.kind], why=said)}


def _tabs(show: str, counted: dict[str, int]) -> list[dict[str, Any]]:
    waiting = counted.get(Kind.INQUIRY, 0) + counted.get(Kind.REPLY, 0)
    tabs = (
        ("waiting", say("Waiting"), waiting),
        ("aside", say("Set aside"), counted.get(Kind.ASIDE, 0)),
        ("done", say("Settled and ignored"), None),
    )
    return [
        {"label": label, "url": f"/mailbox/?show={name}", "is_current": name == show, "count": count}
        for name, label, count in tabs
    ]


def _boxes() -> list[dict[str, Any]]:
    names = [box.name for box in settings.MAILBOXES]
    states = letters.states(names) if names else {}
    rows = ((name, states.get(name)) for name in names)
    return [{"name": name, "state": one, "trouble": TROUBLES.get(one.trouble) if one else None} for name, one in rows]


def _found(words: str) -> list[Any]:
    people = search(words).person_ids
    return shown_as(ranked(people, words, most=MOST_FOUND)) if people else []


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
