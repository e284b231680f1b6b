"""A list of things to mend with a past: for the demo and the tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dueto.apps.base.models import Fact, Identity
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Verdict
from dueto.apps.stewardship.models import Item, Tally

DAY = timedelta(days=1)


def contradict(*, most: int) -> None:
    """Let an older list have said another number of sites of some who matter; what holds stays as it is."""
    near = Verdict.objects.filter(standing="not_yet", behaviour__gt=0).order_by("-rank", "-id")
    people = near.values_list("person", flat=True)[: most * 3]
    rows = Fact.objects.filter(identity__person__in=list(people), field="sites").exclude(value=None).order_by("id")
    for fact in list(rows.select_related("identity"))[:most]:
        at = fact.known_at - DAY
        identity = Identity.objects.create(person_id=fact.identity.person_id, kind="import", created_at=at)
        other = str(int(fact.value or 0) + 3)
        Fact.objects.create(
            identity=identity, field="sites", value=other, written=other, source="import", occurred_at=at, known_at=at
        )


def come_back(*, most: int, at: datetime) -> None:
    """Let the mail of some have come back."""
    rows = Verdict.objects.filter(standing="not_yet").order_by("-rank", "-id")
    for person in list(rows.values_list("person", flat=True)[most : most * 6 : 5]):
        record(Tag.MAIL_CAME_BACK, subject="person", subject_id=person, person_id=person, at=at)


def entrust(*, to: int, every: int) -> None:
    """Give every so-manieth open item into the care of a member."""
    ids = list(Item.objects.filter(state="open").order_by("-weight", "-id").values_list("pk", flat=True)[:300:every])
    Item.objects.filter(pk__in=ids).update(owner=to)


def write_tallies(*, until: date, weeks: int, worse: float) -> None:
    """Write down the weeks before: with each the list was longer by `worse` of today's."""
    today = {row.kind: row.open for row in Tally.objects.filter(day=until)}
    rows = []
    for ago in range(1, weeks + 1):
        day = until - timedelta(days=until.weekday() + 1 + 7 * (ago - 1))
        for kind, now in today.items():
            then, after = round(now * (1 + worse * ago)), round(now * (1 + worse * (ago - 1)))
            rows.append(Tally(day=day, kind=kind, open=then, mended=max(then - after, 0) + ago % 3))
    Tally.objects.bulk_create(rows, ignore_conflicts=True)
