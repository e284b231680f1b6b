"""Today: what a member sees first. Marketing its month and what is its to do, management the Monday."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.today import steps, views

urlpatterns: list[URLPattern] = [
    path("today/", views.today, name="today"),
    path("today/now/", views.now, name="today_now"),
    path("today/steps/closed/", steps.close, name="steps_closed"),
    path("today/steps/<int:number>/", steps.follow, name="step"),
]
