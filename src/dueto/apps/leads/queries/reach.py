"""What came of forms and of content: whom they reached, who qualified afterwards, whom sales accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min, Q

from dueto.apps.base.models import Activity, Fact
from dueto.apps.forms.actions.counting import Reach
from dueto.apps.forms.models import Content, Touch
from dueto.apps.leads.models import Lead, Move, Verdict
from dueto.apps.leads.queries.prospects import missing_of
from dueto.domain.basics.text import fold

LEADS = "identity__person__leads"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for and nobody has made: its name folded, how many asked, whom of them sales accepted."""

    item: str
    people: int
    accepted: int


def reach_of_content(content_id: int) -> Reach:
    """Return whom a piece of content touched before they qualified, if they did.

    One query for everybody; of those who qualified, of whom there are few, two for every `AT_ONCE`.
    """
    touches = Touch.objects.filter(content_id=content_id)
    people = touches.filter(identity__person__erased_at=None, identity__person__isnull=False)
    qualified: set[int] = set()
    accepted: set[int] = set()
    for last in _crossed():
        first = dict(
            touches.filter(identity__person__in=[lead.person_id for lead in last])
            .values_list("identity__person").annotate(Min("first_at")).order_by()
        )  # fmt: skip
        after = [lead for lead in last if lead.person_id in first and first[lead.person_id] <= lead.crossed_at]
        moved = Move.objects.filter(lead__in=[lead.pk for lead in after], to="accepted")
        was_accepted = set(moved.values_list("lead_id", flat=True))
        qualified |= {lead.person_id for lead in after}
        accepted |= {lead.person_id for lead in after if lead.pk in was_accepted}
    known: int = people.aggregate(people=Count("identity__person", distinct=True))["people"]
    return Reach(known, len(qualified), len(accepted))


def _crossed() -> Iterator[list[Lead]]:
    """Yield the leads there ever were, `AT_ONCE` at a time."""
    last = 0
    while leads := list(
        Lead.objects.filter(pk__gt=last, person__erased_at=None)
        .only("person_id", "crossed_at")
        .order_by("pk")[:AT_ONCE]
    ):
        yield leads
        last = leads[-1].pk


def reach_of_forms(names: Mapping[str, str], *, since: datetime) -> dict[str, tuple[int, Reach]]:
    """Return, for each form by name, how often it was sent and whom it reached; `names` gives what it counts as.

    Two forms that count as the same share their numbers. Three queries.
    """
    counted = {name: fold(counts_as) for name, counts_as in names.items()}
    acts = Activity.objects.exclude(form="").filter(
        form__in=set(counted.values()), kind="form", classed="human", occurred_at__gte=since
    )  # fmt: skip
    found: list[dict[str, int]] = []
    for more in _afterwards("occurred_at"):
        rows = acts.filter(more).values_list("form").annotate(Count("identity__person", distinct=True))
        found.append(dict(rows.order_by()))
    sent = dict(acts.values_list("form").annotate(Count("id")).order_by())
    return {
        name: (sent.get(form, 0), Reach(*(people.get(form, 0) for people in found)))
        for name, form in counted.items()
    }  # fmt: skip


def people_of_form(counts_as: str, *, since: datetime, limit: int = 50) -> list[int]:
    """Return who sent a form last, the newest first. One query."""
    acts = Activity.objects.exclude(form="").filter(
        form=fold(counts_as), kind="form", occurred_at__gte=since, identity__person__erased_at=None,
        identity__person__isnull=False,
    )  # fmt: skip
    people = acts.order_by("-occurred_at", "-id").values_list("identity__person_id", flat=True)
    return list(dict.fromkeys(person for person in people[: limit * 3] if person is not None))[:limit]


def people_of_content(content_id: int, *, limit: int = 50) -> list[int]:
    """Return whom a piece of content touched, who came upon it last first. One query."""
    touches = Touch.objects.filter(
        content_id=content_id, identity__person__erased_at=None, identity__person__isnull=False
    )
    people = touches.order_by("-first_at", "-id").values_list("identity__person_id", flat=True)
    return list(dict.fromkeys(person for person in people[: limit * 3] if person is not None))[:limit]


def would_qualify(person_id: int) -> tuple[str, ...]:
    """Return the fields that would qualify somebody today, under the definition that they come closest to first."""
    verdicts = Verdict.objects.filter(person_id=person_id).order_by("-rank", "pk")
    return tuple(dict.fromkeys(name for verdict in verdicts for name in missing_of(verdict)))


def wanted(*, since: datetime, limit: int = 10) -> list[Wanted]:
    """Return what people asked for by a form and no catalogue has, by how many asked. Two queries."""
    there = Content.objects.filter(retired_at=None).values("key")
    acts = Activity.objects.exclude(form="").exclude(item="").filter(
        kind="form", classed="human", occurred_at__gte=since, identity__person__isnull=False
    ).exclude(item__in=there)  # fmt: skip
    people = Count("identity__person", distinct=True)
    asked = acts.values_list("item").annotate(people=people).order_by("-people", "item")[:limit]
    accepted = dict(acts.filter(**{f"{LEADS}__moves__to": "accepted"}).values_list("item").annotate(people).order_by())
    return [Wanted(item, number, accepted.get(item, 0)) for item, number in asked]


def interests_of_accepted(*, limit: int = 200) -> dict[str, int]:
    """Return which topics interest people whom sales accepted, folded, by how many of them said so. One query."""
    facts = Fact.objects.filter(field="interests", identity__person__leads__moves__to="accepted").exclude(value=None)
    rows = facts.order_by("-id").values_list("identity__person", "value").distinct()[: limit * 10]
    topics = Counter(
        topic for _, value in rows for part in (value or "").replace(";", ",").split(",") if (topic := part.strip())
    )
    return dict(topics.most_common(limit))


def _afterwards(when: str) -> tuple[Q, Q, Q]:
    """Return the conditions of being a person, of having qualified afterwards, and of having been accepted then."""
    qualified = Q(**{f"{LEADS}__crossed_at__gte": F(when)})
    accepted = Q(**{f"{LEADS}__crossed_at__gte": F(when), f"{LEADS}__moves__to": "accepted"})
    return Q(identity__person__isnull=False), qualified, accepted
