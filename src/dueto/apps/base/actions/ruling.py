"""Rules about machines: made, ended, and read for what comes in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.reclassing import begin, undo_reclassing
from dueto.apps.base.models import Identity, MachineRule, Reclassing
from dueto.apps.base.ruling import CLASS_WORDS, CLASSES, RuleKind
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

SHORTEST = 3


class UnableToRule(Exception):
    """Why a rule is not made; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def make_machine_rule(*, kind: str, value: str, classed: str, by: int, at: datetime) -> MachineRule:
    """Return the rule; what came in before is classed by it piece by piece, from now on at once."""
    cleaned = _cleaned(kind, value)
    if classed not in CLASSES:
        raise UnableToRule(say("choose how it classes"))
    for old in MachineRule.objects.filter(kind=kind, value=cleaned, ended_at=None):
        if old.classed == classed:
            return old
        end_machine_rule(rule_id=old.pk, by=by, at=at)
    rule = MachineRule.objects.create(kind=kind, value=cleaned, classed=classed, by_id=by, made_at=at)
    begin(rule=rule, classed=classed, by=by, at=at)
    _record(Tag.MACHINE_RULE_MADE, rule, by=by, at=at)
    return rule


@transaction.atomic
def end_machine_rule(*, rule_id: int, by: int, at: datetime) -> None:
    """End a rule, and put back what it classed."""
    rule = MachineRule.objects.select_for_update().get(pk=rule_id)
    if rule.ended_at is not None:
        return
    rule.ended_at = at
    rule.save(update_fields=["ended_at"])
    for one in Reclassing.objects.filter(rule=rule, undoing_at=None):
        undo_reclassing(reclassing_id=one.pk, by=by, at=at)
    _record(Tag.MACHINE_RULE_ENDED, rule, by=by, at=at)


def _cleaned(kind: str, value: str) -> str:
    text = fold(" ".join(value.split()))[:200]
    if kind not in set(RuleKind):
        raise UnableToRule(say("choose what the rule looks at"))
    if kind == RuleKind.VISITOR:
        if not (text.isascii() and text.isdigit() and Identity.objects.filter(pk=int(text), kind="visitor").exists()):
            raise UnableToRule(say("there is no such visitor"))
        return text
    if kind == RuleKind.GATEWAY:
        text = text.removeprefix("@").removeprefix("www.")
        if "." not in text or "/" in text or " " in text:
            raise UnableToRule(say("write the domain of the company, like empresa.example"))
        return text
    if kind == RuleKind.PATH and not text.startswith("/"):
        raise UnableToRule(say("write the beginning of a path, like /health"))
    if len(text) < SHORTEST:
        raise UnableToRule(say("write three letters at least, or the rule takes too much"))
    return text


def _record(tag: Tag, rule: MachineRule, *, by: int, at: datetime) -> None:
    record(
        tag, subject="machine rule", subject_id=rule.pk, by=by, at=at,
        details={"kind": rule.kind, "classed": packed(CLASS_WORDS[rule.classed])},
    )  # fmt: skip
