"""Understanding what came through the fast door: class, visitor, activity; each hit once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol

from django.core import signing
from django.db import transaction

from dueto.apps.base.actions.sewing import sew
from dueto.apps.base.actions.sources import campaign_in, direct, impersonal, kept, split, told_by
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.actions.unwatched import unwatched_among
from dueto.apps.base.actions.visitors import Visitor, visitors_of
from dueto.apps.base.classes import HUMAN, SHARED, STEADY_WITHIN, SUSPECT, Seen, by_agent, machines_among
from dueto.apps.base.models import Activity, Identity, InboxMark, Person, Source, present
from dueto.apps.base.queries.ruling import rules_in_force
from dueto.apps.base.ruling import Rules
from dueto.apps.journal.bulk import append, execute_many
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
    Of a browser whose person objected to being followed nothing is written.
    """
    InboxMark.objects.get_or_create(inbox=inbox)
    mark = InboxMark.objects.select_for_update().get(inbox=inbox)
    fresh = [hit for hit in hits if hit.id > mark.last_id]
    if not fresh:
        return mark.last_id
    last_id = fresh[-1].id
    unwatched = unwatched_among({hit.visitor for hit in fresh})
    fresh = [hit for hit in fresh if hit.visitor not in unwatched]
    sources = kept(
        source
        for hit in fresh
        for source in (told_by(hit.url, hit.referrer or ""), direct(hit.url))
        if source is not None
    )
    visitors = visitors_of(
        ((hit.visitor, _came_from(hit, sources)) for hit in fresh), at=at,
        agents={hit.visitor: hit.agent or "" for hit in reversed(fresh)},
    )  # fmt: skip
    rules = rules_in_force()
    _identify([hit for hit in fresh if hit.kind == "identify"], visitors, at=at)
    acts = [_activity(hit, visitors[hit.visitor], sources, rules, at=at) for hit in fresh if hit.kind != "identify"]
    append(Activity, _ACTIVITY, acts)
    spell(word for hit in fresh for word in (impersonal(hit.item or ""), campaign_in(hit.url)) if word)
    machines = _class_by_rhythm(acts)
    _stir(acts, visitors.values(), machines, at=at)
    InboxMark.objects.filter(pk=mark.pk).update(last_id=last_id)
    return last_id


def skip(hit_id: int, *, inbox: str) -> None:
    """Take an inbox for understood up to `hit_id`."""
    InboxMark.objects.get_or_create(inbox=inbox)
    InboxMark.objects.filter(inbox=inbox, last_id__lt=hit_id).update(last_id=hit_id)


def begin_anew(*, inbox: str) -> None:
    """Read an inbox from its start: it is another one, in the place of one that was lost."""
    InboxMark.objects.filter(inbox=inbox).update(last_id=0)


def _came_from(hit: Hit, sources: Mapping[str, Source]) -> int:
    """Return where this hit came from by its own account; without a trace it is direct."""
    told = told_by(hit.url, hit.referrer or "") or direct(hit.url)
    return sources[told.fingerprint].pk


def _identify(hits: Sequence[Hit], visitors: dict[str, Visitor], *, at: datetime) -> None:
    """Sew the browsers on that came by a link of ours: it carries a signed id, which nobody can make up."""
    for hit in hits:
        try:
            person_id = signing.loads(hit.item or "", salt=IDENTIFY)
        except signing.BadSignature:
            continue
        person = Person.objects.filter(present(), pk=person_id).first()
        if person is not None:
            browser = Identity.objects.get(pk=visitors[hit.visitor].identity_id)
            sew(browser, person, at=at)
            visitors[hit.visitor] = replace(
                visitors[hit.visitor], person_id=browser.person_id, is_shared=browser.is_shared
            )
            stir([person.pk], since=at)


_ACTIVITY = (
    "identity_id", "kind", "occurred_at", "classed", "known_at", "reason", "source_id", "path", "site", "item", "form",
    "event_kind", "status", "direction", "result", "channel",
)  # fmt: skip
_IDENTITY, _OCCURRED, _CLASSED = 0, 2, 3
_NOTHING_ELSE = ("",) * 6


def _activity(
    hit: Hit, visitor: Visitor, sources: Mapping[str, Source], rules: Rules, *, at: datetime
) -> tuple[Any, ...]:
    classed, reason = by_agent(hit.agent or "")
    if visitor.is_shared and classed == HUMAN:
        classed, reason = SUSPECT, SHARED
    path, site = _page(hit.url)
    if rules.rules:
        ruled = rules.on_visit(agent=hit.agent or "", path=path, identity_id=visitor.identity_id)
        classed, reason = ruled or (classed, reason)
    told = told_by(hit.url, hit.referrer or "")
    source_id = sources[told.fingerprint].pk if told is not None else visitor.origin_id
    occurred_at = min(EPOCH + timedelta(microseconds=hit.occurred_at), at)
    return (
        visitor.identity_id, hit.kind, occurred_at, classed, at, reason, source_id, path, site,
        fold(impersonal(hit.item or ""))[:200], *_NOTHING_ELSE,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _page(url: str) -> tuple[str, str]:
    page = split(url)
    return (fold(impersonal(page.path))[:500] or "/", (page.hostname or "")[:200]) if page else ("/", "")


def _class_by_rhythm(acts: Sequence[tuple[Any, ...]]) -> set[int]:
    """Class again what no human can have done, the visits just before it too; return whose visits they were."""
    human = [act for act in acts if act[_CLASSED] == HUMAN]
    if not human:
        return set()
    since = min(act[_OCCURRED] for act in human) - STEADY_WITHIN
    near = Activity.objects.filter(
        identity__in={act[_IDENTITY] for act in human}, classed=HUMAN, reason="", occurred_at__gt=since,
        kind__in=("visit", "download"),
    )  # fmt: skip
    seen: dict[int, list[Seen]] = defaultdict(list)
    for pk, identity, occurred_at, path in near.values_list("id", "identity_id", "occurred_at", "path"):
        seen[identity].append(Seen(pk, (occurred_at - EPOCH) // timedelta(microseconds=1), path))
    whose: set[int] = set()
    for identity, visits in seen.items():
        found = machines_among(visits) if len(visits) >= MAY_BE_MACHINE else {}
        for reason in set(found.values()):
            whose.add(identity)
            Activity.objects.filter(pk__in=[pk for pk, why in found.items() if why == reason]).update(
                classed="automatic", reason=reason
            )
    return whose


def _stir(acts: Sequence[tuple[Any, ...]], visitors: Iterable[Visitor], machines: set[int], *, at: datetime) -> None:
    """Stir the people whose browsers did something, also where it turned out that a machine did it."""
    people = {visitor.identity_id: visitor.person_id for visitor in visitors if visitor.person_id is not None}
    newest: dict[int, datetime] = {}
    for act in acts:
        person_id = people.get(act[_IDENTITY])
        if person_id is not None and act[_CLASSED] == HUMAN:
            newest[person_id] = max(newest.get(person_id, act[_OCCURRED]), act[_OCCURRED])
    execute_many(
        "UPDATE base_person SET last_act_at = %s WHERE id = %s AND (last_act_at IS NULL OR last_act_at < %s)",
        ((instant, person, instant) for person, instant in sorted(newest.items())),
    )
    stir([*newest, *(people[identity] for identity in machines if identity in people)], since=at)
