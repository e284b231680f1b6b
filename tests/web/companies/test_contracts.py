"""Customers: contracts written down on the page of a company, and who is renewed next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dueto.apps.base.models import Company, Contract
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from tests.cast import Cast
from tests.web.companies.test_companies import company_of
from tests.web.people.world import People, as_
from tests.web.prospects.test_list import text_of

pytestmark = pytest.mark.django_db
TYPED = {
    "product": "Nevadal Cámara", "amount": "15,000.50", "currency": "USD", "starts_on": "2026-01-15",
    "renews_on": "2099-01-15", "ends_on": "",
}  # fmt: skip


def test_a_contract_is_noted_changed_and_ended(cast: Cast, people: People) -> None:
    julia, company = as_(cast.julia), company_of(people.rocio)
    path = f"/companies/{company}/contracts/"

    assert julia.post(path, TYPED).status_code == 302
    page = text_of(julia, f"/companies/{company}/")
    assert "Nevadal Cámara" in page
    assert "USD 15,000.50" in page.replace("\xa0", " ")
    assert "se renueva el 15" in page
    contract = Contract.objects.get()
    assert contract.noted_by_id == cast.julia.pk

    julia.post(f"{path}{contract.pk}/", {**TYPED, "ends_on": "2026-02-01"})
    contract.refresh_from_db()
    assert (contract.ends_on, contract.next_on) == (date(2026, 2, 1), date(2026, 2, 1))
    assert "terminó el 1" in text_of(julia, f"/companies/{company}/")
    tags = Entry.objects.filter(subject="company", subject_id=company).values_list("tag", flat=True)
    assert {Tag.CONTRACT_NOTED, Tag.CONTRACT_CHANGED} <= set(tags)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(cast: Cast, people: People) -> None:
    company = company_of(people.rocio)
    typed = {**TYPED, "amount": "mucho", "starts_on": "", "renews_on": "ayer", "product": "<script>x"}

    refused = as_(cast.julia).post(f"/companies/{company}/contracts/", typed)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert all(f'id="{name}-error-new"' in page for name in ("amount", "starts", "renews"))
    assert 'value="&lt;script&gt;x"' in page
    assert not Contract.objects.exists()


def test_only_marketing_and_sales_write_contracts_and_only_on_their_company(cast: Cast, people: People) -> None:
    company, other = company_of(people.rocio), company_of(people.joaquin)
    path = f"/companies/{company}/contracts/"
    assert as_(cast.samuel).post(path, TYPED).status_code == 403
    assert as_(cast.olga).post(path, TYPED).status_code == 404
    assert "Anotar un contrato" not in text_of(as_(cast.samuel), f"/companies/{company}/")
    as_(cast.mara).post(path, TYPED)
    contract = Contract.objects.get()

    assert as_(cast.mara).post(f"/companies/{other}/contracts/{contract.pk}/", TYPED).status_code == 404
    assert as_(cast.mara).post(f"{path}999/", TYPED).status_code == 404
    assert as_(cast.mara).get(path).status_code == 405


def test_customers_come_by_what_is_next_and_mine_are_mine(cast: Cast, people: People) -> None:
    julia = as_(cast.julia)
    assert "Aún no hay contratos anotados" in text_of(julia, "/customers/")
    assert "Aún ningún cliente a su cargo" in text_of(julia, "/customers/?whose=mine")
    rocio, joaquin = company_of(people.rocio), company_of(people.joaquin)
    soon = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    julia.post(f"/companies/{rocio}/contracts/", TYPED)
    julia.post(f"/companies/{joaquin}/contracts/", {**TYPED, "renews_on": soon, "starts_on": "2025-01-15"})
    Company.objects.filter(pk=rocio).update(owner=cast.julia)

    page = text_of(julia, "/customers/")

    assert page.index("Frutícola Valle Hondo") < page.index("Conservas Punta Brava")
    assert "Contratos vigentes: 2." in page
    assert "Frutícola Valle Hondo" not in text_of(julia, "/customers/?whose=mine")
    assert julia.get("/customers/?after=x").status_code == 200
