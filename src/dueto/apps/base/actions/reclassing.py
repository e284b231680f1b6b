"""Acts classed again, many at once: piece by piece, and put back the same way. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Activity, Agent, MachineRule, Reclassed, Reclassing
from dueto.apps.base.ruling import BY_HAND, CLASS_WORDS, Rule, RuleKind
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag

AT_ONCE = 250
LOOKED_AT = 4000
"""So many acts one piece looks at for those that a rule means."""
MOST_BY_HAND = 10_000


@transaction.atomic
def reclass_many(*, activity_ids: Sequence[int], classed: str, by: int, at: datetime) -> Reclassing:
    """Return the work of classing these acts by hand; the first piece is done already, the worker does the rest."""
    reclassing = begin(activity_ids=activity_ids, classed=classed, by=by, at=at)
    _piece(reclassing, at=at)
    return reclassing


def begin(
    *, classed: str, by: int, at: datetime, activity_ids: Sequence[int] | None = None, rule: MachineRule | None = None
) -> Reclassing:
    """Return the work begun. Call it inside a transaction."""
    wanted = sorted(set(activity_ids))[:MOST_BY_HAND] if activity_ids is not None else None
    reclassing = Reclassing.objects.create(rule=rule, wanted=wanted, classed=classed, by_id=by, begun_at=at)
    record(
        Tag.RECLASSING_BEGUN, subject="reclassing", subject_id=reclassing.pk, by=by, at=at,
        details={"classed": packed(CLASS_WORDS[classed]), "rule": rule.pk if rule else None},
    )  # fmt: skip
    return reclassing


@transaction.atomic
def go_on_reclassing(*, at: datetime) -> int:
    """Return how many acts the next piece looked at or put back; 0 when nothing is left to do."""
    open_ones = Reclassing.objects.select_for_update(of=("self",), skip_locked=True).select_related("rule")
    undoing = open_ones.filter(undone_at=None).exclude(undoing_at=None).order_by("undoing_at", "id").first()
    if undoing is not None:
        return _put_back(undoing, at=at)
    working = open_ones.filter(done_at=None, undoing_at=None).order_by("begun_at", "id").first()
    return _piece(working, at=at) if working is not None else 0


@transaction.atomic
def undo_reclassing(*, reclassing_id: int, by: int, at: datetime) -> Reclassing:
    """Return the work that is being put back; the first piece of it is done already. Twice is harmless."""
    reclassing = Reclassing.objects.select_for_update(of=("self",)).select_related("rule").get(pk=reclassing_id)
    if reclassing.undoing_at is None:
        reclassing.undoing_at, reclassing.undone_by_id = at, by
        reclassing.done_at = reclassing.done_at or at
        reclassing.save(update_fields=["undoing_at", "undone_by", "done_at"])
        record(Tag.RECLASSING_UNDONE, subject="reclassing", subject_id=reclassing.pk, by=by, at=at)
        _put_back(reclassing, at=at)
    return reclassing


def reason_of(reclassing: Reclassing) -> str:
    """Return what an act says that was classed so."""
    return f"rule {reclassing.rule_id}" if reclassing.rule_id else BY_HAND


def _piece(reclassing: Reclassing, *, at: datetime) -> int:
    """Return how many acts were looked at; marks the work as done after the last."""
    reason = reason_of(reclassing)
    looked_at, rows, last = _next(reclassing)
    fresh = [row for row in rows if (row[1], row[2]) != (reclassing.classed, reason)]
    Reclassed.objects.bulk_create(
        Reclassed(reclassing=reclassing, activity_id=pk, was_classed=classed, was_reason=was)
        for pk, classed, was, _ in fresh
    )
    Activity.objects.filter(pk__in=[row[0] for row in fresh]).update(classed=reclassing.classed, reason=reason)
    stir({row[3] for row in fresh if row[3] is not None}, since=at)
    reclassing.after, reclassing.changed = last, reclassing.changed + len(fresh)
    if not looked_at or last >= max(reclassing.wanted or (last + 1,)):
        reclassing.done_at = at
    reclassing.save(update_fields=["after", "changed", "done_at"])
    return looked_at


def _next(reclassing: Reclassing) -> tuple[int, list[tuple[int, str, str, int | None]], int]:
    """Return how many acts the next piece looks at, those of them that are meant, and the last one looked at."""
    columns = ("pk", "classed", "reason", "identity__person_id")
    if reclassing.rule is None:
        ids = [pk for pk in reclassing.wanted or () if pk > reclassing.after][:AT_ONCE]
        rows = list(Activity.objects.filter(pk__in=ids).order_by("pk").values_list(*columns))
        return len(ids), rows, ids[-1] if ids else reclassing.after
    newest = Activity.objects.filter(known_at__lte=reclassing.begun_at).aggregate(last=Max("pk"))["last"] or 0
    if reclassing.after >= newest:
        return 0, [], reclassing.after
    until = min(newest, reclassing.after + LOOKED_AT)
    meant = _meant(reclassing.rule).filter(pk__gt=reclassing.after, pk__lte=until).exclude(reason=BY_HAND)
    rows = list(meant.order_by("pk").values_list(*columns)[:AT_ONCE])
    last = rows[-1][0] if len(rows) == AT_ONCE else until
    return last - reclassing.after, rows, last


def _meant(row: MachineRule) -> QuerySet[Activity]:
    """Return the acts of the past that a rule means."""
    rule = Rule(row.pk, row.kind, row.value, row.classed)
    acts = Activity.objects.all()
    match rule.kind:
        case RuleKind.AGENT:
            agents = list(Agent.objects.filter(text__icontains=rule.value).values_list("pk", flat=True)[:1000])
            return acts.filter(Q(identity__agent__in=agents) | Q(mail_hit__agent__in=agents))
        case RuleKind.GATEWAY:
            return acts.filter(kind="mail_click", identity__person__company__domain=rule.value)
        case RuleKind.PATH:
            return acts.filter(kind__in=("visit", "download"), path__startswith=rule.value)
        case _:
            return acts.filter(identity=int(rule.value))


def _put_back(reclassing: Reclassing, *, at: datetime) -> int:
    """Return how many acts were put back; one that was classed again since stays as it is."""
    rows = list(
        Reclassed.objects.filter(reclassing=reclassing)
        .select_related("activity__identity").order_by("-id")[:AT_ONCE]
    )  # fmt: skip
    people = set()
    for row in rows:
        act = row.activity
        if (act.classed, act.reason) == (reclassing.classed, reason_of(reclassing)):
            Activity.objects.filter(pk=act.pk).update(classed=row.was_classed, reason=row.was_reason)
            if act.identity.person_id is not None:
                people.add(act.identity.person_id)
    Reclassed.objects.filter(pk__in=[row.pk for row in rows]).delete()
    stir(people, since=at)
    if not rows:
        Reclassing.objects.filter(pk=reclassing.pk).update(undone_at=at)
    return len(rows)
