from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0007_companies_of_countries"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="batch",
            field=models.BigIntegerField(null=True),
        ),
    ]
