"""Understanding what came through the fast door: class, visitor, activity; each hit once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from django.core import signing
from django.db import transaction
from django.db.models import Q

from dueto.apps.base.actions.forms import sew
from dueto.apps.base.actions.identities import identities_of
from dueto.apps.base.actions.sources import direct, kept, told_by
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.classes import HUMAN, SHARED, STEADY_WITHIN, SUSPECT, Seen, by_agent, machines_among
from dueto.apps.base.models import Activity, Identity, InboxMark, Person, Source
from dueto.domain.basics.text import fold

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
IDENTIFY = "dueto.identify"
MAY_BE_MACHINE = 5
"""Fewer visits of one browser than this, and nothing about their rhythm can be told."""


class Hit(Protocol):
    """What the inbox holds of one hit."""

    @property
    def id(self) -> int: ...
    @property
    def occurred_at(self) -> int: ...
    @property
    def received_at(self) -> int: ...
    @property
    def visitor(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def referrer(self) -> str | None: ...
    @property
    def item(self) -> str | None: ...
    @property
    def agent(self) -> str | None: ...


@transaction.atomic
def understand(hits: Sequence[Hit], *, inbox: str, at: datetime) -> int:
    """Return up to which hit the inbox is understood now; hits below the mark are not taken twice.

    Activities, visitors, sources and the mark are written together. People of whom something human is new are stirred.
    """
    InboxMark.objects.get_or_create(inbox=inbox)
    mark = InboxMark.objects.select_for_update().get(inbox=inbox)
    fresh = [hit for hit in hits if hit.id > mark.last_id]
    if not fresh:
        return mark.last_id
    visitors = identities_of("visitor", (hit.visitor for hit in fresh), at=at)
    sources = _sources(fresh, visitors)
    _identify([hit for hit in fresh if hit.kind == "identify"], visitors, at=at)
    acts = [_activity(hit, visitors[hit.visitor], sources, at=at) for hit in fresh if hit.kind != "identify"]
    Activity.objects.bulk_create(acts)
    machines = _class_by_rhythm(acts)
    _stir(acts, machines, at=at)
    mark.last_id = fresh[-1].id
    mark.save(update_fields=["last_id"])
    return mark.last_id


def skip(hit_id: int, *, inbox: str) -> None:
    """Take an inbox for understood up to `hit_id`."""
    InboxMark.objects.update_or_create(inbox=inbox, defaults={"last_id": hit_id})


def _sources(hits: Sequence[Hit], visitors: dict[str, Identity]) -> dict[int, Source]:
    """Return by hit where it came from; a visitor's first touch is kept, and stands in for hits without a trace."""
    told = {}
    for hit in hits:
        source = told_by(hit.url, hit.referrer or "")
        if source is None and visitors[hit.visitor].origin_id is None:
            source = direct(hit.url)
        if source is not None:
            told[hit.id] = source
    rows = kept(told.values())
    first: list[Identity] = []
    for hit in hits:
        visitor = visitors[hit.visitor]
        if visitor.origin_id is None and hit.id in told:
            visitor.origin = rows[told[hit.id].fingerprint]
            first.append(visitor)
    Identity.objects.bulk_update(first, ["origin"])
    return {hit_id: rows[source.fingerprint] for hit_id, source in told.items()}


def _identify(hits: Sequence[Hit], visitors: dict[str, Identity], *, at: datetime) -> None:
    """Sew the browsers on that came by a link of ours: it carries a signed id, which nobody can make up."""
    for hit in hits:
        try:
            person_id = signing.loads(hit.item or "", salt=IDENTIFY)
        except signing.BadSignature:
            continue
        person = Person.objects.filter(pk=person_id, erased_at=None).first()
        if person is not None:
            sew(visitors[hit.visitor], person, at=at)
            stir([person.pk], since=at)


def _activity(hit: Hit, visitor: Identity, sources: dict[int, Source], *, at: datetime) -> Activity:
    classed, reason = by_agent(hit.agent or "")
    if visitor.is_shared and classed == HUMAN:
        classed, reason = SUSPECT, SHARED
    page = urlsplit(hit.url)
    source = sources.get(hit.id)
    occurred_at = EPOCH + timedelta(microseconds=hit.occurred_at)
    return Activity(
        identity=visitor, kind=hit.kind, occurred_at=min(occurred_at, at), known_at=at, classed=classed, reason=reason,
        source_id=source.pk if source else visitor.origin_id, path=fold(page.path)[:500] or "/",
        site=(page.hostname or "")[:200], item=fold(hit.item or "")[:200],
    )  # fmt: skip


def _class_by_rhythm(acts: Sequence[Activity]) -> set[int]:
    """Class again what no human can have done, the visits just before it too; return which acts."""
    human = [act for act in acts if act.classed == HUMAN]
    counts: dict[int, int] = defaultdict(int)
    for act in human:
        counts[act.identity_id] += 1
    since = min((act.occurred_at for act in human), default=None)
    if since is None:
        return set()
    before = Activity.objects.filter(
        identity__in=list(counts), classed=HUMAN, occurred_at__gt=since - STEADY_WITHIN, kind__in=("visit", "download")
    )
    seen: dict[int, list[Seen]] = defaultdict(list)
    for pk, identity, occurred_at, path in before.values_list("id", "identity_id", "occurred_at", "path"):
        seen[identity].append(Seen(pk, (occurred_at - EPOCH) // timedelta(microseconds=1), path))
    found: dict[int, str] = {}
    for visits in seen.values():
        if len(visits) >= MAY_BE_MACHINE:
            found |= machines_among(visits)
    for reason in set(found.values()):
        Activity.objects.filter(pk__in=[pk for pk, why in found.items() if why == reason]).update(
            classed="automatic", reason=reason
        )
    return set(found)


def _stir(acts: Iterable[Activity], machines: set[int], *, at: datetime) -> None:
    newest: dict[int, datetime] = {}
    for act in acts:
        person_id = act.identity.person_id
        if person_id is not None and act.classed == HUMAN:
            newest[person_id] = max(newest.get(person_id, act.occurred_at), act.occurred_at)
    for instant in set(newest.values()):
        people = [person for person, seen in newest.items() if seen == instant]
        Person.objects.filter(Q(last_act_at=None) | Q(last_act_at__lt=instant), pk__in=people).update(
            last_act_at=instant
        )
    whose = {act.identity.person_id for act in acts if act.pk in machines and act.identity.person_id}
    stir(dict.fromkeys([*newest, *whose]), since=at)
