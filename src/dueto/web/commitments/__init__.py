"""Commitments: what each team promised, what was kept, what is still owed until the month ends."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.commitments import views

urlpatterns: list[URLPattern] = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/now/", views.now, name="commitments_now"),
]
