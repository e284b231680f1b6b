from django.db import migrations, models


class Migration(migrations.Migration):
    """Find whoever bears a name, for lists that name people by nothing else."""

    dependencies = [("base", "0008_notes_of_lists")]

    operations = [
        migrations.AddIndex(
            model_name="card",
            index=models.Index(condition=~models.Q(full_name=""), fields=["full_name"], name="card_by_name"),
        ),
    ]
