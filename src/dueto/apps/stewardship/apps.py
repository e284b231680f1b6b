"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """The app `stewardship`."""

    name = "dueto.apps.stewardship"
    label = "stewardship"
    default_auto_field = "django.db.models.BigAutoField"
