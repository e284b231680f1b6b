"""Keeping the list of what is to be mended: as things become known, and everybody once a night, a piece a turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Max

from dueto.apps.base.models import Fact
from dueto.apps.base.queries.together import heads_of
from dueto.apps.stewardship.findings import KINDS, findings_about, heads_after
from dueto.apps.stewardship.models import Item, Pair, Swept, Tally

PEOPLE_AT_ONCE: Final = 100
FACTS_AT_ONCE: Final = 400
PEOPLE, FACTS = "people", "facts"
DUPLICATE: Final = "duplicate"


@transaction.atomic
def look_at(person_ids: Sequence[int], *, at: datetime) -> int:
    """Return how many items these people have. What is no longer so is mended by itself; what was ignored stays so."""
    found = {(one.person_id, one.kind, one.field): one for one in findings_about(person_ids, as_of=at)}
    kept = {(row.person_id, row.kind, row.field): row for row in Item.objects.filter(person__in=person_ids)}
    Item.objects.bulk_create(
        [Item(kind=one.kind, person_id=one.person_id, field=one.field, why=one.why, weight=one.weight, seen_at=at)
         for key, one in found.items() if key not in kept],
        ignore_conflicts=True,
    )  # fmt: skip
    for key, row in kept.items():
        one = found.get(key)
        if one is None and row.state == "open":
            row.state, row.decided_at = "done", at
        elif one is not None and row.state == "done":
            row.state, row.reason, row.decided_at, row.decided_by_id, row.seen_at = "open", "", None, None, at
            row.weight, row.why = one.weight, one.why
        elif one is not None and (one.weight, one.why) != (row.weight, row.why):
            row.weight, row.why = one.weight, one.why
        else:
            continue
        row.save()
    return len(found)


def look_at_news(*, at: datetime) -> int:
    """Return how many facts were looked at because they are new: whom they are about is looked at now."""
    swept, made = Swept.objects.get_or_create(what=FACTS)
    if made:  # what was known before is looked at in the night
        newest = Fact.objects.aggregate(last=Max("id"))["last"] or 0
        Swept.objects.filter(pk=swept.pk).update(up_to=newest)
        return 0
    rows = list(Fact.objects.filter(pk__gt=swept.up_to).order_by("pk")
                .values_list("pk", "identity__person")[:FACTS_AT_ONCE])  # fmt: skip
    if not rows:
        return 0
    people = sorted(set(heads_of({person for _, person in rows if person is not None}).values()))
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        look_at(people[start : start + PEOPLE_AT_ONCE], at=at)
    Swept.objects.filter(pk=swept.pk, up_to__lt=rows[-1][0]).update(up_to=rows[-1][0])
    return len(rows)


def sweep(*, at: datetime, today_began_at: datetime, today: date) -> int:
    """Return how many people were looked at in this piece of the nightly round; at its end the day is taken down."""
    swept, _ = Swept.objects.get_or_create(what=PEOPLE)
    if swept.ended_at is not None and swept.ended_at >= today_began_at:
        return 0
    if swept.begun_at is None or swept.ended_at is not None:
        begun = Swept.objects.filter(pk=swept.pk, ended_at=swept.ended_at, begun_at=swept.begun_at)
        if not begun.update(begun_at=at, ended_at=None, up_to=0):
            return 0
        swept.up_to = 0
    people = heads_after(swept.up_to, limit=PEOPLE_AT_ONCE)
    if people:
        look_at(people, at=at)
        Swept.objects.filter(pk=swept.pk, up_to__lt=people[-1]).update(up_to=people[-1])
        return len(people)
    tally(day=today, since=today_began_at - timedelta(days=1))
    Swept.objects.filter(pk=swept.pk).update(ended_at=at)
    return 0


def tally(*, day: date, since: datetime) -> None:
    """Take down how many of each kind are open, and how many were mended in the day that ended."""
    for kind in (*KINDS, DUPLICATE):
        if kind == DUPLICATE:
            waiting = Pair.objects.filter(state="open").count()
            mended = Pair.objects.filter(decided_at__gte=since, state__in=("merged", "distinct")).count()
        else:
            waiting = Item.objects.filter(kind=kind, state="open").count()
            mended = Item.objects.filter(kind=kind, decided_at__gte=since, state="done").count()
        Tally.objects.update_or_create(day=day, kind=kind, defaults={"open": waiting, "mended": mended})


def is_swept() -> bool:
    """Return whether everybody has been looked at once."""
    return Swept.objects.filter(what=PEOPLE).exclude(ended_at=None).exclude(ended_at__lt=F("begun_at")).exists()
