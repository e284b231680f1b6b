"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """The app `team`."""

    name = "dueto.apps.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
