from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_squashed")]

    operations = [
        migrations.AddField(model_name="erasure", name="log_mark", field=models.CharField(default="", max_length=20)),
    ]
