"""SQLite uses a partial index only where its condition reads IS NOT NULL."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stewardship", "0001_first")]

    operations = [
        migrations.RemoveIndex("item", "item_decided"),
        migrations.AddIndex(
            "item",
            models.Index(fields=["decided_at"], name="item_decided", condition=models.Q(decided_at__isnull=False)),
        ),
    ]
