"""What is to be mended about people: gaps, clashes, invalid values, what nobody confirmed for long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from dueto.adapters.readers.cleaning.phones import phone_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions.inheriting import SOURCE
from dueto.apps.base.models import Card, Fact, Person, PersonalValue, present
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead, Verdict
from dueto.domain.basics.text import fold

GAP, CLASH, INVALID, STALE = "gap", "clash", "invalid", "stale"
KINDS: Final = (GAP, CLASH, INVALID, STALE)
COMPARED: Final = frozenset({"country", "sector", "sites", "employees", "company"})
PERSONAL: Final = frozenset({"full_name", "phone"})
SETTLED: Final = frozenset({"colleague", "merge"})
"""Whoever typed or chose a value by hand has settled what others said before."""
CONFIRMED_FOR: Final = timedelta(days=365)
OPEN_LEAD: Final = 1_000
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be mended about one person. `why` is a code, `weight` how much it matters."""

    kind: str
    person_id: int
    field: str
    why: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Told:
    field: str
    value: str | None
    source: str
    known_at: datetime
    identity_id: int


def findings_about(person_ids: Sequence[int], *, as_of: datetime) -> list[Finding]:
    """Return everything to be mended about these people. Eight queries, whatever their number."""
    verdicts = {row.person_id: row for row in Verdict.objects.filter(person__in=person_ids).order_by("-id")}
    leads = set(Lead.objects.open().filter(person__in=person_ids).values_list("person_id", flat=True))
    weights = {
        person: (verdict.total if (verdict := verdicts.get(person)) else 0) + (OPEN_LEAD if person in leads else 0)
        for person in person_ids
    }
    told = _told(person_ids)
    phones = dict(Card.objects.filter(person__in=person_ids).exclude(phone="").values_list("person", "phone"))
    found: list[Finding] = []
    for person in person_ids:
        verdict, weight = verdicts.get(person), weights[person]
        matters = verdict is not None and verdict.standing != "disqualified"
        if verdict is not None and (person in leads or (matters and verdict.behaviour > 0)):
            found += [Finding(GAP, person, name, "required", weight) for name in verdict.lacking]
        if _is_stale(told[person], as_of=as_of) and matters:
            found.append(Finding(STALE, person, "", "unconfirmed", weight))
        mails = [one for one in told[person] if one.field == "email" and one.value]
        if mails and (mails[-1].value or "").startswith("disposable"):
            found.append(Finding(INVALID, person, "email", "disposable", weight))
        if person in phones and isinstance(phone_of(phones[person], country=None), Refusal):
            found.append(Finding(INVALID, person, "phone", "impossible", weight))
    found += [Finding(INVALID, person, "email", "bounced", weights[person]) for person in _bounced(person_ids, told)]
    found += [Finding(CLASH, person, field, why, weights[person]) for person, field, why in _clashes(person_ids, told)]
    return list({(one.person_id, one.kind, one.field): one for one in found}.values())


def _told(person_ids: Sequence[int]) -> dict[int, list[_Told]]:
    told: dict[int, list[_Told]] = defaultdict(list)
    rows = Fact.objects.filter(identity__person__in=person_ids).order_by("known_at", "id")
    names = ("identity__person", "field", "value", "source", "known_at", "identity")
    for person, field, value, source, known_at, identity in rows.values_list(*names):
        told[person or 0].append(_Told(field, value, source, known_at, identity))
    return told


def _is_stale(told: Iterable[_Told], *, as_of: datetime) -> bool:
    newest = max((one.known_at for one in told), default=None)
    return newest is not None and newest < as_of - CONFIRMED_FOR


def _bounced(person_ids: Sequence[int], told: dict[int, list[_Told]]) -> set[int]:
    """Return whose mail came back since their address became known."""
    rows = Entry.objects.filter(person_id__in=person_ids, tag=Tag.MAIL_CAME_BACK).order_by("id")
    last = {person: at for person, at in rows.values_list("person_id", "happened_at") if person is not None}
    known = {person: [one.known_at for one in told[person] if one.field == "email" and one.value] for person in last}
    return {person for person, at in last.items() if all(one <= at for one in known[person])}


def _clashes(person_ids: Sequence[int], told: dict[int, list[_Told]]) -> list[tuple[int, str, str]]:
    personal = {
        (identity, field, known_at): value
        for identity, field, known_at, value in PersonalValue.objects.filter(
            identity__person__in=person_ids, field__in=PERSONAL
        ).order_by("id").values_list("identity", "field", "known_at", "value")
    }  # fmt: skip
    clashes, by_hand = [], _by_hand(person_ids)
    for person in person_ids:
        last: dict[str, dict[str, tuple[datetime, str]]] = defaultdict(dict)
        for one in told[person]:
            if one.field in COMPARED | PERSONAL and one.value is not None:
                own = personal.get((one.identity_id, one.field, one.known_at))
                last[one.field][one.source] = (one.known_at, fold(own) if own is not None else one.value)
            elif one.source == SOURCE:  # the record of their company says it no more
                last[one.field].pop(SOURCE, None)
        for field, by_source in ((field, told) for field, told in last.items() if told):
            newest = max(by_source, key=lambda source: by_source[source][0])
            values = {value for _, value in by_source.values()}
            is_settled = newest in SETTLED or by_source[newest][0] <= by_hand.get((person, field), LONG_AGO)
            if not is_settled and not _agree(field, values):
                clashes.append((person, field, "sources"))
    return clashes + _told_otherwise(person_ids, by_hand)


def _by_hand(person_ids: Sequence[int]) -> dict[tuple[int, str], datetime]:
    """Return when a colleague last said what a field is, also where that was known already. One query."""
    rows = Entry.objects.filter(person_id__in=person_ids, tag=Tag.PERSON_TOLD).order_by("id")
    told = rows.values_list("person_id", "details__field", "happened_at")
    return {(person or 0, field): at for person, field, at in told}


def _told_otherwise(person_ids: Sequence[int], by_hand: dict[tuple[int, str], datetime]) -> list[tuple[int, str, str]]:
    """Return where a form told another name or phone than is known: it was not taken, somebody should look."""
    rows = Entry.objects.filter(person_id__in=person_ids, tag=Tag.PERSON_KNOWN, details__has_key="differs")
    found = []
    for person, at, details in rows.order_by("id").values_list("person_id", "happened_at", "details"):
        for field in details["differs"]:
            if person is not None and by_hand.get((person, field), LONG_AGO) <= at:
                found.append((person, field, "form"))
    return found


def _agree(field: str, values: set[str]) -> bool:
    """Return whether all of these are one value; a name may leave out words of the other."""
    if len(values) < 2 or field != "full_name":
        return len(values) < 2
    words = sorted((set(value.replace(".", " ").split()) for value in values), key=len)
    return all(words[0] <= other for other in words[1:])


def heads_after(person_id: int, *, limit: int) -> list[int]:
    """Return people who are still here, by id beyond `person_id`. One query over the ids."""
    people = Person.objects.filter(present(), pk__gt=person_id).order_by("pk")
    return list(people.values_list("pk", flat=True)[:limit])
