"""Marketing's telephone: whom to ring now, the guide for one call, and how the calls went."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.calls.guide import guide, results
from dueto.web.calls.page import page, people
from dueto.web.calls.planning import new
from dueto.web.calls.tending import changes, rule_ends, rules, withdrawals

urlpatterns: list[URLPattern] = [
    path("calls/", page, name="calls"),
    path("calls/new/", new, name="call_new"),
    path("calls/people/", people, name="calls_people"),
    path("calls/rules/", rules, name="call_rules"),
    path("calls/rules/<int:rule_id>/end/", rule_ends, name="call_rule_end"),
    path("calls/<int:task_id>/", guide, name="call"),
    path("calls/<int:task_id>/results/", results, name="call_results"),
    path("calls/<int:task_id>/changes/", changes, name="call_changes"),
    path("calls/<int:task_id>/withdrawal/", withdrawals, name="call_withdrawal"),
]
