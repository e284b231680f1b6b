"""Writing forms, what came in by them, and the content behind them: nobody else does."""

from dueto.apps.forms.actions.content import UnableToKeep, keep_content, restore_content, retire_content
from dueto.apps.forms.actions.counting import count_begun, count_content, count_refused, count_seen, count_touches
from dueto.apps.forms.actions.designs import (
    UnableToDesign,
    archive_form,
    change_design,
    make_form,
    publish_form,
    restore_form,
)
from dueto.apps.forms.actions.sending import Sent, confirm, download, send

__all__ = [
    "Sent", "UnableToDesign", "UnableToKeep", "archive_form", "change_design", "confirm", "count_begun",
    "count_content", "count_refused", "count_seen", "count_touches", "download", "keep_content", "make_form",
    "publish_form", "restore_content", "restore_form", "retire_content", "send",
]  # fmt: skip
