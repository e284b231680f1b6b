from __future__ import annotations

import pytest

from dueto.adapters.readers.cleaning.phones import Phone, joined_phone, phone_of
from dueto.adapters.readers.cleaning.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("987 654 321", "PE", "+51987654321"),
        ("51987654321.0", "PE", "+51987654321"),
        ("0051 987654321", "PE", "+51987654321"),
        ("'+51 987 654 321", "MX", "+51987654321"),
        ("p:+51987654321", None, "+51987654321"),
        ("Tel.: (850) 644-4200", "US", "+18506444200"),
        ("33562156600", "US", "+33562156600"),
        ("070 7086 0753", "GB", "+447070860753"),
        ("913 304 016 / 913 302 821", "ES", "+34913304016"),
        ("12 / 913 302 821", "ES", "+34913302821"),
        ("914 673 461 (reserva grupos)   \n914 673 898 (contestador automático)", "ES", "+34914673461"),
        ("915 238 516 (martes y viernes de 9 a 14 horas)", "ES", "+34915238516"),
    ],
)
def test_it_gives_a_number_that_can_be_dialled_from_anywhere(text: str, country: str | None, e164: str) -> None:
    assert phone_of(text, country=country) == Phone(e164)


def test_it_keeps_the_extension_apart() -> None:
    assert phone_of("(01) 441-2233 anexo 123", country="PE") == Phone("+5114412233", "123")


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("4567890", "PE", "this phone lacks its area code"),
        ("450-1234", "US", "this phone lacks its area code"),
        ("123", "PE", "this phone is too short"),
        ("9" * 30, "PE", "this phone is too long"),
        ("999999999", "PE", "nobody can have this phone"),
        ("hola", "PE", "this is not a phone"),
        ("5.19876E+10", "PE", "a spreadsheet has rounded this phone; format the column as text and export again"),
        ("987654321", None, "the country of this phone is not known; map a country or write the number with +"),
        ("+999 123456", "PE", "no country has this phone's prefix (PE is known for the row)"),
    ],
)
def test_it_says_why_a_phone_cannot_be_used(text: str, country: str | None, reason: str) -> None:
    refusal = phone_of(text, country=country)

    assert isinstance(refusal, Refusal)
    assert str(refusal.reason) == reason


@pytest.mark.parametrize(
    ("area", "number", "e164"),
    [
        ("11", "45010078", "+541145010078"),
        ("0385", "4273254", "+543854273254"),
        ("3825", "422560", "+543825422560"),
        ("2901", "15403377", "+5492901403377"),
        ("11", "+51 987 654 321", "+51987654321"),
    ],
)
def test_it_joins_area_code_and_number(area: str, number: str, e164: str) -> None:
    assert joined_phone(area, number, country="AR") == Phone(e164)


def test_a_number_without_its_area_code_is_refused() -> None:
    assert isinstance(joined_phone("", "91522687", country="AR"), Refusal)
