"""Calls that are planned by themselves: after which occasion, for which aim, and at most how many a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.models import Activity, present
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Verdict
from dueto.apps.telephone.actions.planning import UnableToPlan, plan
from dueto.apps.telephone.models import CallRule, CallTask
from dueto.domain.basics.message import say
from dueto.domain.qualification.history import day_of, midnight_of
from dueto.domain.telephone.words import AIMS, OCCASIONS, Aim, Occasion

MOST_A_DAY = 50
RECENT = timedelta(days=7)
"""So far back a rule looks for occasions."""
LOOKS_AGAIN = timedelta(minutes=10)
ACTS_AT_ONCE = 300
KINDS = {
    Occasion.EVENT: ("event",),
    Occasion.WEB: ("form", "download"),
    Occasion.REPLY: ("reply",),
    Occasion.INQUIRY: ("message", "call", "meeting"),
}


@transaction.atomic
def make_rule(
    *, occasion: str, aim: str, per_day: int, by: int, at: datetime, member_id: int | None = None
) -> CallRule:  # fmt: skip
    """Return the rule, in the place of one for the same occasion and aim."""
    if occasion not in {*KINDS} or aim not in set(Aim):
        raise UnableToPlan(say("choose after which occasion, and what for"))
    if not 1 <= per_day <= MOST_A_DAY:
        raise UnableToPlan(say("from 1 to {n} calls a day", n=MOST_A_DAY))
    CallRule.objects.filter(occasion=occasion, aim=aim, ended_at=None).update(ended_at=at)
    rule = CallRule.objects.create(
        occasion=occasion, aim=aim, per_day=per_day, member_id=member_id, made_by_id=by, made_at=at
    )
    _record(Tag.CALL_RULE_MADE, rule, by=by, at=at)
    return rule


@transaction.atomic
def end_rule(*, rule_id: int, by: int, at: datetime) -> None:
    """Let nothing more be planned by this rule; what is planned stays."""
    if CallRule.objects.filter(pk=rule_id, ended_at=None).update(ended_at=at):
        _record(Tag.CALL_RULE_ENDED, CallRule.objects.get(pk=rule_id), by=by, at=at)


def plan_by_rules(*, at: datetime) -> int:
    """Return how many calls one rule planned, the one that looked longest ago; 0 while all have looked lately."""
    waiting = CallRule.objects.filter(ended_at=None).exclude(looked_at__gt=at - LOOKS_AGAIN)
    rule = waiting.order_by("looked_at", "id").first()
    if rule is None or not CallRule.objects.filter(pk=rule.pk, looked_at=rule.looked_at).update(looked_at=at):
        return 0
    version = in_force(at)
    if version is None:
        return 0
    today = midnight_of(day_of(at, version.agreement.zone), version.agreement.zone)
    room = rule.per_day - CallTask.objects.filter(rule=rule, made_at__gte=today).count()
    made = 0
    definitions = [one.name for one in version.agreement.definitions]
    for person_id in _candidates(rule, definitions, at=at) if room > 0 else ():
        if made >= room:
            break
        planned = plan(
            person_ids=[person_id], aim=rule.aim, occasion=rule.occasion, member_id=rule.member_id, rule_id=rule.pk,
            by=None, at=at,
        )  # fmt: skip
        made += len(planned.tasks)
    return made


def _candidates(rule: CallRule, definitions: Sequence[str], *, at: datetime) -> list[int]:
    """Return who gave the occasion lately and is neither in nor out of a definition, the nearest first."""
    acts = Activity.objects.filter(
        present("identity__person__"), known_at__gt=at - RECENT, known_at__lte=at, classed="human",
        kind__in=KINDS[Occasion(rule.occasion)],
    ).exclude(direction="outbound")  # fmt: skip
    people = acts.order_by("-known_at", "-id").values_list("identity__person_id", flat=True)[:ACTS_AT_ONCE]
    judged = Verdict.objects.filter(person__in=set(people), definition__in=definitions, standing="not_yet")
    return list(dict.fromkeys(judged.order_by("-rank", "-id").values_list("person_id", flat=True)))


def _record(tag: Tag, rule: CallRule, *, by: int, at: datetime) -> None:
    record(
        tag, subject="call rule", subject_id=rule.pk, by=by, at=at,
        details={
            "occasion": packed(OCCASIONS[Occasion(rule.occasion)]), "aim": packed(AIMS[Aim(rule.aim)]),
            "per_day": rule.per_day,
        },
    )  # fmt: skip
