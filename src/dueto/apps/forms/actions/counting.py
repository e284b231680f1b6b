"""Counting: how often forms are seen, and whom each piece of content touched. Every piece is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q, Sum

from dueto.apps.base.models import Activity
from dueto.apps.forms.models import Content, CountMark, Form, FormDay, Touch
from dueto.domain.basics.text import fold

AT_ONCE: Final = 1000
"""Activities looked at in one piece; few of them touch anything."""
SETTLED: Final = timedelta(seconds=10)
"""Longer than any transaction takes: what has a smaller id than what was there then has been written by now."""
MARK: Final = "touches"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom something reached: people, those who qualified afterwards, and whose lead sales accepted."""

    people: int
    qualified: int
    accepted: int


def count_seen(form: str, *, day: date, times: int = 1) -> None:
    """Count the openings of a form."""
    _count(form, day, "seen", times)


def count_begun(form: str, *, day: date, times: int = 1) -> None:
    """Count how often somebody began to fill a form in."""
    _count(form, day, "begun", times)


def count_refused(form: str, *, day: date) -> None:
    """Count one form that came back to be mended."""
    _count(form, day, "refused", 1)


def count_touches(*, at: datetime, most: int = AT_ONCE) -> int:
    """Return how many activities, `most` at once, were looked at for the content and forms that know least of them.

    With nothing new it reads two or three rows, and locks nothing.
    """
    mark = CountMark.objects.filter(name=MARK).first()
    if mark is not None and at - mark.looked_at < SETTLED and not _watched(mark.ready_id):
        return 0
    return _count_piece(at, most)


@transaction.atomic
def _count_piece(at: datetime, most: int) -> int:
    ready_id = _ready(at)
    watched = _watched(ready_id)
    if not watched:
        return 0
    after = min(one.looked_until for one in watched)
    ahead = [one.looked_until for one in watched if one.looked_until > after]
    upto = min([after + most, ready_id, *ahead])
    behind = [one for one in watched if one.looked_until == after]
    contents = [one for one in behind if isinstance(one, Content)]
    forms = [one for one in behind if isinstance(one, Form)]
    _touch(contents, after, upto)
    _see(forms, after, upto)
    Content.objects.filter(pk__in=[one.pk for one in contents]).update(looked_until=upto)
    Form.objects.filter(pk__in=[one.pk for one in forms]).update(looked_until=upto)
    return upto - after


def count_content(content_id: int, reach: Reach, *, at: datetime) -> None:
    """Write down whom a piece of content reached, and how often it was seen and downloaded."""
    sums = Touch.objects.filter(content_id=content_id).aggregate(seen=Sum("visits"), taken=Sum("downloads"))
    Content.objects.filter(pk=content_id).update(
        people=reach.people, qualified=reach.qualified, accepted=reach.accepted, counted_at=at,
        visits=sums["seen"] or 0, downloads=sums["taken"] or 0,
    )  # fmt: skip


def _watched(ready_id: int) -> list[Content | Form]:
    """Return the content and the published forms that know of fewer activities."""
    contents = Content.objects.filter(looked_until__lt=ready_id)
    forms = Form.objects.exclude(version=None).filter(looked_until__lt=ready_id).select_related("version")
    return [*contents, *forms]


def _ready(at: datetime) -> int:
    """Return up to which activity nothing can come in between any more."""
    CountMark.objects.get_or_create(name=MARK, defaults={"looked_at": at})
    mark = CountMark.objects.select_for_update().get(name=MARK)
    if at - mark.looked_at >= SETTLED or not mark.newest_id:
        newest = Activity.objects.aggregate(newest=Max("id"))["newest"] or 0
        mark.ready_id, mark.newest_id, mark.looked_at = mark.newest_id or newest, newest, at
        mark.save()
    return mark.ready_id


def _touch(contents: Sequence[Content], after: int, upto: int) -> None:
    """Note whom these pieces of content touched between two activities."""
    by_key = {one.key: one.pk for one in contents}
    by_page = {fold(one.page): one.pk for one in contents if one.page}
    acts = Activity.objects.filter(
        Q(kind__in=("visit", "form"), path__in=list(by_page))
        | Q(kind="download", item__in=list(by_key))
        | Q(kind="event", status__in=("", "attended"), item__in=list(by_key)),
        id__gt=after, id__lte=upto, classed="human",
    )  # fmt: skip
    rows = acts.values_list("identity_id", "kind", "path", "item").annotate(Count("id"), Min("occurred_at"))
    found: dict[tuple[int, int], Touch] = {}
    for identity, kind, path, item, times, first in rows.order_by():
        content = by_page[path] if kind in ("visit", "form") else by_key[item]
        touch = found.setdefault((content, identity), Touch(content_id=content, identity_id=identity, first_at=first))
        touch.first_at = min(touch.first_at, first)
        touch.visits += times if kind == "visit" else 0
        touch.downloads += times if kind != "visit" else 0
    _keep(found)


def _keep(found: dict[tuple[int, int], Touch]) -> None:
    identities = {identity for _, identity in found}
    known = Touch.objects.filter(content__in={content for content, _ in found}, identity__in=identities)
    for before in known:
        touch = found.get((before.content_id, before.identity_id))
        if touch is not None:
            touch.first_at = min(touch.first_at, before.first_at)
            touch.visits += before.visits
            touch.downloads += before.downloads
    Touch.objects.bulk_create(
        found.values(), batch_size=200, update_conflicts=True, unique_fields=["content", "identity"],
        update_fields=["first_at", "visits", "downloads"],
    )  # fmt: skip


def _see(forms: Sequence[Form], after: int, upto: int) -> None:
    """Count the visits of the pages of the company that carry these forms."""
    by_page = {
        fold(one.version.design["page"]): one.name for one in forms if one.version and one.version.design["page"]
    }
    visits = Activity.objects.filter(
        id__gt=after, id__lte=upto, kind="visit", classed="human", path__in=list(by_page)
    ).values_list("path", "occurred_at")  # fmt: skip
    days = Counter((by_page[path], moment.astimezone(UTC).date()) for path, moment in visits)
    for (form, day), times in sorted(days.items()):
        count_seen(form, day=day, times=times)


def _count(form: str, day: date, column: str, times: int) -> None:
    if not FormDay.objects.filter(form=form, day=day).update(**{column: F(column) + times}):
        FormDay.objects.get_or_create(form=form, day=day)
        FormDay.objects.filter(form=form, day=day).update(**{column: F(column) + times})
