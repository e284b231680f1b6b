"""What belongs together after three CRMs came in, by the ids of those systems, each checked against the files."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dueto.apps.base.models import Activity, CompanyFact, Consent, Fact, Handle
from dueto.apps.base.queries.consents import who_may_be_contacted
from dueto.apps.imports.models import CompanyHandle


def relations(data: Path) -> Iterator[str]:
    """Yield the relations as sentences; raises where one that the files tell does not hold."""
    yield from _converted(data / "salesforce_dev_org")
    yield from _history(data / "salesforce_dev_org")
    yield from _sales(data / "zoho")
    yield from _visits(data / "mautic")
    yield from _opt_outs()


def _converted(folder: Path) -> Iterator[str]:
    pairs = [(row["Id"], row["ConvertedContactId"]) for row in _rows(folder / "Lead.csv") if row["ConvertedContactId"]]
    for lead, contact in pairs:
        _hold(_person(f"salesforce:lead:{lead}") == _person(f"salesforce:contact:{contact}"), f"{lead} is {contact}")
    yield (
        f"- **A converted lead and its contact are one person**, all {len(pairs)} of them: lead `{pairs[0][0]}` and"
        f" contact `{pairs[0][1]}`, for one."
    )


def _history(folder: Path) -> Iterator[str]:
    stages = _rows(folder / "OpportunityHistory.csv")
    most = Counter(row["OpportunityId"] for row in stages).most_common()
    of_companies = {f"salesforce:deal:{deal}": count for deal, count in most}
    known = CompanyHandle.objects.filter(value__in=of_companies).values_list("value", "company_id")
    handle, company = max(known, key=lambda one: (of_companies[one[0]], one[0]))
    deal = handle.rpartition(":")[2]
    told = CompanyFact.objects.filter(company=company, field="past_outcome").order_by("known_at", "id")
    lines = [f"{one.known_at:%Y-%m-%d %H:%M} {one.written} ({one.value})" for one in told]
    wanted = {f"{row['StageName']} · {row['Amount']}" for row in stages if row["OpportunityId"] == deal}
    _hold(wanted <= {one.written for one in told}, f"the stages of {deal} stand on its company's record")
    yield (
        f"- **A deal of a company has its history**: nobody is known of deal `{deal}`, which stood in"
        f" `OpportunityHistory.csv` {of_companies[handle]} times. On its company's record: {'; '.join(lines)}."
    )


def _sales(folder: Path) -> Iterator[str]:
    deals = Counter(row["LEADID"] for row in _rows(folder / "Potentials.csv"))
    lead, count = deals.most_common(1)[0]
    stages = Fact.objects.filter(field="past_outcome", identity__person=_person(f"zoho:lead:{lead}"))
    yield (
        f"- **Sales stand with their lead**: {sum(deals.values()):,} sales of {len(deals):,} leads; lead `{lead}` has"
        f" {count} of them, and {stages.count()} different ones on record."
    )


def _visits(folder: Path) -> Iterator[str]:
    hits = Counter(row["ipAddress"] for row in _rows(folder / "page_hits.csv"))
    row, count = hits.most_common(1)[0]
    person = _person(f"mautic:row:{row}")
    seen = Activity.objects.filter(identity__person=person, kind="visit")
    paths = sorted(set(seen.values_list("path", flat=True)))
    _hold(0 < seen.count() <= count, f"row {row} has its visits")
    yield (
        f"- **Page hits stand with their visitor**: {len(hits)} people; row {row} of `leads.csv` is in {count} hits and"
        f" has {seen.count()} visits, to {', '.join(f'`{path}`' for path in paths[:3])}."
    )


def _opt_outs() -> Iterator[str]:
    said = Consent.objects.filter(is_given=False, purpose="contact").order_by("happened_at", "id")
    people = set(said.values_list("identity__person", flat=True))
    replies = Activity.objects.filter(kind="reply").count()
    first = said.first()
    if first is None:
        raise RuntimeError("nobody opted out of a campaign")
    _hold(not who_may_be_contacted(people), "nobody who opted out may be contacted")
    yield (
        f"- **Whoever opted out of a campaign is not contacted**: {len(people):,} people withdrew their consent in"
        f" `Campaign_Lead_Status.csv`, the first on {first.happened_at:%Y-%m-%d}; not one of them may be contacted."
        f" {replies:,} answered, which is an act; whoever a campaign was only sent to did nothing."
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _person(handle: str) -> int:
    person = Handle.objects.values_list("identity__person", flat=True).get(kind="crm", value=handle)
    if person is None:
        raise RuntimeError(f"{handle} is nobody's")
    return person


def _hold(is_so: bool, what: str) -> None:
    if not is_so:
        raise RuntimeError(f"it does not hold that {what}")
