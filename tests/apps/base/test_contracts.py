"""What companies have bought: what cannot be is refused whole, and its people know when it is renewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dueto.apps.base.actions.contracts import NEVER, Terms, UnableToNoteContract, keep_contract
from dueto.apps.base.models import Company, Contract, Fact
from dueto.apps.base.queries.contracts import ahead, contracts_of, running
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions import merge_companies, separate_companies
from tests.cast import Cast
from tests.thread import fill

GOOD = Terms("Nevadal Cámara", date(2026, 1, 15), Decimal("15000"), "USD", date(2027, 1, 15))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def firm(cast: Cast, name: str = "Frutícola") -> Company:
    """Return a company."""
    return Company.objects.create(name=name, key=name.lower(), created_at=cast.at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (replace(GOOD, product="  "), "product"),
        (replace(GOOD, product="x" * 201), "product"),
        (replace(GOOD, starts_on=date(1200, 1, 1)), "starts_on"),
        (replace(GOOD, renews_on=GOOD.starts_on), "renews_on"),
        (replace(GOOD, renews_on=date(2999, 1, 1)), "renews_on"),
        (replace(GOOD, ends_on=GOOD.starts_on - timedelta(days=1)), "ends_on"),
        (replace(GOOD, amount=Decimal("-1")), "amount"),
        (replace(GOOD, amount=Decimal("NaN")), "amount"),
        (replace(GOOD, amount=Decimal("1e12")), "amount"),
        (replace(GOOD, currency="dollars"), "currency"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, terms: Terms, field: str) -> None:
    with pytest.raises(UnableToNoteContract) as refused:
        keep_contract(terms, company_id=firm(cast).pk, by=cast.julia.pk, at=cast.at)

    assert set(refused.value.says) == {field}
    assert not Contract.objects.exists()


@given(renews=st.none() | DAYS, ends=st.none() | DAYS)
def test_what_comes_next_is_the_first_of_both(renews: date | None, ends: date | None) -> None:
    terms = replace(GOOD, renews_on=renews, ends_on=ends)
    known = sorted(day for day in (renews, ends) if day is not None)
    assert terms.next_on == (known[0] if known else NEVER)


@pytest.mark.django_db
def test_whoever_belongs_to_the_company_knows_when_it_is_renewed(cast: Cast) -> None:
    person = fill("guia", at=cast.at, visitor="v", email="ana@fruticola.example", company="Frutícola Valle")
    company = Company.objects.get()

    def renewal() -> str | None:
        judge(person_ids=[person], at=cast.at + timedelta(hours=1))
        rows = Fact.objects.filter(identity__person=person, field="renewal").order_by("known_at", "id")
        return rows.values_list("value", flat=True).last()

    first = keep_contract(GOOD, company_id=company.pk, by=cast.julia.pk, at=cast.at)
    keep_contract(replace(GOOD, renews_on=date(2026, 9, 1)), company_id=company.pk, by=cast.julia.pk, at=cast.at)
    assert renewal() == "2026-09-01"
    for one in contracts_of(company.pk):
        over = replace(GOOD, ends_on=date(2026, 6, 1))
        keep_contract(over, company_id=company.pk, by=cast.julia.pk, at=cast.at, contract_id=one.id)
    assert renewal() is None
    assert Contract.objects.get(pk=first.pk).ends_on == date(2026, 6, 1)


@pytest.mark.django_db
def test_companies_that_are_one_show_the_contracts_of_both_until_they_come_apart(cast: Cast) -> None:
    kept, gone = firm(cast, "Una"), firm(cast, "Otra")
    for company in (kept, gone):
        keep_contract(GOOD, company_id=company.pk, by=cast.julia.pk, at=cast.at)

    merged = merge_companies(kept_id=kept.pk, gone_id=gone.pk, by=cast.nora.pk, at=cast.at)
    assert {one.company_id for one in contracts_of(kept.pk)} == {kept.pk}
    assert len(contracts_of(kept.pk)) == len(running(today=cast.at.date()).rows) == 2
    separate_companies(merge_id=merged.pk, by=cast.nora.pk, at=cast.at)

    assert [len(contracts_of(one.pk)) for one in (kept, gone)] == [1, 1]


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(told=st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS, st.booleans()), max_size=12), size=st.integers(1, 5))
def test_the_list_is_what_a_recount_finds(told: list[tuple[date | None, date | None, bool]], size: int) -> None:
    today = date(2026, 6, 16)
    Contract.objects.all().delete()
    company, _ = Company.objects.get_or_create(name="Una", key="una", defaults={"created_at": "2026-01-01T00:00Z"})
    rows = [
        Contract.objects.create(
            company=company, product="P", starts_on=date(2019, 1, 1), renews_on=renews, ends_on=ends,
            next_on=replace(GOOD, renews_on=renews, ends_on=ends).next_on, noted_at="2026-01-01T00:00Z",
            changed_at="2026-01-01T00:00Z",
        )
        for renews, ends, _ in told
    ]  # fmt: skip
    open_ones = [row for row in rows if row.ends_on is None or row.ends_on > today]
    expected = [row.pk for row in sorted(open_ones, key=lambda row: (row.next_on, row.pk))]

    found, mark = [], ""
    while True:
        page = running(today=today, after=mark, size=size)
        found += [one.id for one in page.rows]
        if not (mark := page.next):
            break

    assert found == expected
    counts = ahead(today=today)
    assert (counts.running, counts.soon) == (
        len(open_ones), sum(row.next_on <= today + timedelta(days=90) for row in open_ones)
    )  # fmt: skip
