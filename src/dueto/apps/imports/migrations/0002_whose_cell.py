from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_first")]

    operations = [
        migrations.AddField(model_name="refusedrow", name="person_id", field=models.BigIntegerField(null=True)),
    ]
