"""SQLite uses a partial index only where its condition reads IS NOT NULL."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0003_company_facts")]

    operations = [
        migrations.RemoveIndex("identity", "identity_of_batch"),
        migrations.AddIndex(
            "identity",
            models.Index(fields=["batch", "id"], name="identity_of_batch", condition=models.Q(batch__isnull=False)),
        ),
        migrations.RemoveIndex("mailhit", "mail_hit_to_settle"),
        migrations.AddIndex(
            "mailhit",
            models.Index(
                fields=["settles_at"], name="mail_hit_to_settle", condition=models.Q(settles_at__isnull=False)
            ),
        ),
    ]
