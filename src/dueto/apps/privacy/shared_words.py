"""Words that many people share, and that may still tell who one of them was: sources of visits, and spellings."""

from __future__ import annotations

from dueto.apps.base.models import Activity, Identity, Person, Source, Spelling
from dueto.apps.leads.actions.bearing import forget_words_of_lists
from dueto.apps.privacy.traces import Traces

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
