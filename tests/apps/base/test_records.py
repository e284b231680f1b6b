"""The record of a company: what its people have from it, and what goes before it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.agreements.queries import document_of
from dueto.apps.base.actions import UnableToTell, tell
from dueto.apps.base.actions.companies import tell_company
from dueto.apps.base.models import CompanyFact, Fact, Handle, Person, Stirred
from dueto.apps.base.queries.known import told_of
from dueto.apps.base.queries.records import fields_of_records, record_of
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Verdict
from dueto.apps.privacy.actions import erase
from dueto.apps.stewardship.actions import merge_companies, separate_companies
from dueto.apps.stewardship.findings import CLASH, findings_about
from dueto.domain.conditions.fields import Field
from tests.apps.imports.lists import bring, csv_of
from tests.cast import Cast
from tests.thread import ROCIO

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def comes(cast: Cast, *, mail: str = "hugo@puntabrava.example", **changed: str) -> Person:
    """Return somebody of a list, who by itself does not say how many sites there are, judged."""
    told = {**ROCIO, "full_name": "Hugo Paz", "email": mail, "sites": "", "phone": "", **changed}
    columns = ("full_name", "email", "phone", "company", "role", "country", "sites", "sector")
    bring(csv_of([[told[name] for name in columns]]), at=cast.at)
    settle(cast, hours=0)
    return Handle.objects.get(kind="email", value=mail).identity.person  # type: ignore[return-value]


def says(cast: Cast, company_id: int | None, value: str, *, hours: int = 1, field: str = "sites") -> None:
    """Write a value on the record of a company, and judge whoever was stirred."""
    assert company_id is not None
    at = cast.at + hours * HOUR
    fields = fields_of_records(document_of(cast.agreement.pk, cast.agreement.hash).fields.values())
    tell_company(company_id=company_id, field=fields[field], value=value, by=cast.mara.pk, at=at)
    settle(cast, hours=hours)


def settle(cast: Cast, *, hours: int) -> None:
    """Judge whoever is stirred."""
    judge(person_ids=list(Stirred.objects.values_list("person_id", flat=True)), at=cast.at + hours * HOUR)
    Stirred.objects.all().delete()


def field_of(cast: Cast, name: str) -> Field:
    """Return a field of the agreement of the cast."""
    return document_of(cast.agreement.pk, cast.agreement.hash).fields[name]


def sites_of(person: Person) -> str:
    """Return how many sites somebody has, as it is shown; empty if nobody knows."""
    return told_of([person.pk], ["sites"])[person.pk].get("sites", "")


def test_whoever_lacks_a_datum_has_it_from_the_record_and_is_judged_with_it(cast: Cast) -> None:
    hugo = comes(cast)
    assert Verdict.objects.get(person=hugo, definition="negocio nuevo").lacking == ["sites"]

    says(cast, hugo.company_id, "7")

    assert sites_of(hugo) == "7"
    assert Fact.objects.get(identity__person=hugo, field="sites").source == "company"
    assert Verdict.objects.get(person=hugo, definition="negocio nuevo").lacking == []
    assert Entry.objects.filter(tag=Tag.COMPANY_TOLD, subject_id=hugo.company_id).count() == 1


def test_whoever_comes_later_has_it_too(cast: Cast) -> None:
    hugo = comes(cast)
    says(cast, hugo.company_id, "7")

    assert sites_of(comes(cast, mail="ana@puntabrava.example", full_name="Ana Paz")) == "7"


def test_what_somebody_said_goes_before_the_record_also_that_it_is_not_so(cast: Cast) -> None:
    hugo, ana = comes(cast), comes(cast, mail="ana@puntabrava.example", full_name="Ana Paz", sites="3")
    says(cast, hugo.company_id, "7")
    assert (sites_of(hugo), sites_of(ana)) == ("7", "3")

    field = field_of(cast, "sites")
    tell(person_id=hugo.pk, field=field, value="", by=cast.mara.pk, at=cast.at + 2 * HOUR)
    settle(cast, hours=2)

    assert sites_of(hugo) == ""
    says(cast, hugo.company_id, "9", hours=3)
    assert (sites_of(hugo), sites_of(ana)) == ("", "3")


def test_a_change_of_the_record_reaches_those_who_have_it_from_there(cast: Cast) -> None:
    hugo = comes(cast)
    says(cast, hugo.company_id, "7")
    says(cast, hugo.company_id, "7", hours=2)
    says(cast, hugo.company_id, "8", hours=3)
    assert sites_of(hugo) == "8"
    assert [one.value for one in CompanyFact.objects.order_by("id")] == ["7", "8"]

    says(cast, hugo.company_id, "", hours=4)

    assert sites_of(hugo) == ""
    assert CLASH not in {one.kind for one in findings_about([hugo.pk], as_of=cast.at + 5 * HOUR)}
    assert [one.written for one in record_of(hugo.company_id or 0)[0].earlier] == ["8", "7"]


def test_whoever_changes_company_has_what_stands_on_the_record_of_the_new_one(cast: Cast) -> None:
    hugo, other = comes(cast), comes(cast, mail="eva@otra.example", full_name="Eva Ruiz", company="Otra")
    says(cast, hugo.company_id, "7")
    field = field_of(cast, "company")

    tell(person_id=hugo.pk, field=field, value="Otra", by=cast.mara.pk, at=cast.at + 2 * HOUR)
    settle(cast, hours=2)
    assert sites_of(hugo) == ""

    says(cast, other.company_id, "2", hours=3)
    assert (sites_of(hugo), sites_of(other)) == ("2", "2")


def test_two_companies_that_are_one_share_the_record_until_they_are_separated(cast: Cast) -> None:
    hugo, eva = comes(cast), comes(cast, mail="eva@otra.example", full_name="Eva Ruiz", company="Otra")
    says(cast, hugo.company_id, "7")
    assert hugo.company_id is not None
    assert eva.company_id is not None

    merged = merge_companies(kept_id=eva.company_id, gone_id=hugo.company_id, by=None, at=cast.at + 2 * HOUR)
    settle(cast, hours=2)
    assert (sites_of(hugo), sites_of(eva)) == ("7", "7")

    separate_companies(merge_id=merged.pk, by=None, at=cast.at + 3 * HOUR)
    settle(cast, hours=3)
    assert (sites_of(hugo), sites_of(eva)) == ("7", "")


@pytest.mark.parametrize(("field", "value"), [("phone", "12"), ("sites", "muchas"), ("sites", "x" * 600)])
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, field: str, value: str) -> None:
    hugo = comes(cast)

    with pytest.raises(UnableToTell):
        says(cast, hugo.company_id, value, field=field)

    assert not CompanyFact.objects.exists()


def test_somebodys_own_number_goes_from_every_record_with_them(cast: Cast) -> None:
    hugo = comes(cast, phone="+51 987 654 321")
    other = comes(cast, mail="eva@otra.example", full_name="Eva Ruiz", company="Otra")
    says(cast, hugo.company_id, "+51 987 654 321", field="phone")
    says(cast, other.company_id, "+51 987 654 321", field="phone", hours=2)
    says(cast, other.company_id, "+51 1 555 0100", field="phone", hours=3)

    erase(person_id=hugo.pk, by=cast.nora.pk, at=cast.at + 4 * HOUR)

    assert [row.written for row in CompanyFact.objects.all()] == ["+5115550100"]
