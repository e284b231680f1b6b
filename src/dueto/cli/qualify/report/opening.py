"""What the page says first: how many were read, how many qualify, how many are one datum away, and what to do."""

from __future__ import annotations

from pathlib import PurePath

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Counts, Findings
from dueto.cli.qualify.report.text import legible
from dueto.domain.basics.message import Message, say, say_many


def headline(counts: Counts) -> tuple[Message, ...]:
    """Return the headline, sentence by sentence."""
    if not counts.read:
        return (say("Nobody was read."), say("The files have no rows."))
    read = say_many("{n} person was read.", "{n} people were read.", counts.read)
    if not counts.judged:
        return (read, say_many("It was refused.", "All of them were refused.", counts.read))
    if not counts.qualified:
        qualify = say("Nobody qualifies yet.")
        near = say_many("{n} is one datum away.", "{n} are one datum away.", counts.one_datum_away)
    else:
        qualify = say_many("{n} qualifies.", "{n} qualify.", counts.qualified)
        near = say_many("{n} more is one datum away.", "{n} more are one datum away.", counts.one_datum_away)
    return (read, qualify, near if counts.one_datum_away else say("Nobody is one datum away."))


def advice(findings: Findings) -> tuple[Message, ...]:
    """Return what to do next, in the order of what it brings; nothing if nothing can be said."""
    counts, said = findings.counts, []
    worth = max(findings.worth, key=lambda one: one.people, default=None)
    if worth is not None and worth.people:
        said.append(
            say_many(
                "The datum worth most is {field}: finding it out would qualify {n} person today.",
                "The datum worth most is {field}: finding it out would qualify up to {n} people today.",
                worth.people,
                field=findings.agreement.fields[worth.field].label,
            )
        )
    if counts.judged and not counts.qualified and not said:
        said.append(say("Read the definition at the end with both teams: perhaps it asks for what nobody writes down."))
    if counts.read and not counts.judged:
        said.append(say("refused.csv says of each row why, and what to mend."))
    if not counts.read:
        said.append(say("Check that the file is the right one and that its first row has the names of the columns."))
    return tuple(said)


def kicker(findings: Findings) -> str:
    """Return whose page this is."""
    return f"{legible(findings.agreement.name)} · {legible(findings.definition.name)}"


def particulars(findings: Findings, *, voice: Voice) -> tuple[tuple[str, str], ...]:
    """Return what anyone needs to find the same figures again: label and value."""
    agreement = findings.agreement
    version = say("{name}, version {version}", name=legible(agreement.name), version=agreement.version or "–")
    named = version if agreement.version is not None else legible(agreement.name)
    names = tuple(legible(PurePath(name).name) for name in findings.files)
    rows: list[tuple[Message, str]] = [
        (say("Agreement"), voice(named)),
        (say("Fingerprint"), agreement.hash[:12]),
        (say("As of"), voice(findings.as_of.astimezone(agreement.zone))),
        (say_many("File", "Files", len(names)), voice(names)),
        (say("Refused"), voice(_refused(findings.counts.refused))),
    ]
    return tuple((voice(label), value) for label, value in rows if value)


def _refused(refused: int) -> Message:
    if not refused:
        return say("no row")
    return say_many("{n} row, see refused.csv", "{n} rows, see refused.csv", refused)
