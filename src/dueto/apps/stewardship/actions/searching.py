"""Searching for duplicates: asked for by a person or the calendar, done by the worker, seen as it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa
from django.db import IntegrityError, transaction

from dueto.analytics.duplicates import COMPANIES, PEOPLE, Plan, find_pairs
from dueto.apps.base.queries.together import heads_of
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.stewardship.models import Pair, Search
from dueto.apps.stewardship.records import company_records, people_records

PERSON, COMPANY = "person", "company"
PLANS: Final[Mapping[str, Plan]] = {PERSON: PEOPLE, COMPANY: COMPANIES}
LEAST: Final[Mapping[str, float]] = {PERSON: 0.5, COMPANY: 0.7}
ROWS_AT_ONCE: Final = 250
LEFT_ALONE: Final = timedelta(minutes=5)
"""After so long without a sign a search is taken up by another worker."""


def ask_for_search(*, kind: str, by: int | None, at: datetime, whole: bool = True) -> Search:
    """Return the search that waits or is under way: the one asked for now, or the one asked for before it."""
    try:
        with transaction.atomic():
            search = Search.objects.create(kind=kind, is_whole=whole, asked_by_id=by, asked_at=at)
            record(Tag.DUPLICATES_SOUGHT, subject="search", subject_id=search.pk, by=by, at=at, details={"kind": kind})
            return search
    except IntegrityError:
        return Search.objects.get(kind=kind, ended_at=None)


def claim_search(*, at: datetime) -> Search | None:
    """Return a search for this worker to do: one that nobody does, or that was left alone. One worker gets it."""
    for search in Search.objects.filter(ended_at=None).order_by("id"):
        if search.beat_at is not None and search.beat_at > at - LEFT_ALONE:
            continue
        mine = Search.objects.filter(pk=search.pk, ended_at=None, beat_at=search.beat_at)
        if mine.update(begun_at=at, beat_at=at, stage="reading", found=0, looked_at=0):
            search.refresh_from_db()
            return search
    return None


def do_search(search: Search, *, at: datetime) -> int:
    """Return how many pairs a claimed search found; those of an earlier one that it did not find are gone."""
    last = Search.objects.filter(kind=search.kind, error="").exclude(ended_at=None).order_by("-id").first()
    since = last.begun_at if last is not None and not search.is_whole else None

    def looked(count: int) -> None:
        Search.objects.filter(pk=search.pk).update(looked_at=count, beat_at=at)

    def told(stage: str) -> None:
        Search.objects.filter(pk=search.pk).update(stage=stage, beat_at=at)

    read = people_records if search.kind == PERSON else company_records
    records = read(since=since, looked=looked)
    pairs = find_pairs(records, PLANS[search.kind], least=LEAST[search.kind], fresh="fresh" if since else "", told=told)
    told("writing")
    found = _keep(search, pairs, at=at)
    if since is None:
        _let_go(search)
    Search.objects.filter(pk=search.pk).update(ended_at=at, stage="done", found=found)
    return found


def give_up(search: Search, *, why: str, at: datetime) -> None:
    """Note that a search could not be done."""
    Search.objects.filter(pk=search.pk).update(ended_at=at, error=why[:100])


def _keep(search: Search, pairs: pa.Table, *, at: datetime) -> int:
    two = _decided_to_be_two(search.kind)
    found = 0
    for batch in pairs.to_batches(max_chunksize=ROWS_AT_ONCE):
        rows = batch.to_pylist()
        heads = heads_of({row[side] for row in rows for side in ("left", "right")}) if search.kind == PERSON else None
        kept = [
            Pair(kind=search.kind, low=row["left"], high=row["right"], probability=row["probability"],
                 evidence=evidence_of(row, PLANS[search.kind]), search=search, found_at=at)
            for row in rows
            if (row["left"], row["right"]) not in two
            and (heads is None or all(heads.get(row[side]) == row[side] for side in ("left", "right")))
        ]  # fmt: skip
        Pair.objects.bulk_create(
            kept, update_conflicts=True, unique_fields=["kind", "low", "high"],
            update_fields=["probability", "evidence", "search"],
        )  # fmt: skip
        found += len(kept)
    return found


def evidence_of(row: Mapping[str, Any], plan: Plan) -> list[dict[str, Any]]:
    """Return what speaks for and against a pair, what weighs most first; nothing of what is unknown."""
    told = [
        {"of": one.name, "level": one.names[row[f"{one.name}_level"]], "weight": round(row[f"{one.name}_weight"], 2)}
        for one in plan.comparisons
        if row[f"{one.name}_level"] >= 0
    ]
    return sorted(told, key=lambda one: -abs(one["weight"]))


def _decided_to_be_two(kind: str) -> set[tuple[int, int]]:
    """Return the pairs that are two by somebody's decision, also for those into whom one of them was merged since."""
    pairs = list(Pair.objects.filter(kind=kind, state="distinct").values_list("low", "high"))
    heads = heads_of({one for pair in pairs for one in pair}) if kind == PERSON else {}
    turned = ((heads.get(low, low), heads.get(high, high)) for low, high in pairs)
    return {*pairs, *((min(pair), max(pair)) for pair in turned)}


def _let_go(search: Search) -> None:
    """Take away the open pairs that a whole search did not find again, some at a time."""
    stale = Pair.objects.filter(kind=search.kind, state="open").exclude(search=search)
    while ids := list(stale.order_by("id").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        Pair.objects.filter(pk__in=ids).delete()


def forget_pairs_of(kind: str, ids: Iterable[int]) -> None:
    """Take away the undecided pairs of those who are no more."""
    ids = list(ids)
    undecided = Pair.objects.filter(kind=kind, state__in=("open", "later"))
    undecided.filter(low__in=ids).delete()
    undecided.filter(high__in=ids).delete()


def note_apart(kind: str, one: int, other: int, *, by: int | None, at: datetime) -> None:
    """Note that two who had been merged are two after all: they are not proposed again."""
    merged = Pair.objects.filter(kind=kind, low=min(one, other), high=max(one, other), state="merged")
    merged.update(state="distinct", decided_by=by, decided_at=at)


def forget_every_pair_of(kind: str, ids: Iterable[int]) -> None:
    """Keep nothing of how like others those were who are forgotten."""
    ids = list(ids)
    Pair.objects.filter(kind=kind, low__in=ids).delete()
    Pair.objects.filter(kind=kind, high__in=ids).delete()
