"""A list of companies: what stands on their records afterwards, and their sales of the past."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.models import Company, CompanyFact, Fact, Stirred
from dueto.apps.base.queries.records import record_of
from dueto.apps.leads.actions import judge
from tests.apps.imports.lists import begin, bring, check, rows, undo
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
LIST = (
    "Account ID,Account Name,Website,Phone,Industry,Sector,Sedes,Billing City,Employees\n"
    "A1,Conservas Punta Brava,www.puntabrava.example,+51 1 555 0100,Alimentos,alimentos,6,Paita,120\n"
    "A2,Lácteos Quebrada Seca,,no tiene,,alimentos,doce,,\n"
)
PEOPLE = (
    "Nombre,Correo,Empresa,Account ID\n"
    "Rocío Tello,rocio@puntabrava.example,,A1\n"
    "Eva Ruiz,eva@quebrada.example,Lácteos Quebrada Seca,\n"
)
DEALS = (
    "Account ID,Contact ID,Stage Name,Amount,Close Date\n"
    "A1,C9,Closed Won,5000,2024-03-01\n"
    "A1,,Closed Lost,900,2025-03-01\n"
    "A7,C8,Closed Won,1,2025-03-01\n"
)


def known(name: str) -> dict[str, str]:
    """Return what stands on the record of a company."""
    return {one.field: one.value.written for one in record_of(Company.objects.get(name=name).pk)}


def test_the_columns_of_a_list_stand_on_the_records_and_its_people_have_them(cast: Cast) -> None:
    came = bring(LIST, system="x")
    assert came.counts["new"] == 2
    assert came.counts["cells"] == 1
    assert known("Conservas Punta Brava") == {
        "city": "Paita", "employees": "120", "industry": "Alimentos", "phone": "+5115550100", "sector": "alimentos",
        "sites": "6",
    }  # fmt: skip
    assert known("Lácteos Quebrada Seca") == {"sector": "alimentos"}

    bring(PEOPLE, system="x")
    judge(person_ids=list(Stirred.objects.values_list("person_id", flat=True)), at=AT)

    told = set(Fact.objects.filter(source="company").values_list("field", "value"))
    assert told == {("sites", "6"), ("sector", "alimentos"), ("industry", "alimentos"), ("employees", "120")}


def test_the_same_list_twice_adds_nothing_and_a_changed_one_what_is_new(cast: Cast) -> None:
    bring(LIST, system="x")
    again = bring(LIST, system="x")
    assert (again.counts.get("new", 0), again.counts["same"]) == (0, 2)
    count = CompanyFact.objects.count()

    later = bring(LIST.replace(",6,", ",8,").replace("555 0100", "555 0199"), system="x", at=AT + timedelta(days=1))

    assert later.counts["changed"] == 1
    assert CompanyFact.objects.count() == count + 1
    assert known("Conservas Punta Brava")["sites"] == "8"
    assert known("Conservas Punta Brava")["phone"] == "+5115550100"


def test_a_trial_writes_nothing_and_an_undo_takes_all_of_it_off_the_records(cast: Cast) -> None:
    before = rows()
    tried = check(begin(LIST, system="x"))
    assert tried.checked["new"] == 2
    assert not CompanyFact.objects.exists()

    came = bring(LIST, system="x")
    undo(came.pk)

    assert rows() == before
    assert not CompanyFact.objects.exists()


def test_a_sale_of_which_only_the_company_is_known_stands_on_its_record(cast: Cast) -> None:
    bring(LIST, system="x")
    assert guess_of_text(DEALS) == "deals"

    sold = bring(DEALS, system="x")

    assert (sold.counts["by_company"], sold.counts["refused"]) == (2, 1)
    record = next(one for one in record_of(Company.objects.get(name="Conservas Punta Brava").pk)
                  if one.field == "past_outcome")  # fmt: skip
    assert record.value.written == "Closed Lost · 900"
    assert [one.written for one in record.earlier] == ["Closed Won · 5000"]
    again = bring(DEALS, system="x")
    assert (again.counts["by_company"], again.counts.get("changed", 0)) == (2, 0)

    undo(sold.pk)
    assert not CompanyFact.objects.filter(field="past_outcome").exists()


def guess_of_text(text: str) -> str:
    """Return what kind of list a text is taken for."""
    from dueto.apps.imports.choices import choices_from  # noqa: PLC0415
    from dueto.apps.imports.models import Import  # noqa: PLC0415

    return choices_from(Import.objects.get(pk=begin(text)).choices).kind
