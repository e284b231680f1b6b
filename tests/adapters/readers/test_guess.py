"""The seventeen header rows of real exports, field by field, and what values add to headers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dueto.adapters.readers.guess import guess_mapping
from dueto.adapters.readers.mapping import Kind, Outcome, SplitPhone

# What each column must become, written by hand: a field, or a role as `person:`. What is not named is left out.
EXPECTED: dict[tuple[str, str], dict[str, str]] = {
    ("salesforce", "Lead"): {
        "Id": "person:", "LastName": "last_name", "FirstName": "first_name", "Name": "full_name", "Title": "role",
        "Company": "company", "Phone": "phone", "MobilePhone": "mobile", "Email": "email", "Website": "website",
        "LeadSource": "source", "Status": "status", "Industry": "industry", "AnnualRevenue": "revenue",
        "NumberOfEmployees": "employees", "OwnerId": "owner", "IsConverted": "outcome:",
        "LastModifiedDate": "known_at:",
        "NumberofLocations__c": "sites",
    },
    ("salesforce", "Contact list view / report"): {
        "First Name": "first_name", "Last Name": "last_name", "Email": "email", "Phone": "phone",
        "Account Name": "company", "Mailing City": "city", "Mailing State/Province": "region",
    },
    ("salesforce", "Lead report"): {
        "Lead Source": "source", "First Name": "first_name", "Last Name": "last_name", "Email": "email",
        "Phone": "phone", "Lead Status": "status", "Owner Alias": "owner", "Created Date": "known_at:",
    },
    ("zoho", "Leads"): {
        "LEADID": "person:", "Last Name": "last_name", "Company": "company", "Lead Owner": "owner", "Email": "email",
        "Mobile": "mobile", "Website": "website", "Industry": "industry", "Lead Source": "source",
        "Lead Status": "status", "Created Time": "known_at:", "CONVERTED": "outcome:",
    },
    ("zoho", "Potentials"): {
        "Potential Owner": "owner", "Created Time": "known_at:", "Lead Source": "source", "LEADID": "person:",
    },
    ("hubspot", "Contacts"): {
        "Record ID": "person:", "First Name": "first_name", "Last Name": "last_name", "Email": "email",
        "Phone Number": "phone", "Contact owner": "owner", "Lead Status": "status", "Create Date": "known_at:",
        "Lead Source": "source", "Associated Company": "company",
    },
    ("hubspot", "Contacts (country variant)"): {
        "Record ID": "person:", "First Name": "first_name", "Last Name": "last_name", "Email": "email",
        "Phone Number": "phone", "Lead Status": "status", "Create Date": "known_at:", "Associated Company": "company",
        "Country/Region": "country", "Contact owner": "owner",
    },
    ("hubspot", "Companies"): {
        "Record ID": "person:", "Company name": "company", "Website URL": "website", "Company owner": "owner",
        "Create Date": "known_at:",
    },
    ("hubspot", "Deals"): {"Record ID": "person:", "Deal owner": "owner", "Lead source": "source"},
    ("pipedrive", "sample import sheet"): {
        "Person - Name*": "full_name", "Person - First name": "first_name", "Person - Last name": "last_name",
        "Person - Phone": "phone", "Person - Email (Work)": "email", "Organization - Name*": "company",
        "Organization - Address": "address",
    },
    ("pipedrive", "Deals list view"): {
        "Deal - Owner": "owner", "Organization - Name": "company", "Deal - Deal source": "source",
        "Deal - Contact person": "full_name", "Deal - Status": "outcome:",
    },
    ("pipedrive", "People"): {
        "Person - ID": "person:", "Person - Name": "full_name", "Person - Email": "email", "Person - Phone": "phone",
        "Organization - Name": "company",
    },
    ("pipedrive", "Activities"): {
        "Person - Name": "full_name", "Person - Email": "email", "Organization - Name": "company",
    },
    ("mautic", "Contacts"): {
        "title": "role", "firstname": "first_name", "lastname": "last_name", "city": "city", "address1": "address",
        "state": "region", "country": "country", "email": "email", "phone": "phone", "company": "company",
        "website": "website",
    },
    ("meta_lead_ads", "Instant form leads"): {
        "id": "person:", "created_time": "known_at:", "campaign_name": "campaign", "platform": "source",
        "email": "email", "full_name": "full_name", "phone_number": "phone", "city": "city", "lead_status": "status",
    },
    ("google_ads_lead_form", "webhook JSON"): {"lead_id": "person:"},
    ("linkedin", "Connections.csv"): {
        "First Name": "first_name", "Last Name": "last_name", "Email Address": "email", "Company": "company",
        "Position": "role", "Connected On": "known_at:",
    },
}  # fmt: skip


def header_rows(data_dir: Path) -> dict[tuple[str, str], list[str]]:
    with (data_dir / "crm_exports" / "headers.csv").open(encoding="utf-8", newline="") as file:
        return {(row["product"], row["object"]): next(csv.reader([row["header_row"]])) for row in csv.DictReader(file)}


@pytest.mark.data
@pytest.mark.parametrize("export", EXPECTED, ids=" ".join)
def test_it_guesses_every_column_of_a_real_export(export: tuple[str, str], data_dir: Path) -> None:
    headers = header_rows(data_dir)[export]

    mapping = guess_mapping(headers, [])

    roles = {"person:": mapping.person, "known_at:": mapping.known_at}
    roles["outcome:"] = mapping.outcome.column if mapping.outcome else None
    guessed = {**mapping.columns, **{header: role for role, header in roles.items() if header}}
    assert guessed == EXPECTED[export]
    assert set(mapping.left_out) == set(headers) - set(guessed)


@pytest.mark.data
def test_no_header_row_is_forgotten(data_dir: Path) -> None:
    assert set(header_rows(data_dir)) == set(EXPECTED)


def test_it_guesses_spanish_headers() -> None:
    headers = [
        "Nombres", "Apellidos", "Correo electrónico", "Teléfono", "Celular", "Razón social", "Cargo", "País", "Ciudad",
        "RUC", "N° de empleados", "Número de sedes", "¿Cómo nos conoció?", "Fecha de creación", "Página web",
    ]  # fmt: skip

    mapping = guess_mapping(headers, [])

    assert list(mapping.columns.values()) == [
        "first_name", "last_name", "email", "phone", "mobile", "company", "role", "country", "city", "tax_id",
        "employees", "sites", "heard_from", "website",
    ]  # fmt: skip
    assert mapping.known_at == "Fecha de creación"


def test_values_explain_columns_that_headers_do_not() -> None:
    rows = [
        ("ana@a.pe", "+51 987 654 321", "www.a.pe", "Perú"),
        ("eva@b.pe", "(01) 444-5555", "https://b.pe/x", "Chile"),
        ("", "s/d", "c.com.pe", "Estados Unidos"),
    ]

    mapping = guess_mapping(["c1", "c2", "c3", "c4"], rows)

    assert dict(mapping.columns) == {"c1": "email", "c2": "phone", "c3": "website", "c4": "country"}
    assert mapping.blank == ("s/d",)


def test_values_overrule_headers() -> None:
    rows = [("Mrs.", "Museo del Prado", "7"), ("Mr.", "Fundación Lara", "7"), ("Ms.", "Hotel Sol", "8")]

    mapping = guess_mapping(["Title", "Nombre", "Id"], rows)

    assert dict(mapping.columns) == {"Nombre": "company"}
    assert mapping.person is None
    assert [str(reason) for reason in mapping.left_out.values()] == [
        "a form of address, not a job title", "its values repeat",
    ]  # fmt: skip


def test_it_takes_the_fields_that_the_agreement_declares() -> None:
    rows = [("3,5", "a;b", "12", "24/02/2026"), ("4,25", "b;c", "0", "01/03/2026")]

    mapping = guess_mapping(
        ["Lead Quality", "Topics", "visits", "Due on"],
        rows,
        declared_fields=("lead_quality", "topics", "visits", "due_on"),
    )

    assert dict(mapping.columns) == {
        "Lead Quality": "lead_quality", "Topics": "topics", "visits": "visits", "Due on": "due_on",
    }  # fmt: skip
    assert dict(mapping.kinds) == {
        "Lead Quality": Kind.NUMBER, "Topics": Kind.LIST, "visits": Kind.NUMBER, "Due on": Kind.DATE,
    }  # fmt: skip
    assert (mapping.date_order, mapping.decimals) == ("day", "comma")


def test_it_joins_an_area_code_with_its_number() -> None:
    mapping = guess_mapping(["Cod_tel", "Teléfono"], [("11", "45010078"), ("s/d", "s/d")])

    assert mapping.phones == (SplitPhone("phone", "Cod_tel", "Teléfono"),)
    assert dict(mapping.columns) == {}


@pytest.mark.parametrize(
    ("header", "values", "won", "lost"),
    [
        ("Converted", ["1", "0", "0"], ("1",), ("0",)),
        ("Status", ["Won", "Lost", "Won"], ("Won",), ("Lost",)),
        ("Stage", ["Closed Won", "Qualification", "Closed Lost"], ("Closed Won",), ("Closed Lost",)),
    ],
)
def test_it_finds_the_column_that_tells_the_end(
    header: str, values: list[str], won: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    mapping = guess_mapping([header], [(value,) for value in values])

    assert mapping.outcome == Outcome(header, won, lost)


def test_what_sales_fills_in_later_is_left_out_with_the_reason() -> None:
    mapping = guess_mapping(["Last Activity", "Tags", "Lead Quality"], [])

    assert {str(reason) for reason in mapping.left_out.values()} == {
        "filled in once sales had the prospect, so it would tell the end beforehand"
    }


def test_declaring_a_standard_field_does_not_change_how_it_is_read() -> None:
    mapping = guess_mapping(["phone", "employees"], [("987654321", "12")], declared_fields=("phone", "employees"))

    assert dict(mapping.kinds) == {}
    assert guess_mapping(["employees"], [], declared_fields=("employees",)).kind_of("employees") == Kind.NUMBER
