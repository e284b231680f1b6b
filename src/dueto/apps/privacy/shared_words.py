"""Words that many people share, and that may still tell who one of them was: sources of visits, and spellings."""

from __future__ import annotations

import json

from django.db.models import Model

from dueto.apps.base.models import Activity, Identity, Person, Source, Spelling
from dueto.apps.leads.actions.bearing import forget_words_of_lists
from dueto.apps.privacy.traces import Traces
from dueto.apps.webhooks.models import Answered, Body

TEXTS = ("channel", "campaign", "utm_source", "utm_medium", "utm_campaign", "referrer", "first_page")


def forget_words(people: list[int], traces: Traces) -> None:
    """Empty what their sources say of them, for links carry names; let no spelling of their name stay."""
    used: set[int | None] = set(
        Activity.objects.filter(identity__person__in=people).exclude(source=None).values_list("source", flat=True)
        .distinct().order_by()
    )  # fmt: skip
    used |= set(Identity.objects.filter(person__in=people).values_list("origin", flat=True))
    used |= set(Person.objects.filter(pk__in=people).values_list("origin", flat=True))
    for source in Source.objects.filter(pk__in=[pk for pk in used if pk is not None]).order_by("pk"):
        if told := [name for name in TEXTS if traces.are_in(getattr(source, name))]:
            Source.objects.filter(pk=source.pk).update(**dict.fromkeys(told, ""))
    for word in traces.words:
        Spelling.objects.filter(folded__contains=word).delete()
    forget_words_of_lists(traces.are_in)


def forget_bodies(traces: Traces) -> None:
    """Let go of what other systems told of them, and nobody has understood yet; these rows live a month at most."""
    tables: tuple[tuple[type[Model], tuple[str, ...]], ...] = ((Body, ("text", "reasons")), (Answered, ("excerpt",)))
    for model, names in tables:
        rows = model._default_manager.values("pk", *names)
        theirs = [row["pk"] for row in rows.iterator(chunk_size=500) if _tells(row, names, traces)]
        model._default_manager.filter(pk__in=theirs).delete()


def _tells(row: dict[str, object], names: tuple[str, ...], traces: Traces) -> bool:
    return any(traces.are_in(_unescaped(str(row[name]))) for name in names)


def _unescaped(text: str) -> str:
    """Return a text of JSON with its letters as they are read."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text
