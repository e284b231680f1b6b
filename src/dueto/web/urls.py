"""Every page, one module per resource."""

from __future__ import annotations

from importlib import import_module

from django.urls import include, path

RESOURCES = (
    "landing",
    "today",
    "board",
    "commitments",
    "base",
    "prospects",
    "people",
    "companies",
    "one_datum",
    "calls",
    "machines",
    "find",
    "mailbox",
    "sources",
    "forms",
    "content",
    "imports",
    "agreement",
    "desk",
    "handoffs",
    "returns",
    "outcomes",
    "notices",
    "accounts",
    "members",
    "webhooks",
    "journal",
    "privacy",
    "care",
    "health",
)

urlpatterns = [
    *(path("", include(import_module(f"dueto.web.{resource}").urlpatterns)) for resource in RESOURCES),
    path("look/", include("dueto.web.look.urls")),
]
