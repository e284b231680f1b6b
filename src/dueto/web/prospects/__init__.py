"""The list of prospects: its conditions, the views that members keep of it, and what is done with many at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from dueto.apps.leads.queries.views import first_view, views_for
from dueto.web.guard import members, read_only
from dueto.web.prospects.bulks import bulk, bulks, calls, stops
from dueto.web.prospects.exports import export
from dueto.web.prospects.more import more
from dueto.web.prospects.page import page, shown
from dueto.web.prospects.page import total as total_of
from dueto.web.prospects.saved import first, removal, view, views
from dueto.web.prospects.selection import selection
from dueto.web.reader import Request


@read_only
@members
def prospects(request: Request) -> HttpResponse:
    """Return the list, or the piece of it that changes while somebody types; at first the view that opens first."""
    if not request.GET and (opens := first_view(request.user.pk)):
        kept = next((one for one in views_for(request.user.pk) if one.id == opens), None)
        if kept is not None:
            return redirect(f"/prospects/?{kept.conditions or 'all=1'}&view={kept.id}")
    context = page(request)
    return render(request, "prospects/list.html" if "HX-Request" in request.headers else "prospects/page.html", context)


@read_only
@members
def conditions(request: Request) -> HttpResponse:
    """Return what else the list could ask, with counts: a page, or a piece of the list."""
    context = more(request, shown(request))
    is_piece = "HX-Request" in request.headers
    return render(request, "prospects/more.html" if is_piece else "prospects/conditions.html", context)


@read_only
@members
def total(request: Request) -> HttpResponse:
    """Return how many people the list holds: the piece that comes after it, since counting takes its time."""
    return render(request, "prospects/total.html", {"total": total_of(request)})


urlpatterns: list[URLPattern] = [
    path("prospects/", prospects, name="prospects"),
    path("prospects/conditions/", conditions, name="conditions"),
    path("prospects/total/", total, name="total"),
    path("prospects/views/", views, name="views"),
    path("prospects/views/<int:view_id>/", view, name="view"),
    path("prospects/views/<int:view_id>/removal/", removal, name="view-removal"),
    path("prospects/views/<int:view_id>/first/", first, name="view-first"),
    path("prospects/selection/", selection, name="selection"),
    path("prospects/export/", export, name="export"),
    path("prospects/bulks/", bulks, name="bulks"),
    path("prospects/bulks/<int:bulk_id>/", bulk, name="bulk"),
    path("prospects/bulks/<int:bulk_id>/calls/", calls, name="bulk-calls"),
    path("prospects/bulks/<int:bulk_id>/stops/", stops, name="bulk-stops"),
]
