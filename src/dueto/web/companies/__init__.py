"""Companies: the list of them, and each with its people, what they did, its leads and who looks after it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from dueto.apps.base.access import company_for
from dueto.apps.base.actions.companies import give_companies
from dueto.apps.base.queries.companies import companies as listed
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.addresses import company as address_of
from dueto.web.companies.page import context, list_context, owners
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.reader import Request


@read_only
@members
def companies(request: Request) -> HttpResponse:
    """Return the list of companies, or the piece of it that changes while somebody types."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:80]
    after = request.GET.get("after", "").replace("\x00", "")[:200]
    shown = list_context(listed(words=words, after=after), words=words, after=after, voice=request.voice)
    return render(request, "companies/rows.html" if "HX-Request" in request.headers else "companies/list.html", shown)


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


urlpatterns: list[URLPattern] = [
    path("companies/", companies, name="companies"),
    path("companies/<int:company_id>/", company, name="company"),
    path("companies/<int:company_id>/owner/", owner, name="company-owner"),
]
