"""Silence about a hand-off has its due column; what is under way is looked at once, and reckoned then."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest


def watch(apps: Any, schema_editor: Any) -> None:
    """Note when sales was heard of last, as far as rows tell, and let the worker look."""
    handoffs, attempts = apps.get_model("handoff", "Handoff"), apps.get_model("handoff", "Attempt")
    opportunities, moves = apps.get_model("leads", "Opportunity"), apps.get_model("leads", "Move")
    under_way = handoffs.objects.filter(state__in=("sent", "accepted"), lead__ended_at=None).exclude(sent_at=None)
    made = attempts.objects.filter(handoff=OuterRef("pk")).values("handoff").annotate(last=Max("happened_at"))
    told = opportunities.objects.filter(lead=OuterRef("lead")).values("updated_at")
    moved = (
        moves.objects.filter(lead=OuterRef("lead")).exclude(by=None).values("lead").annotate(last=Max("happened_at"))
    )
    latest = Greatest(
        F("sent_at"), Coalesce(F("answered_at"), F("sent_at")), Coalesce(Subquery(made.values("last")), F("sent_at")),
        Coalesce(Subquery(told), F("sent_at")), Coalesce(Subquery(moved.values("last")), F("sent_at")),
    )  # fmt: skip
    under_way.update(heard_at=latest, silent_at=F("sent_at"))


class Migration(migrations.Migration):
    dependencies = [("handoff", "0001_first"), ("leads", "0002_calls_for_many")]

    operations = [
        migrations.AddField("handoff", "heard_at", models.DateTimeField(null=True)),
        migrations.AddField("handoff", "silent_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "handoff",
            models.Index(
                fields=["silent_at", "id"], name="handoff_silent", condition=models.Q(silent_at__isnull=False)
            ),
        ),
        # SQLite uses a partial index only where its condition reads IS NOT NULL
        migrations.RemoveIndex("clock", "clock_to_look_at"),
        migrations.AddIndex(
            "clock",
            models.Index(fields=["next_at", "id"], name="clock_to_look_at", condition=models.Q(next_at__isnull=False)),
        ),
        migrations.RunPython(watch, migrations.RunPython.noop, elidable=True),
    ]
