"""Customers: what they have bought, what comes next, and writing it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.base.access import company_for
from dueto.apps.base.actions.contracts import Terms, UnableToNoteContract, keep_contract
from dueto.apps.base.queries.contracts import ahead, contract, running
from dueto.apps.team.access import NoSuch, NotAllowed
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.addresses import CUSTOMERS
from dueto.web.addresses import company as address_of
from dueto.web.companies.bought import TypedTerms, may_note, shown
from dueto.web.companies.page import context
from dueto.web.guard import members, post_only, read_only
from dueto.web.handoffs.typed import Mistake, amount_from, day_from
from dueto.web.people.typed import text_in
from dueto.web.prospects.page import bounded

if TYPE_CHECKING:
    from dueto.web.reader import Request

NAMES = ("product", "amount", "currency", "starts_on", "renews_on", "ends_on")


@read_only
@members
def customers(request: Request) -> HttpResponse:
    """Return the contracts that run, by what comes next: of everybody, or of the companies that one looks after."""
    is_own = request.GET.get("whose") == "mine"
    today = request.now.astimezone(request.zone).date()
    owner = request.user.pk if is_own else None
    after = request.GET.get("after", "")[:40]
    page, counts = running(today=today, owner=owner, after=after), ahead(today=today, owner=owner)
    whose = {"whose": "mine"} if is_own else {}
    context = {
        "rows": [shown(one, request) for one in page.rows],
        "running": bounded(counts.running),
        "soon": say_many("{n} comes up within 90 days.", "{n} come up within 90 days.", counts.soon),
        "has_soon": bool(counts.soon),
        "tabs": [
            {"label": say("Of everybody"), "url": CUSTOMERS, "is_current": not is_own, "count": None},
            {"label": say("My customers"), "url": f"{CUSTOMERS}?whose=mine", "is_current": is_own, "count": None},
        ],
        "is_own": is_own,
        "is_first": not after,
        "older_url": f"{CUSTOMERS}?{urlencode({**whose, 'after': page.next})}" if page.next else "",
        "newest_url": f"{CUSTOMERS}?{urlencode(whose)}" if after else "",
    }
    return render(request, "companies/customers.html", context)


@post_only
@members
def notes(request: Request, company_id: int) -> HttpResponse:
    """Note a contract of a company."""
    return _kept(request, company_id, None)


@post_only
@members
def changes(request: Request, company_id: int, contract_id: int) -> HttpResponse:
    """Change a contract of a company, or say when it ended."""
    found = contract(contract_id)
    if found is None or found.company_id != company_for(request.user, company_id).pk:
        raise NoSuch("contract")
    return _kept(request, company_id, contract_id)


def _kept(request: Request, company_id: int, contract_id: int | None) -> HttpResponse:
    company = company_for(request.user, company_id)
    if not may_note(request):
        raise NotAllowed
    values = {name: text_in(request.POST, name, most=200) for name in NAMES}
    try:
        terms = _terms(request, values)
        keep_contract(terms, company_id=company.pk, contract_id=contract_id, by=request.user.pk, at=request.now)
    except UnableToNoteContract as unable:
        typed = TypedTerms(values, unable.says, contract_id)
        return render(request, "companies/page.html", context(request, company.pk, terms=typed), status=422)
    messages.success(request, request.voice(say("The contract is noted.")))
    return redirect(address_of(company.pk))


def _terms(request: Request, values: dict[str, str]) -> Terms:
    """Return what was typed; raise `UnableToNoteContract` with every field that cannot be read."""
    errors: dict[str, Message] = {}
    read: dict[str, Any] = {"product": values["product"], "currency": values["currency"]}
    for name in ("starts_on", "renews_on", "ends_on"):
        try:
            read[name] = day_from(values[name])
        except Mistake as mistake:
            errors[name] = mistake.says
    try:
        read["amount"] = amount_from(values["amount"], locale=request.voice.locale)
    except Mistake as mistake:
        errors["amount"] = mistake.says
    if not values["starts_on"]:
        errors["starts_on"] = say("say from when it runs")
    if errors:
        raise UnableToNoteContract(errors)
    return Terms(**read)
