"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The app `forms`."""

    name = "dueto.apps.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"
