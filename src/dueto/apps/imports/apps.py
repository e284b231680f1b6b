"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The app `imports`."""

    name = "dueto.apps.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
