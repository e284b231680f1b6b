"""What `dueto qualify` prints: counts and the top of the list, for people or for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dueto.adapters.voice import Voice
from dueto.analytics.outcome import OutcomeFinding, Rate
from dueto.cli.qualify.findings import Findings, PersonFinding
from dueto.cli.speech import legible, told
from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.explain import STANDINGS, headline, what_is_missing
from dueto.domain.qualification.verdict import Standing

TOP = 10
NARROW = 120


def as_json(findings: Findings) -> dict[str, Any]:
    """Return the counts, and what else a program may ask, under keys that stay."""
    return {
        **asdict(findings.counts),
        "agreement": {
            "name": findings.agreement.name,
            "version": findings.agreement.version,
            "sha256": findings.agreement.hash,
            "definition": findings.definition.name,
        },
        "as_of": findings.as_of.isoformat(),
        "worth": {one.field: one.people for one in findings.worth},
        "outcome": _outcome(findings.outcome) if findings.outcome else None,
    }


def _outcome(finding: OutcomeFinding) -> dict[str, Any]:
    return {
        "column": finding.column,
        "unknown": finding.unknown,
        "everybody": _rate(finding.everybody),
        "qualified": _rate(finding.qualified),
        "wins_caught": len(finding.wins_caught),
        "wins_missed": len(finding.wins_missed),
        "lift_top_fifth": None if finding.lift is None else round(finding.lift, 4),
        "auc": None if finding.auc is None else round(finding.auc, 4),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    share = rate.value
    return {
        "known": rate.known,
        "won": rate.won,
        "rate": None if share is None else round(share, 4),
        "interval": [round(low, 4), round(high, 4)],
    }


def print_findings(findings: Findings, *, voice: Voice) -> None:
    """Print the counts, the first of the list, and what the outcomes say."""
    for line in _counts(findings):
        told(line, voice=voice)
    if findings.people:
        Console(width=None if Console().is_terminal else NARROW).print(_table(findings, voice=voice))
    if findings.outcome:
        for line in _told(findings.outcome, voice=voice):
            told(line, voice=voice)


def _counts(findings: Findings) -> tuple[Message, ...]:
    counts = findings.counts
    return (
        say(
            "{read} read = {refused} refused + {judged} judged",
            read=counts.read,
            refused=counts.refused,
            judged=counts.judged,
        ),
        say(
            "{judged} judged = {qualified} qualified + {not_yet} not yet + {out} disqualified",
            judged=counts.judged,
            qualified=counts.qualified,
            not_yet=counts.not_yet,
            out=counts.disqualified,
        ),
        say("{near} of those not yet are one datum away", near=counts.one_datum_away),
    )


def _table(findings: Findings, *, voice: Voice) -> Table:
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column(voice(say("Person")), no_wrap=True, ratio=3)
    for title in (say("Fit"), say("Behaviour")):
        table.add_column(voice(title), justify="right", no_wrap=True, min_width=len(voice(title)))
    table.add_column(voice(say("Verdict")), no_wrap=True, ratio=2)
    for person in findings.people[:TOP]:
        table.add_row(
            Text(legible(_who(person))),
            str(person.fit),
            str(person.behaviour),
            Text(legible(_verdict(person, findings, voice))),
        )
    return table


def _who(person: PersonFinding) -> str:
    told = " · ".join(part for part in (person.name, person.role, person.company) if part)
    return told or person.person


def _verdict(person: PersonFinding, findings: Findings, voice: Voice) -> str:
    fields = findings.agreement.fields
    if person.standing is Standing.QUALIFIED:
        return voice(STANDINGS[person.standing])
    near = what_is_missing(person.missing, fields=fields)
    return voice(near or headline(person, definition=findings.definition, fields=fields))


def _told(finding: OutcomeFinding, *, voice: Voice) -> tuple[Message, ...]:
    lines = [
        _win_rate(say("everybody"), finding.everybody, voice),
        _win_rate(say("the qualified"), finding.qualified, voice),
        say(
            "wins: {caught} caught, {missed} missed; outcomes unknown: {unknown}",
            caught=len(finding.wins_caught),
            missed=len(finding.wins_missed),
            unknown=finding.unknown,
        ),
    ]
    if finding.lift is not None and finding.auc is not None:
        text = say("the best fifth by score wins {lift} times as often as everybody (AUC {auc})")
        lines.append(say(text.text, lift=round(finding.lift, 2), auc=f"{finding.auc:.3f}"))
    return tuple(lines)


def _win_rate(who: Message, rate: Rate, voice: Voice) -> Message:
    if rate.value is None:
        return say("win rate of {who}: no outcome is known", who=who)
    low, high = rate.interval
    text = say("win rate of {who}: {share} ({won} of {known}; between {low} and {high})")
    if rate.is_thin:
        text = say("win rate of {who}: {share} ({won} of {known}, too few to be sure; between {low} and {high})")
    return say(
        text.text, who=who, share=voice.percent(rate.value, digits=1), won=rate.won, known=rate.known,
        low=voice.percent(low, digits=1), high=voice.percent(high, digits=1),
    )  # fmt: skip
