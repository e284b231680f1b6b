"""Openings of a form in which somebody began to type are counted too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_first")]

    operations = [
        migrations.AddField(model_name="formday", name="begun", field=models.PositiveIntegerField(default=0)),
    ]
