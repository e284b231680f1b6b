from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_whose_cell")]

    operations = [
        migrations.AddField(model_name="refusedrow", name="stood", field=models.JSONField(default=list)),
    ]
