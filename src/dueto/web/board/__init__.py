"""The board: the score of the day moving, four numbers with their promises, what is overdue, by name."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.board import views
from dueto.web.live import changes

urlpatterns: list[URLPattern] = [
    path("board/", views.board, name="board"),
    path("board/score/", views.score_part, name="board_score"),
    path("board/numbers/", views.numbers_part, name="board_numbers"),
    path("board/overdue/", views.overdue_part, name="board_overdue"),
    path("board/changes/", changes, name="board_changes"),
]
