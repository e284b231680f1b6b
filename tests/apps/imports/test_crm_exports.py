"""Exports of Mautic, Zoho and Salesforce come in as they were guessed, and what belongs together stays together."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from dueto.apps.base.models import Activity, Card, Company, Consent, Fact, Handle, Person
from dueto.apps.base.queries.records import record_of
from dueto.apps.imports import actions
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.models import Import
from dueto.apps.imports.remarks import ABOUT_NOBODY, OWN_TEAM
from dueto.domain.basics.message import Message
from tests.apps.imports.lists import begin, bring, fields_at, rows, run, undo
from tests.cast import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def exports(data_dir: Path, cast: Cast) -> Path:
    return data_dir / "crm_exports"


def some(path: Path, folder: Path, *, first: int = 0, only: tuple[str, set[str]] | None = None) -> Path:
    """Return a copy with the first rows, or only with those whose column holds one of some values."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = list(csv.reader(file))
    if only is not None:
        place = header.index(only[0])
        lines = [line for line in lines if line[place] in only[1]]
    copy = folder / path.name
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(lines[:first] if first else lines)])
    return copy


def told(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file by their header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def guessed(pk: int) -> tuple[str, str, dict[str, object]]:
    """Return kind, system and columns of an import as they were guessed."""
    choices = choices_from(Import.objects.get(pk=pk).choices)
    return choices.kind, choices.system, choices.columns


def of_handle(value: str) -> Person:
    person = Handle.objects.get(kind="crm", value=value).identity.person
    assert person is not None
    return person


def test_zoho(exports: Path, tmp_path: Path) -> None:
    zoho = exports / "zoho"
    before = rows()
    accounts = begin(some(zoho / "Accounts.csv", tmp_path, first=60))
    assert guessed(accounts)[:2] == ("companies", "zoho")
    run(accounts)
    leads = begin(some(zoho / "Leads.csv", tmp_path, first=150))
    kind, system, columns = guessed(leads)
    assert (kind, system, columns["known_at"]) == ("people", "zoho", "Created Time")
    assert columns["columns"] == {
        "LEADID": "lead_id", "Last Name": "last_name", "Company": "company", "Email": "email", "Mobile": "mobile",
        "Website": "website", "Industry": "industry", "Lead Source": "source",
    }  # fmt: skip
    came = run(leads)
    assert came.counts["new"] == 150
    ids = {row["LEADID"] for row in told(tmp_path / "Leads.csv")}

    deals = begin(some(zoho / "Potentials.csv", tmp_path, only=("LEADID", ids)))
    assert guessed(deals)[:2] == ("deals", "zoho")
    sold = run(deals)
    assert sold.counts["by_crm"] == sold.counts["read"] > 100
    stages = Counter(Fact.objects.filter(field="past_outcome").values_list("value", flat=True))
    assert set(stages) == {"won", "lost", "open"}
    whose = told(tmp_path / "Potentials.csv")[0]
    fact = Fact.objects.get(field="past_outcome", identity__person=of_handle(f"zoho:lead:{whose['LEADID']}"))
    assert fact.written == f"{whose['Stage']} · {whose['Amount']}"

    calls = begin(some(zoho / "Calls.csv", tmp_path, only=("LEADID", ids)))
    assert guessed(calls)[:2] == ("activities", "zoho")
    called = run(calls)
    assert called.counts.get("refused", 0) == 0
    assert Activity.objects.filter(kind="call").count() == called.counts["read"] > 0
    assert set(Activity.objects.values_list("direction", flat=True)) <= {"inbound", "outbound"}
    meetings = run(begin(some(zoho / "Events.csv", tmp_path, only=("LEADID", ids))))
    assert meetings.counts["acts"] == meetings.counts["read"]

    for batch in (meetings, called, sold, came, Import.objects.get(pk=accounts)):
        undo(batch.pk)
    assert rows() == before


def test_salesforce(exports: Path) -> None:
    folder = exports / "salesforce_dev_org"
    bring(folder / "Account.csv")
    assert Company.objects.count() == 18
    leads = begin(folder / "Lead.csv")
    kind, system, columns = guessed(leads)
    assert (kind, system) == ("people", "salesforce")
    meant = dict(columns["columns"])  # type: ignore[call-overload]
    assert meant["Id"] == "lead_id"
    assert meant["ConvertedContactId"] == "contact_id"
    assert meant["ConvertedOpportunityId"] == "deal_id"
    assert meant["ConvertedAccountId"] == "company_id"
    run(leads)
    contacts = begin(folder / "Contact.csv")
    assert guessed(contacts)[:2] == ("people", "salesforce")
    came = run(contacts)

    converted = [row for row in told(folder / "Lead.csv") if row["ConvertedContactId"]]
    for row in converted:
        assert of_handle(f"salesforce:lead:{row['Id']}") == of_handle(f"salesforce:contact:{row['ConvertedContactId']}")
    assert came.counts.get("by_crm", 0) + came.counts.get("by_email", 0) >= len(converted) > 0
    rose = Card.objects.get(full_name="Rose Gonzalez")
    assert rose.company == "Edge Communications"

    deals = begin(folder / "Opportunity.csv")
    assert guessed(deals)[:2] == ("deals", "salesforce")
    sold = run(deals)
    known = {row["ConvertedOpportunityId"] for row in converted}
    assert sold.counts["by_crm"] == len(known)
    of_companies = sum(bool(row["AccountId"]) for row in told(folder / "Opportunity.csv") if row["Id"] not in known)
    assert sold.counts["by_company"] == of_companies > 0
    assert sold.counts.get("refused", 0) == sold.counts["read"] - len(known) - of_companies
    whose = told(folder / "OpportunityHistory.csv")
    history = begin(folder / "OpportunityHistory.csv")
    kind, system, columns = guessed(history)
    assert (kind, system, columns["known_at"], "occurred_at" in columns) == (
        "deals",
        "salesforce",
        "CreatedDate",
        False,
    )
    became = run(history)
    assert became.counts["by_crm"] == sum(row["OpportunityId"] in known for row in whose) > 0
    there = {row["Id"] for row in told(folder / "Opportunity.csv")}
    assert became.counts.get("refused", 0) == sum(row["OpportunityId"] not in there for row in whose)
    assert became.counts["by_company"] == 48 - became.counts["by_crm"] - became.counts.get("refused", 0) > 30
    edge = Company.objects.get(name="Edge Communications")
    assert {"industry", "employees", "revenue", "city"} <= {one.field for one in record_of(edge.pk)}


def test_zoho_campaigns(exports: Path, tmp_path: Path) -> None:
    zoho = exports / "zoho"
    bring(some(zoho / "Leads.csv", tmp_path, first=300))
    names = Counter(row["Last Name"] for row in told(tmp_path / "Leads.csv"))
    went_to = some(zoho / "Campaign_Lead_Status.csv", tmp_path, first=300)
    alone = [row["Status"] for row in told(went_to) if names[row["Lead Last Name"]] == 1]

    came = bring(went_to)

    assert came.counts["by_alone"] == len(alone) > 10
    assert came.counts["refused"] == 300 - len(alone)
    assert came.counts["acts"] == alone.count("Responded") > 0
    assert Consent.objects.filter(is_given=False).count() == alone.count("Opted Out") > 0


@pytest.mark.parametrize(
    ("name", "says"), [("Campaigns.csv", ABOUT_NOBODY), ("Tasks.csv", ABOUT_NOBODY), ("Users.csv", OWN_TEAM)]
)
def test_zoho_lists_about_nobody_say_so_at_once(exports: Path, name: str, says: Message) -> None:
    path = exports / "zoho" / name
    pk = actions.begin(pieces=[path.read_bytes()], name=name, fields=fields_at(AT), by=None, at=AT)
    row = Import.objects.select_related("upload").get(pk=pk)

    assert [one["text"] for one in row.upload.form["remarks"]] == [says.text]
    with pytest.raises(actions.UnableToImport, match="who it is"):
        actions.choose(import_id=pk, choices=choices_from(row.choices), fields=fields_at(AT), at=AT)


def test_mautic(exports: Path) -> None:
    folder = exports / "mautic"
    leads = begin(folder / "leads.csv")
    kind, system, columns = guessed(leads)
    assert (kind, system) == ("people", "mautic")
    assert "title" not in dict(columns["columns"])  # type: ignore[call-overload]
    came = run(leads)
    assert came.counts["new"] + came.counts.get("by_email", 0) == 54 - came.counts.get("refused", 0)
    assert Card.objects.get(full_name="Penny Moore").phone.startswith("+44")

    hits = begin(folder / "page_hits.csv")
    choices = choices_from(Import.objects.get(pk=hits).choices)
    assert (choices.kind, choices.act, choices.system) == ("activities", "visit", "mautic")
    visited = run(hits)
    assert visited.counts["acts"] == Activity.objects.filter(kind="visit").count()
    assert visited.counts["acts"] + visited.counts.get("same", 0) + visited.counts.get("refused", 0) == 130
    penny = of_handle("mautic:row:1")
    assert Card.objects.get(person=penny).full_name == "Penny Moore"
    assert Activity.objects.filter(identity__person=penny, path__contains="kaleidoscope").exists()
    assert bring(folder / "page_hits.csv").counts.get("acts", 0) == 0
