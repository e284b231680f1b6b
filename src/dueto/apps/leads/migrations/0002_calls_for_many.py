"""Bulk work asks more than a note or an owner, may be counted first, and is stopped by somebody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bulk",
            name="asked",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="bulk",
            name="counted",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="carried_out", to="leads.bulk"
            ),
        ),
        migrations.AddField(
            model_name="bulk",
            name="stopped_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]
