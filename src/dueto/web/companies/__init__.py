"""Companies: the list of them, and each with its people, what they did, its leads and who looks after it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from dueto.apps.agreements.queries import fields_at
from dueto.apps.base.access import company_for
from dueto.apps.base.actions import UnableToTell
from dueto.apps.base.actions.companies import give_companies, tell_company
from dueto.apps.base.queries.records import fields_of_records
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.addresses import company as address_of
from dueto.web.companies import contracts
from dueto.web.companies.exports import export
from dueto.web.companies.listing import companies, conditions
from dueto.web.companies.page import Typed, context, owners
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.people.typed import text_in
from dueto.web.reader import Request

NO_FIELD = say("choose what of the company it is")


@read_only
@members
def company(request: Request, company_id: int) -> HttpResponse:
    """Return one company; one that turned out to be another leads there."""
    found = company_for(request.user, company_id)
    if found.pk != company_id:
        return redirect(address_of(found.pk))
    return render(request, "companies/page.html", context(request, found.pk))


@post_only
@allowed(Right.MANAGE)
def owner(request: Request, company_id: int) -> HttpResponse:
    """Let somebody else look after a company, or nobody."""
    found = company_for(request.user, company_id, right=Right.MANAGE)
    chosen = request.POST.get("owner", "")
    known = {str(pk): pk for pk, _ in owners()}
    if chosen and chosen not in known:
        shown = context(request, found.pk) | {"error": say("choose somebody who works here")}
        return render(request, "companies/page.html", shown, status=422)
    give_companies(company_ids=[found.pk], owner=known.get(chosen), by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("It is noted who looks after the company.")))
    return redirect(address_of(found.pk))


@post_only
@allowed(Right.WORK_BASE)
def facts(request: Request, company_id: int) -> HttpResponse:
    """Take down one value for the record of a company; whoever belongs to it has it from there."""
    found = company_for(request.user, company_id, right=Right.WORK_BASE)
    typed = Typed(request.POST.get("field", ""), text_in(request.POST, "value"))
    fields = fields_of_records(fields_at(request.now).values())
    try:
        if typed.field not in fields:
            raise UnableToTell(NO_FIELD)
        tell_company(
            company_id=found.pk, field=fields[typed.field], value=typed.value, by=request.user.pk, at=request.now
        )
    except UnableToTell as unable:
        shown = context(request, found.pk, typed=replace(typed, error=unable.says))
        return render(request, "companies/page.html", shown, status=422)
    messages.success(request, request.voice(say("It stands on the record of the company.")))
    return redirect(address_of(found.pk))


urlpatterns: list[URLPattern] = [
    path("companies/", companies, name="companies"),
    path("companies/conditions/", conditions, name="company-conditions"),
    path("companies/export/", export, name="company-export"),
    path("companies/<int:company_id>/", company, name="company"),
    path("companies/<int:company_id>/owner/", owner, name="company-owner"),
    path("companies/<int:company_id>/facts/", facts, name="company-facts"),
    path("companies/<int:company_id>/contracts/", contracts.notes, name="company-contracts"),
    path("companies/<int:company_id>/contracts/<int:contract_id>/", contracts.changes, name="company-contract"),
    path("customers/", contracts.customers, name="customers"),
]
