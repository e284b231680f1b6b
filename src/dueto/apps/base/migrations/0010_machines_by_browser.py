"""What was set aside is counted by browser and reason, out of the index alone."""

from __future__ import annotations

from django.db import migrations, models

MACHINES = ~models.Q(classed="human")


class Migration(migrations.Migration):
    dependencies = [("base", "0009_people_by_name")]

    operations = [
        migrations.RemoveIndex("activity", "activity_set_aside"),
        migrations.AddIndex(
            "activity",
            models.Index(
                fields=["-known_at", "-id", "identity", "classed", "reason", "kind"],
                name="activity_set_aside",
                condition=MACHINES,
            ),
        ),
    ]
