"""The page of the commitments, and the part of it that changes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dueto.web.commitments.reading import page_of
from dueto.web.guard import members, read_only
from dueto.web.reader import Request


@read_only
@members
def commitments(request: Request) -> HttpResponse:
    """Return how both teams stand in the month under way, or in the one that `month` names."""
    context = {"live_url": reverse("board_changes"), "page": page_of(request)}
    return render(request, "commitments/commitments.html", context)


@read_only
@members
def now(request: Request) -> HttpResponse:
    """Return the same without the frame."""
    return render(request, "commitments/now.html", {"page": page_of(request)})
