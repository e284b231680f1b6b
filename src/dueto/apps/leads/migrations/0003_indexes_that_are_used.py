"""SQLite uses a partial index only where its condition reads IS NOT NULL."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leads", "0002_calls_for_many")]

    operations = [
        migrations.RemoveIndex("lead", "lead_waking"),
        migrations.AddIndex(
            "lead", models.Index(fields=["wakes_at"], name="lead_waking", condition=models.Q(wakes_at__isnull=False))
        ),
        migrations.RemoveIndex("opportunity", "opportunity_by_close"),
        migrations.AddIndex(
            "opportunity",
            models.Index(
                fields=["closed_at"], name="opportunity_by_close", condition=models.Q(closed_at__isnull=False)
            ),
        ),
    ]
