"""What a company has bought, as its page and the list of customers show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dueto.apps.base.queries.contracts import Bought, contracts_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web import speech
from dueto.web.addresses import company as address_of
from dueto.web.handoffs.words import CURRENCIES, currency_of

if TYPE_CHECKING:
    from dueto.web.reader import Request

GIVEN = ("product", "amount")
"""What the address may say beforehand: a sale that was won leads here."""


@dataclass(frozen=True, slots=True)
class TypedTerms:
    """What somebody typed of a contract, with why it was not taken; `contract_id` is the one that was to change."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, Message] = field(default_factory=dict)
    contract_id: int | None = None


def context_of(request: Request, company_id: int, *, country: str, typed: TypedTerms | None = None) -> dict[str, Any]:
    """Return what the page of a company shows of its contracts. One query."""
    typed = typed or TypedTerms()
    contracts = [shown(one, request) for one in contracts_of(company_id)]
    blank = {"currency": currency_of(country), **{name: request.GET.get(name, "")[:200] for name in GIVEN}}
    for one in contracts:
        is_typed = typed.contract_id == one["id"]
        one["form"] = _form(one["id"], typed.values if is_typed else one["values"], typed.errors if is_typed else {})
    refused = typed.contract_id is None and bool(typed.errors)
    return {
        "contracts": contracts,
        "new_contract": _form("new", typed.values if refused else blank, typed.errors if refused else {}),
        "is_noting": refused or bool(request.GET.get("amount")),
        "may_note_contract": may_note(request),
        "currencies": CURRENCIES,
    }


def shown(one: Bought, request: Request) -> dict[str, Any]:
    """Return one contract as it is shown, and as its form has it."""
    reader = speech.Reader(request.voice, request.zone, request.now)
    today = request.now.astimezone(request.zone).date()
    return {
        "id": one.id, "company": one.company, "url": address_of(one.company_id), "owner": one.owner,
        "product": one.product, "starts_on": one.starts_on, "is_over": one.is_over(today),
        "amount": speech.money(one.amount, one.currency, reader=reader) if one.amount is not None else None,
        "next": _next(one, is_over=one.is_over(today), is_late=one.renews_on is not None and one.renews_on < today),
        "is_late": not one.is_over(today) and one.renews_on is not None and one.renews_on < today,
        "values": {
            "product": one.product, "currency": one.currency, "starts_on": one.starts_on.isoformat(),
            "amount": request.voice(one.amount) if one.amount is not None else "",
            "renews_on": one.renews_on.isoformat() if one.renews_on else "",
            "ends_on": one.ends_on.isoformat() if one.ends_on else "",
        },
    }  # fmt: skip


def _next(one: Bought, *, is_over: bool, is_late: bool) -> Message | None:
    if one.ends_on is not None and (is_over or one.renews_on is None or one.ends_on <= one.renews_on):
        return say("ended {day}", day=one.ends_on) if is_over else say("ends {day}", day=one.ends_on)
    if one.renews_on is None:
        return None
    return say("was to be renewed {day}", day=one.renews_on) if is_late else say("is renewed {day}", day=one.renews_on)


def _form(key: object, values: dict[str, str], errors: dict[str, Message]) -> dict[str, Any]:
    return {"key": key, "values": values, "errors": errors}


def may_note(request: Request) -> bool:
    """Return whether whoever asks writes contracts down: marketing and sales do."""
    return may(request.user, Right.WORK_BASE) or may(request.user, Right.WORK_LEADS)
