"""Sales of companies are known by their ids: what later lists say of a deal alone finds whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dueto.apps.base.models import Company, CompanyFact, Fact
from dueto.apps.imports.actions.refusing import NAMES_NOBODY, NO_BUYER, NO_SALE
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.models import CompanyHandle, Import
from dueto.apps.imports.queries import refused_rows
from dueto.apps.stewardship.actions.companies import merge_companies
from tests.apps.imports.lists import begin, bring, check, rows, undo
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
COMPANIES = "Account ID,Account Name,Website\nA1,Conservas Punta Brava,www.puntabrava.example\nA2,Punta Brava,\n"
PEOPLE = "Nombre,Correo,Contact ID\nRocío Tello,rocio@puntabrava.example,C9\n"
SALES = (
    "Opportunity ID,Account ID,Contact ID,Stage Name,Amount,Close Date\n"
    "D1,A1,,Closed Won,5000,2024-03-01\n"
    "D2,A1,C9,Negotiation,900,2025-03-01\n"
)
HISTORY = (
    "Id,Opportunity ID,Stage Name,Amount,Created Date,Close Date\n"
    "H1,D1,Prospecting,4000,2024-01-10,2024-03-01\n"
    "H2,D1,Negotiation,4500,2024-02-10,2024-03-01\n"
    "H3,D2,Prospecting,900,2024-02-11,2024-03-01\n"
    "H4,D7,Prospecting,1,2024-02-11,2024-03-01\n"
)


def day(year: int, month: int, on: int) -> datetime:
    return datetime(year, month, on, 5, tzinfo=UTC)  # midnight in Lima


def told_of(company: str) -> list[tuple[str, datetime]]:
    """Return the sales on the record of a company, the oldest first."""
    facts = CompanyFact.objects.filter(company__name=company, field="past_outcome").order_by("known_at")
    return list(facts.values_list("written", "known_at"))


def reasons(pk: int) -> list[str]:
    """Return why rows were refused."""
    return [says.text for _, _, says, _ in refused_rows(pk)]


def test_a_list_of_stages_is_guessed_as_a_history(cast: Cast) -> None:
    history = choices_from(Import.objects.get(pk=begin(HISTORY)).choices)
    sales = choices_from(Import.objects.get(pk=begin(SALES)).choices)

    assert (history.kind, history.columns.get("known_at"), history.columns.get("occurred_at")) == (
        "deals", "Created Date", None,
    )  # fmt: skip
    assert sales.columns.get("occurred_at") == "Close Date"


def test_the_stages_of_a_deal_stand_where_the_deal_stands_each_on_its_day(cast: Cast) -> None:
    bring(COMPANIES, system="x")
    bring(PEOPLE, system="x")
    sold = bring(SALES, system="x")
    assert (sold.counts["by_company"], sold.counts["by_crm"]) == (1, 1)

    tried = check(begin(HISTORY, system="x"))
    came = bring(HISTORY, system="x")

    assert tried.checked["by_company"] == came.counts["by_company"] == 2
    assert (came.counts["by_crm"], came.counts["refused"]) == (1, 1)
    assert told_of("Conservas Punta Brava") == [
        ("Prospecting · 4000", day(2024, 1, 10)), ("Negotiation · 4500", day(2024, 2, 10)),
        ("Closed Won · 5000", day(2024, 3, 1)),
    ]  # fmt: skip
    facts = Fact.objects.filter(field="past_outcome").order_by("occurred_at")
    assert [(one.written, one.occurred_at) for one in facts] == [
        ("Prospecting · 900", day(2024, 2, 11)), ("Negotiation · 900", day(2025, 3, 1)),
    ]  # fmt: skip
    assert reasons(came.pk) == [NO_SALE.text]


def test_the_same_history_twice_adds_nothing_and_undo_takes_it_all(cast: Cast) -> None:
    before = rows()
    lists = [bring(text, system="x") for text in (COMPANIES, PEOPLE, SALES, HISTORY)]
    told = told_of("Conservas Punta Brava")

    again = bring(HISTORY, system="x")
    assert again.counts.get("changed", 0) == 0
    assert told_of("Conservas Punta Brava") == told

    for one in (again, *reversed(lists)):
        undo(one.pk)
    assert rows() == before
    assert not CompanyFact.objects.exists()
    assert not CompanyHandle.objects.exists()


def test_undone_sales_take_the_ids_of_their_deals_along(cast: Cast) -> None:
    bring(COMPANIES, system="x")
    undo(bring(SALES, system="x").pk)

    came = bring(HISTORY, system="x")

    assert came.counts["refused"] == came.counts["read"] == 4


def test_a_deal_is_found_with_the_company_that_its_own_turned_out_to_be(cast: Cast) -> None:
    bring(COMPANIES, system="x")
    bring(SALES, system="x")
    kept, gone = Company.objects.get(name="Punta Brava"), Company.objects.get(name="Conservas Punta Brava")
    merge_companies(kept_id=kept.pk, gone_id=gone.pk, by=cast.mara.pk, at=AT)

    bring(HISTORY, system="x")

    assert [written for written, _ in told_of("Punta Brava")] == [
        "Prospecting · 4000", "Negotiation · 4500", "Prospecting · 900",
    ]  # fmt: skip


def test_a_deal_told_in_an_earlier_row_of_the_list_is_known_in_a_later_one(cast: Cast) -> None:
    bring(COMPANIES, system="x")
    came = bring(
        "Opportunity ID,Account ID,Stage Name,Amount,Close Date\n"
        "D1,A1,Prospecting,1,2024-01-01\nD1,,Closed Won,1,2024-02-01\n",
        system="x",
    )  # fmt: skip
    assert (came.counts["by_company"], came.counts.get("refused", 0)) == (2, 0)


def test_each_sale_that_is_not_taken_has_its_reason(cast: Cast) -> None:
    came = bring(
        "Opportunity ID,Account ID,Contact ID,Stage Name,Amount,Close Date\n"
        "D1,,,Prospecting,1,2024-01-01\nD2,A9,C7,Prospecting,1,2024-01-01\n,,,Prospecting,1,2024-01-01\n",
        system="x",
    )  # fmt: skip
    assert reasons(came.pk) == [NO_SALE.text, NO_BUYER.text, NAMES_NOBODY.text]
