"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class TelephoneConfig(AppConfig):
    """The app `telephone`."""

    name = "dueto.apps.telephone"
    label = "telephone"
    default_auto_field = "django.db.models.BigAutoField"
