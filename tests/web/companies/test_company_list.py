"""The list of companies: conditions as sentences with counts, orders, keyset pages, export."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client

from dueto.apps.base.actions import act
from dueto.apps.base.actions.companies import give_companies
from dueto.apps.base.actions.contracts import Terms, keep_contract
from dueto.apps.base.models import Company, CompanyFact, Person
from dueto.apps.handoff.actions import claim
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Bearer, Trait
from dueto.apps.leads.queries.firms import found as looking
from dueto.apps.leads.queries.firms.filters import NAME, NEWEST, ORDERS, RECENT, FirmFilters
from dueto.apps.leads.queries.firms.found import found, pieces
from tests.cast import Cast
from tests.web.people.world import People, as_
from tests.web.prospects.test_list import text_of

pytestmark = pytest.mark.django_db
SITES, QUALITY = "fits.sites.between.2,19", "persona.calidad"


def company_of(person_id: int) -> int:
    """Return the company of somebody."""
    return Person.objects.values_list("company_id", flat=True).get(pk=person_id) or 0


def sold(company_id: int, cast: Cast, *, ended: bool = False) -> None:
    """Let a company have a contract."""
    day = cast.at.date()
    terms = Terms(
        product="Cámara", amount=None, currency="USD", starts_on=day - timedelta(days=90),
        renews_on=day + timedelta(days=200), ends_on=day - timedelta(days=1) if ended else None,
    )  # fmt: skip
    keep_contract(terms, company_id=company_id, contract_id=None, by=cast.graciela.pk, at=cast.at)


@pytest.fixture
def firms(cast: Cast, people: People) -> dict[str, int]:
    """Return the companies of three people, each with something that the others have not, and one without anybody."""
    ids = {name: company_of(pk) for name, pk in asdict(people).items() if name in ("rocio", "joaquin", "brenda")}
    sold(ids["rocio"], cast)
    sold(ids["brenda"], cast, ended=True)
    give_companies(company_ids=[ids["rocio"]], owner=cast.julia.pk, by=cast.graciela.pk, at=cast.at)
    claim(person_id=people.joaquin, by=cast.ivan.pk, at=cast.at)
    Person.objects.filter(company_id=ids["brenda"]).update(last_act_at=cast.at - timedelta(days=100))
    bare = Company.objects.create(name="Vacía", key="vacia", created_at=cast.at)
    return {**ids, "bare": bare.pk}


def many(cast: Cast, count: int) -> None:
    """Let there be so many more companies of Peru, each with one quality manager who did something yesterday."""
    at = cast.at - timedelta(days=1)
    companies = Company.objects.bulk_create(
        Company(name=f"Empresa {n}", key=f"empresa {n}", country="PE", created_at=at) for n in range(count)
    )
    people = Person.objects.bulk_create(
        Person(company=one, created_at=at, last_act_at=at - timedelta(minutes=n)) for n, one in enumerate(companies)
    )
    quality = Trait.objects.get_or_create(key=QUALITY)[0]
    Bearer.objects.bulk_create(Bearer(person=one, trait=quality) for one in people)


def shown(client: Client, query: str) -> list[int]:
    """Return the companies of a page."""
    context: Any = client.get(f"/companies/?{query}").context
    return [one["firm"].id for one in context["rows"]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("customer=1", {"rocio"}),
        ("sales=1", {"joaquin"}),
        ("owner=nobody", {"joaquin", "brenda", "bare"}),
        ("silent=90", {"brenda", "bare"}),
        ("silent=180", {"bare"}),
        ("lacks=country", {"bare"}),
        ("lacks=domain&lacks=people", {"bare"}),
        (f"has={quote(SITES)}", {"rocio"}),
        ("q=punta+brava&owner=nobody", set()),
        ("customer=1&silent=90", set()),
        ("silent=90&lacks=people", {"bare"}),
        ("silent=7", {"rocio", "joaquin", "brenda", "bare"}),
        ("has=fits.moons.at_least.3", {"rocio", "joaquin", "brenda", "bare"}),
    ],
)
@pytest.mark.parametrize("is_wide", [False, True])
def test_each_condition_means_what_it_says(
    cast: Cast, firms: dict[str, int], query: str, wanted: set[str], is_wide: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_wide:
        monkeypatch.setattr(looking, "few", lambda asked: None)

    found = shown(as_(cast.mara), query)

    assert len(found) == len(set(found))
    assert set(found) == {firms[name] for name in wanted}


def test_conditions_are_sentences_that_can_be_taken_away(cast: Cast, firms: dict[str, int]) -> None:
    mara = as_(cast.mara)

    page = text_of(mara, f"/companies/?country=PE&customer=1&owner={cast.julia.pk}&silent=365&lacks=domain")
    english = text_of(as_(cast.mara, language="en"), "/companies/?owner=nobody&silent=90&sales=1")

    for words in (
        "de Perú",
        "con contrato vigente",
        "atiende Julia Montes",
        "nadie activo en 365 días",
        "sin sitio web",
    ):
        assert words in page
    for words in ("in nobody&#x27;s care", "nobody active for 90 days", "with sales now"):
        assert words in english
    assert f'href="/companies/?country=PE&amp;silent=365&amp;owner={cast.julia.pk}&amp;lacks=domain"' in page


def test_an_empty_list_shows_the_ways_out(cast: Cast, firms: dict[str, int]) -> None:
    page = text_of(as_(cast.mara), "/companies/?customer=1&owner=nobody")

    assert "Ninguna empresa cumple este filtro" in page
    assert "Sin «sin quien la atienda»: 1 empresa" in page
    assert "Sin «con contrato vigente»: 3 empresas" in page


@pytest.mark.parametrize("query", ["all=1", "owner=nobody", "sales=1"])
def test_every_count_is_what_its_list_shows(cast: Cast, firms: dict[str, int], query: str) -> None:
    mara = as_(cast.mara)
    context: Any = mara.get(f"/companies/conditions/?{query}").context

    options = [option for group in context["groups"] for option in group["options"]]

    assert len(options) > 5
    for option in options:
        if option["url"]:
            assert len(shown(mara, option["url"].partition("?")[2])) == option["count"], option
        else:
            assert option["count"] == 0


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("query", ["", "country=PE", "owner=nobody&silent=30", f"has={quote(QUALITY)}"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_the_pages_show_every_company_once_in_its_order(
    cast: Cast, firms: dict[str, int], order: str, query: str, is_wide: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(cast, 65)
    for pk in Person.objects.values_list("pk", flat=True)[20:50]:
        Person.objects.filter(pk=pk).update(last_act_at=cast.at - timedelta(days=40, minutes=pk % 7))
    Person.objects.filter(pk__in=Person.objects.order_by("-pk").values("pk")[:15]).update(last_act_at=None)
    if is_wide:
        monkeypatch.setattr(looking, "few", lambda asked: None)
        monkeypatch.setattr(looking, "WINDOW", 40)
    mara, seen, path = as_(cast.mara), [], f"/companies/?{query}&sort={order}"
    for _ in range(30):
        context: Any = mara.get(path).context
        seen += [one["firm"] for one in context["rows"]]
        path = context["older_url"]
        if not path:
            break
    monkeypatch.undo()
    ids = [one.id for one in seen]
    everything = Company.objects.filter(pk__in=[pk for piece in pieces(_of(query), as_of=cast.at, today=cast.at.date())
                                                for pk in piece])  # fmt: skip

    assert len(ids) == len(set(ids))
    if order == RECENT:
        acted = [one.last_act_at for one in seen if one.last_act_at]
        silent = [one.id for one in seen[len(acted) :]]
        assert set(ids) == set(everything.values_list("pk", flat=True))
        assert acted == sorted(acted, reverse=True)
        assert silent == sorted(silent, reverse=True), "behind all others those where nobody ever did anything"
        assert silent
    else:
        keys = {NAME: "key", NEWEST: "-pk"}
        assert ids == list(everything.order_by(keys[order]).values_list("pk", flat=True))


def _of(query: str) -> FirmFilters:
    asked: dict[str, FirmFilters] = {
        "": FirmFilters(), "country=PE": FirmFilters(country="PE"),
        "owner=nobody&silent=30": FirmFilters(is_unowned=True, silent=30),
        f"has={quote(QUALITY)}": FirmFilters(traits=(QUALITY,)),
    }  # fmt: skip
    return asked[query]


def test_a_company_that_turned_out_to_be_another_is_not_shown_and_its_contract_counts_for_the_other(
    cast: Cast, firms: dict[str, int]
) -> None:
    Company.objects.filter(pk=firms["rocio"]).update(merged_into=firms["joaquin"])

    assert shown(as_(cast.mara), "customer=1") == [firms["joaquin"]]
    assert firms["rocio"] not in shown(as_(cast.mara), "all=1")


def test_rows_say_who_is_a_customer_and_who_is_with_sales(cast: Cast, firms: dict[str, int]) -> None:
    page = text_of(as_(cast.mara), "/companies/")

    assert "cliente, renueva el" in page
    assert "con Iván" in page


def test_whoever_looks_after_companies_finds_their_own(cast: Cast, firms: dict[str, int]) -> None:
    julia = as_(cast.julia)
    tabs: Any = julia.get("/companies/").context["tabs"]

    own = next(tab["url"] for tab in tabs if "owner=" in tab["url"] and "nobody" not in tab["url"])

    assert shown(julia, own.partition("?")[2]) == [firms["rocio"]]


def exported(client: Client, query: str, form: str = "csv") -> bytes:
    """Return a list as a file."""
    response: Any = client.post(f"/companies/export/?{query}", {"format": form})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_a_list_is_exported_as_csv_and_the_journal_notes_it(cast: Cast, firms: dict[str, int]) -> None:
    CompanyFact.objects.create(
        company_id=firms["rocio"], field="sector", value="alimentos", written="=Alimentos", source="colleague",
        known_at=cast.at,
    )  # fmt: skip

    lines = exported(as_(cast.mara), "customer=1&q=punta").decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert lines[0].startswith("número,empresa,dominio")
    assert "'=Alimentos" in lines[1], "nothing is carried out as a formula"
    assert "Julia Montes" in lines[1]
    entry = Entry.objects.get(tag=Tag.COMPANIES_EXPORTED)
    assert "punta" not in str(entry.details)
    assert entry.details["conditions"] == "customer=1"


def test_a_workbook_carries_all_of_the_list(cast: Cast, firms: dict[str, int]) -> None:
    many(cast, 40)

    sheet = openpyxl.load_workbook(io.BytesIO(exported(as_(cast.mara), "all=1", "xlsx"))).active

    assert sheet is not None
    assert sheet.max_row == 1 + Company.objects.count()


def test_who_may_take_a_list_and_who_may_not(cast: Cast, firms: dict[str, int]) -> None:
    path = "/companies/export/?all=1"
    assert as_(cast.mara).get(path).status_code == 405
    assert as_(cast.julia).post(path, {"format": "csv"}).status_code == 403
    assert as_(cast.olga).post(path, {"format": "csv"}).status_code == 404
    assert Client().post(path, {"format": "csv"}).status_code == 302
    assert as_(cast.mara).post(path, {"format": "exe"}).status_code == 302
    assert not Entry.objects.filter(tag=Tag.COMPANIES_EXPORTED).exists()
    assert "/companies/export/" not in text_of(as_(cast.julia), "/companies/")
    for place in ("/companies/", "/companies/conditions/"):
        assert as_(cast.ines).get(place).status_code == 200
        assert as_(cast.olga).get(place).status_code == 404
        assert Client().get(place).status_code == 302
        assert as_(cast.mara).post(place).status_code == 405


def test_htmx_gets_the_list_alone(cast: Cast, firms: dict[str, int]) -> None:
    for place in ("/companies/", "/companies/conditions/"):
        assert "<html" not in text_of(as_(cast.mara), place, **{"HX-Request": "true"})


@pytest.mark.parametrize(
    "query",
    [
        "after=k:%00", "after=a:2026:1", "after=a::5&sort=recent", "after=a:2026-01-01T00:00:00:5&sort=recent",
        "after=a:2026-01-01T00:00:00%2B17:00:5&sort=recent&all=1",
        "after=n:x:y&sort=newest", "after=n::99999999999999999999&sort=newest", "country=zz%00", "owner=x", "silent=9",
        "lacks=key&lacks=name", "has=%00", "sort=%00", "q=%00%FF", "q=" + "x" * 9000, "owner=99999999999999999999",
        "lacks=people&sort=recent",
    ],
)  # fmt: skip
def test_no_address_breaks_it(cast: Cast, firms: dict[str, int], query: str) -> None:
    assert as_(cast.mara).get(f"/companies/?{query}").status_code == 200
    assert as_(cast.mara).get(f"/companies/conditions/?{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "all=1",
        "sort=recent",
        f"country=PE&has={quote(SITES)}&customer=1&sort=newest",
        "silent=90&owner=nobody",
        "q=conservas",
    ],
)
def test_the_number_of_queries_is_fixed(
    cast: Cast, firms: dict[str, int], query: str, django_assert_max_num_queries: Any, is_counted: Callable[[str], int]
) -> None:
    before = {path: is_counted(f"{path}?{query}") for path in ("/companies/", "/companies/conditions/")}
    many(cast, 30)
    client = as_(cast.mara)

    for path, most in (("/companies/", 24), ("/companies/conditions/", 32)):
        with django_assert_max_num_queries(most):
            assert client.get(f"{path}?{query}").status_code == 200
        assert is_counted(f"{path}?{query}") <= before[path] + 1, path


def test_an_act_moves_its_company_to_the_front(cast: Cast, people: People, firms: dict[str, int]) -> None:
    act(person_id=people.brenda, kind="visit", at=cast.at, path="/ruta")

    assert shown(as_(cast.mara), "sort=recent")[0] == firms["brenda"]
    assert found(FirmFilters(order=RECENT), as_of=cast.at, today=cast.at.date()).company_ids[0] == firms["brenda"]
