"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app `journal`."""

    name = "dueto.apps.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
