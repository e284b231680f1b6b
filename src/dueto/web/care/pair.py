"""Two side by side: what speaks for it and against, field by field which value holds; one, two, or later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions.chosen import FIRST_TOUCH
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions import UnableToMerge, decide, reconsider
from dueto.apps.stewardship.queries.pairs import Two, next_pair, pair_of, waiting_pairs
from dueto.apps.stewardship.queries.sides import Side, company_side_of, side_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.addresses import DUPLICATES
from dueto.web.addresses import company as company_page
from dueto.web.addresses import person as person_page
from dueto.web.care.words import share_of, shown, verdict_of, waiting_words
from dueto.web.channels import origin_words
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.people.words import country_name, label, value_words

if TYPE_CHECKING:
    from dueto.web.reader import Request

REFUSED = 422
FIRST = ("full_name", "role", "company", "email", "phone", "country")
DONE = {
    "merged": say("Merged. Everything of both is in one place now; it can be undone on the page of the person."),
    "distinct": say("They stay two, and will not be proposed again."),
    "later": say("Put off for a week."),
}


DECIDED = {"merged": say("They were merged into one."), "distinct": say("They stay two.")}


@read_only
@members
def pair(request: Request, pair_id: int) -> HttpResponse:
    """Return one pair, two columns."""
    return _answer(request, pair_of(pair_id))


@post_only
@allowed(Right.WORK_BASE)
def decisions(request: Request, pair_id: int) -> HttpResponse:
    """Decide about a pair; the next one takes its place."""
    two = pair_of(pair_id)
    decision = request.POST.get("decision", "")
    kept = request.POST.get("kept", "")
    kept_id = int(kept) if kept.isascii() and kept.isdigit() and len(kept) < 19 else 0
    sides = {str(kept_id): "kept", str(two.low + two.high - kept_id): "gone"}
    choices = {
        name.removeprefix("field-"): sides[value]
        for name, value in request.POST.items()
        if name.startswith("field-") and isinstance(value, str) and value in sides
    }
    try:
        decide(pair_id=two.id, decision=decision, kept_id=kept_id, choices=choices, by=request.user.pk, at=request.now)
    except UnableToMerge as unable:
        return _answer(request, two, error=unable.says, status=REFUSED)
    if decision == "merged" and two.kind == "person":
        judge(person_ids=[kept_id], at=request.now)
    return _next(request, two, DONE[decision])


@post_only
@allowed(Right.WORK_BASE)
def reconsideration(request: Request, pair_id: int) -> HttpResponse:
    """Look once more at a pair that was found to be two."""
    two = pair_of(pair_id)
    try:
        reconsider(pair_id=two.id, by=request.user.pk, at=request.now)
    except UnableToMerge as unable:
        return _answer(request, two, error=unable.says, status=REFUSED)
    return redirect("duplicate", two.id)


def _next(request: Request, two: Two, says: Message) -> HttpResponse:
    following = next_pair(two.kind, but=two.id)
    if "HX-Request" in request.headers and following is not None:
        response = _answer(request, pair_of(following), told=says)
        response.headers["HX-Push-Url"] = reverse("duplicate", args=[following])
        return response
    messages.success(request, request.voice(says))
    where = reverse("duplicate", args=[following]) if following is not None else f"{DUPLICATES}?kind={two.kind}"
    if "HX-Request" in request.headers:
        response = HttpResponse(status=200)
        response.headers["HX-Redirect"] = where
        return response
    response = redirect(where)
    response.status_code = 303
    return response


def _answer(
    request: Request, two: Two, *, error: Message | None = None, told: Message | None = None, status: int = 200
) -> HttpResponse:
    is_piece = "HX-Request" in request.headers
    # What was typed for the pair before says nothing of this one.
    typed = request.POST if error is not None else QueryDict()
    context: dict[str, Any] = {
        "pair": two,
        "verdict": verdict_of(two.probability),
        "share": share_of(two.probability),
        "speaks_for": shown(two.reasons, speaks_for=True),
        "speaks_against": shown(two.reasons, speaks_for=False),
        "decided": DECIDED.get(two.state),
        "undo_url": _undo_url(two) if two.state == "merged" else "",
        "is_open": two.state in ("open", "later"),
        "may_decide": may(request.user, Right.WORK_BASE),
        "waiting": waiting_words(waiting_pairs(two.kind)),
        "error": error,
        "is_piece": is_piece,
        "toasts": [{"text": told}] if told is not None else [],
    }
    context |= _people(request, two, typed) if two.kind == "person" else _companies(request, two, typed)
    return render(request, "care/_pair.html" if is_piece else "care/pair.html", context, status=status)


def _undo_url(two: Two) -> str:
    return person_page(two.low) if two.kind == "person" else company_page(two.low)


def _people(request: Request, two: Two, typed: QueryDict) -> dict[str, Any]:
    left, right = side_of(two.low), side_of(two.high)
    if left is None or right is None:
        return {"is_open": False, "sides": [], "rows": []}
    version = in_force(request.now)
    fields = version.agreement.fields if version else STANDARD_FIELDS
    names = [*FIRST, *sorted({*left.known, *right.known} - set(FIRST))]
    rows = [row for name in names if (row := _row(name, left, right, request, typed)) is not None]
    for row in rows:
        row["label"] = label(row["name"], fields=fields)
    # By itself the one who came first stays: the other's address leads there.
    first = left if left.who.created_at <= right.who.created_at else right
    kept = typed.get("kept") or str(first.who.id)
    return {
        "sides": [
            {"side": side, "origin": origin_words(side.who.origin), "is_kept": str(side.who.id) == kept}
            for side in (left, right)
        ],
        "rows": rows,
    }


def _row(name: str, left: Side, right: Side, request: Request, typed: QueryDict) -> dict[str, Any] | None:
    """Return one field of both: which value holds by itself, and whether there is a choice at all."""
    values = [side.known.get(name) for side in (left, right)]
    written = [one.value.written if one else "" for one in values]
    if not any(written):
        return None
    is_same = written[0].casefold() == written[1].casefold()
    differ = all(written) and not is_same
    can_choose = differ and name not in FIRST_TOUCH
    came_first = min((0, 1), key=lambda place: ((left, right)[place].who.created_at, (left, right)[place].who.id))
    holds = max((0, 1), key=lambda place: one.value.known_at if (one := values[place]) else left.who.created_at)
    if name == "full_name" and can_choose:  # the one that tells more
        holds = max((0, 1), key=lambda place: (len(written[place]), place == holds))
    chosen = typed.get(f"field-{name}", "")
    ids = (left.who.id, right.who.id)
    return {
        "name": name, "is_same": is_same or not all(written), "can_choose": can_choose,
        "values": [
            {"text": value_words(name, written[place], voice=request.voice) if written[place] else "",
             "id": ids[place],
             "is_chosen": str(ids[place]) == chosen if chosen else place == holds,
             "stands": differ and name in FIRST_TOUCH and place == came_first,
             "since": one.value.known_at if (one := values[place]) else None}
            for place in (0, 1)
        ],
    }  # fmt: skip


def _companies(request: Request, two: Two, typed: QueryDict) -> dict[str, Any]:
    left, right = company_side_of(two.low), company_side_of(two.high)
    if left is None or right is None:
        return {"is_open": False, "sides": []}
    first = left if (left.people, -left.id) >= (right.people, -right.id) else right
    kept = typed.get("kept") or str(first.id)
    return {
        "sides": [
            {"side": side, "is_kept": str(side.id) == kept,
             "country": country_name(side.country, voice=request.voice) if side.country else ""}
            for side in (left, right)
        ]
    }  # fmt: skip
