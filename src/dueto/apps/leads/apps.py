"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """The app `leads`."""

    name = "dueto.apps.leads"
    label = "leads"
    default_auto_field = "django.db.models.BigAutoField"
