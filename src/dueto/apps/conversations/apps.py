"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The app `conversations`."""

    name = "dueto.apps.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"
