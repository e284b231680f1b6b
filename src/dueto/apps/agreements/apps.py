"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The app `agreements`."""

    name = "dueto.apps.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
