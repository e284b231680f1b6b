"""Let everybody who was judged before lists could ask of them be judged again, when nothing else waits."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone

AT_ONCE = 500


def stir_everybody(apps: Any, schema_editor: Any) -> None:
    """Stir them patiently, some hundred in a statement."""
    verdicts, stirred = apps.get_model("leads", "Verdict"), apps.get_model("base", "Stirred")
    now, last = timezone.now(), 0
    while people := list(
        verdicts.objects.filter(person__gt=last)
        .order_by("person")
        .values_list("person", flat=True)
        .distinct()[:AT_ONCE]
    ):
        stirred.objects.bulk_create(stirred(person_id=pk, since=now, is_patient=True) for pk in people)
        last = people[-1]


class Migration(migrations.Migration):
    dependencies = [("leads", "0003_lists"), ("base", "0009_batch_and_patience")]

    operations = [migrations.RunPython(stir_everybody, migrations.RunPython.noop)]
