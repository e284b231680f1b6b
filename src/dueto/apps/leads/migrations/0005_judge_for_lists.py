"""Lists ask what people did, where they stand with sales and what they allow: everybody is judged once more for it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db import migrations
from django.db.models.functions import Now


def judge_everybody(apps: Any, schema_editor: Any) -> None:
    """Let the worker judge everybody once more, behind whoever does something meanwhile."""
    verdicts = apps.get_model("leads", "Verdict").objects.order_by("person_id")
    stirred = apps.get_model("base", "Stirred")
    people = iter(verdicts.values_list("person_id", flat=True).distinct().iterator(chunk_size=5_000))
    while some := list(islice(people, 5_000)):
        stirred.objects.bulk_create(stirred(person_id=pk, since=Now(), is_patient=True) for pk in some)


class Migration(migrations.Migration):
    dependencies = [("leads", "0004_lists_of_bulks"), ("base", "0006_people_of_lists")]
    operations = [migrations.RunPython(judge_everybody, migrations.RunPython.noop)]
