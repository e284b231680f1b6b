"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class HandoffConfig(AppConfig):
    """The app `handoff`."""

    name = "dueto.apps.handoff"
    label = "handoff"
    default_auto_field = "django.db.models.BigAutoField"
