"""The board and its parts, each of which can be read again by itself when something changed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dueto.apps.handoff.board.overdue import MOST, overdue
from dueto.web import addresses
from dueto.web.board.dues import lines_of
from dueto.web.board.figures import figures_of
from dueto.web.board.score import stave_of
from dueto.web.guard import members, read_only
from dueto.web.reader import Request


@read_only
@members
def board(request: Request) -> HttpResponse:
    """Return the whole board; with `wall`, the one for the projector."""
    is_wall = "wall" in request.GET
    context = {
        "live_url": reverse("board_changes"),
        "is_wall": is_wall,
        "stave": stave_of(request),
        "figures": figures_of(request),
        "overdue": lines_of(overdue(as_of=request.now)),
        "most": MOST,
        "mine": addresses.home_of(request.user),
    }
    return render(request, "board/wall.html" if is_wall else "board/board.html", context)


@read_only
@members
def score_part(request: Request) -> HttpResponse:
    """Return the score alone."""
    return render(request, "board/score.html", {"stave": stave_of(request)})


@read_only
@members
def numbers_part(request: Request) -> HttpResponse:
    """Return the numbers alone: all four, or the three of the wall."""
    return render(request, "board/numbers.html", {"figures": figures_of(request), "is_wall": "wall" in request.GET})


@read_only
@members
def overdue_part(request: Request) -> HttpResponse:
    """Return what is overdue alone."""
    return render(request, "board/overdue.html", {"overdue": lines_of(overdue(as_of=request.now)), "most": MOST})
