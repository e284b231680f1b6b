"""What machines did: set aside with its reasons, classed again by hand or by rule, and put back."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.machines.mails import mail_link
from dueto.web.machines.page import page
from dueto.web.machines.reclassing import acts, groups, undoing
from dueto.web.machines.ruling import rule_ends, rules

urlpatterns: list[URLPattern] = [
    path("machines/", page, name="machines"),
    path("machines/groups/", groups, name="machine_groups"),
    path("machines/acts/<int:activity_id>/", acts, name="machine_act"),
    path("machines/reclassings/<int:reclassing_id>/undoing/", undoing, name="machine_undoing"),
    path("machines/rules/", rules, name="machine_rules"),
    path("machines/rules/<int:rule_id>/end/", rule_ends, name="machine_rule_end"),
    path("m/<str:token>/", mail_link, name="mail_link"),
]
