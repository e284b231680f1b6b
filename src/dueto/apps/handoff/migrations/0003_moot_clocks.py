"""Clocks that stopped in time because their reason went away were counted as kept: they are moot."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def tell_apart(apps: Any, schema_editor: Any) -> None:
    """Take out of the kept ones those that ended with a lead that was merged or withdrawn."""
    met = apps.get_model("handoff", "Clock").objects.filter(state="met", stopped_at=F("handoff__lead__ended_at"))
    met.filter(handoff__lead__end__in=("merged", "withdrawn")).update(state="moot")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0002_silence")]

    operations = [migrations.RunPython(tell_apart, migrations.RunPython.noop, elidable=True)]
