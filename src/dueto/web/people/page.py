"""The page of one person, and its pieces."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dueto.apps.base.access import person_for
from dueto.apps.base.queries.acts import acts_of
from dueto.apps.leads.queries.standing import stamp, stand
from dueto.web.addresses import person as person_page
from dueto.web.guard import members, read_only
from dueto.web.people.shown import Typed, shown
from dueto.web.people.timeline import PAGE, days_of

if TYPE_CHECKING:
    from dueto.apps.base.models import Person
    from dueto.domain.basics.message import Message
    from dueto.web.reader import Request

NOTHING_NEW = 204


@read_only
@members
def page(request: Request, person_id: int) -> HttpResponse:
    """Return the page; to an open page that asks what is new, the part that changed, or nothing."""
    person = person_for(request.user, person_id)
    if person.pk != person_id:  # merged into somebody since the address was written down
        return redirect(person_page(person.pk))
    seen = request.GET.get("seen")
    if seen is not None and seen == stamp(person.pk):
        return HttpResponse(status=NOTHING_NEW)
    return answer(request, person)


@read_only
@members
def acts(request: Request, person_id: int) -> HttpResponse:
    """Return the older acts, those before one of them: `before` is its instant and its number."""
    person = person_for(request.user, person_id)
    done = acts_of(person.pk, limit=PAGE + 1, before=_place(request.GET.get("before", "")))
    standing = stand(person.pk, as_of=request.now)
    main = standing.main
    last = done[PAGE - 1].act if len(done) > PAGE else None
    context = {
        "who": {"id": person.pk},
        "days": days_of(request, done[:PAGE], known=main),
        "older": f"{last.occurred_at.isoformat()}/{last.id}" if last else "",
    }
    return render(request, "people/acts.html" if "HX-Request" in request.headers else "people/older.html", context)


def answer(
    request: Request, person: Person, *, typed: Typed | None = None, status: int = 200, told: Message | None = None
) -> HttpResponse:
    """Return the whole page, or to htmx the part that changes, with what there is to tell."""
    context: dict[str, Any] = shown(request, person, typed=typed)
    context["live_url"] = reverse("board_changes")
    is_piece = "HX-Request" in request.headers
    if told is not None:
        context["toasts"] = [{"text": told}]
    context["is_piece"] = is_piece
    return render(request, "people/person.html" if is_piece else "people/page.html", context, status=status)


def _place(before: str) -> tuple[datetime, int]:
    at, _, number = before.partition("/")
    try:
        place = datetime.fromisoformat(at), int(number)
        if place[0].tzinfo is None or not 0 <= place[1] < 2**63:
            raise ValueError(before)
        return place[0].astimezone(UTC), place[1]
    except (ValueError, OverflowError):
        raise Http404("no such place") from None
