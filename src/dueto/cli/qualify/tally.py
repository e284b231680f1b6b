"""What was found, counted: verdicts, what holds people back, what a datum and a source are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dueto.cli.qualify.findings import Counts, DatumWorth, PersonFinding, Shortfall, SourceQuality
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Field
from dueto.domain.qualification.explain import alternatives
from dueto.domain.qualification.verdict import Standing


def counts_of(people: Sequence[PersonFinding], *, refused: int) -> Counts:
    """Return how many were read, refused and judged, and how many there are of each verdict."""
    standings = Counter(person.standing for person in people)
    return Counts(
        read=len(people) + refused,
        refused=refused,
        judged=len(people),
        qualified=standings[Standing.QUALIFIED],
        one_datum_away=sum(1 for person in people if person.missing.is_one_datum),
        not_yet=standings[Standing.NOT_YET],
        disqualified=standings[Standing.DISQUALIFIED],
    )


def one_datum_worth(people: Sequence[PersonFinding]) -> tuple[DatumWorth, ...]:
    """Return each field with the people whom knowing it alone would qualify, the worthiest first."""
    worth = Counter(names[0] for person in people for names in person.missing.fields if len(names) == 1)
    return tuple(DatumWorth(name, count) for name, count in sorted(worth.items(), key=lambda item: (-item[1], item[0])))


def shortfalls(
    people: Sequence[PersonFinding], *, definition: Definition, fields: Mapping[str, Field]
) -> tuple[Shortfall, ...]:
    """Return what holds people back who do not qualify, the most frequent first; one person may have several."""
    reasons: Counter[tuple[str, int]] = Counter()
    least = definition.qualified
    for person in people:
        if person.standing is Standing.QUALIFIED:
            continue
        reasons.update(("out", definition.disqualify.index(rule)) for rule in person.disqualified_by)
        reasons.update(("lacking", definition.required.index(names)) for names in person.lacking)
        if least.fit is not None and person.fit < least.fit:
            reasons["fit", 0] += 1
        if not person.is_fast and least.behaviour is not None and person.behaviour < least.behaviour:
            reasons["behaviour", 0] += 1
        if not person.is_fast and least.total is not None and person.total < least.total:
            reasons["total", 0] += 1
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Shortfall(_because(kind, place, definition, fields), count) for (kind, place), count in ordered)


def _because(kind: str, place: int, definition: Definition, fields: Mapping[str, Field]) -> Message:
    least = definition.qualified
    match kind:
        case "out":
            return say("out: {because}", because=definition.disqualify[place].because)
        case "lacking":
            return say("lacks {field}", field=alternatives(definition.required[place], fields=fields))
        case "fit":
            return say("fit below {least}", least=least.fit or 0)
        case "behaviour":
            return say("behaviour below {least}", least=least.behaviour or 0)
        case _:
            return say("fit and behaviour together below {least}", least=least.total or 0)


def source_quality(people: Sequence[PersonFinding]) -> tuple[SourceQuality, ...]:
    """Return each source with its people, the largest first; `Google` and `google` are one, called as most call it."""
    names: dict[str, Counter[str]] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for person in people:
        key = fold(person.source)
        names.setdefault(key, Counter())[person.source] += 1
        counted[key, "qualified"] += person.standing is Standing.QUALIFIED
        counted[key, "known"] += person.outcome is not None
        counted[key, "won"] += person.outcome is True
    qualities = (
        SourceQuality(
            source=max(spellings.items(), key=lambda item: (item[1], item[0]))[0],
            people=spellings.total(),
            qualified=counted[key, "qualified"],
            known=counted[key, "known"],
            won=counted[key, "won"],
        )
        for key, spellings in names.items()
    )
    return tuple(sorted(qualities, key=lambda source: (-source.people, source.source)))
