from __future__ import annotations

import pytest

from dueto.adapters.readers.cleaning.blanks import blank_words
from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.cleaning.tax_ids import tax_id_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Perú", "PE"), ("peru", "PE"), ("PER", "PE"), ("México", "MX"), ("Mexico", "MX"), ("EE.UU.", "US"),
        ("EE. UU.", "US"), ("U.S.A.", "US"), ("United States", "US"), ("España", "ES"), ("Spain", "ES"), ("NO", "NO"),
        ("no", "NO"), ("NA", "NA"), ("Brasil", "BR"), ("Brazil", "BR"), ("UK", "GB"), ("Reino Unido", "GB"),
        ("Côte d’Ivoire", "CI"), ("Republic of Korea", "KR"), ("Rep. Dominicana", "DO"), ("Bolivia", "BO"),
        ("Venezuela", "VE"), ("South Africa", "ZA"),
    ],
)  # fmt: skip
def test_it_knows_countries_by_name_and_code(text: str, code: str) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize("text", ["false", "Marte", "EU", "Asia/Pacific Region", "", "12"])
def test_it_refuses_what_is_no_country(text: str) -> None:
    assert isinstance(country_of(text), Refusal)


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("20100070970", "PE", "20100070970"),
        ("GODE561231GR8", "MX", "GODE561231GR8"),
        ("900.373.115-3", "CO", "9003731153"),
        ("76.086.428-5", "CL", "760864285"),
        ("30-70308853-4", "AR", "30703088534"),
        ("ES B58378431", "ES", "B58378431"),
        ("x-77", "US", "X-77"),
        ("20100070970", None, "20100070970"),
    ],
)
def test_it_reads_a_tax_id_by_country(text: str, country: str | None, number: str) -> None:
    assert tax_id_of(text, country=country) == number


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("20100070971", "PE", "the check digit of this RUC does not match"),
        ("2010007097", "PE", "this RUC has the wrong length"),
        ("ZZZZ", "ES", "this is not a NIF"),
        ("123", None, "the country of this tax id is not known; map a country or set one for all rows"),
    ],
)
def test_it_says_why_a_tax_id_is_wrong(text: str, country: str | None, reason: str) -> None:
    refusal = tax_id_of(text, country=country)

    assert isinstance(refusal, Refusal)
    assert str(refusal.reason) == reason


def test_words_for_nothing_depend_on_the_question() -> None:
    assert {"select", "s/d", "n/a", "-", "null", ""} <= blank_words(field="competitors")
    assert not {"ninguno", "no", "na", "unknown"} & blank_words(field="competitors")
    assert {"ninguno", "no", "sin teléfono"} <= blank_words(field="phone")
    assert not {"no", "na"} & blank_words(field="country")
    assert "por ver" in blank_words(field="need", declared=["Por ver"])
