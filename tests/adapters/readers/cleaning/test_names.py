from __future__ import annotations

import pytest

from dueto.adapters.readers.cleaning.companies import company_of, comparable_company
from dueto.adapters.readers.cleaning.names import PersonName, composed_name, full_name_of, split_name


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("Dra. María Fernanda Gil Peña", "María Fernanda Gil Peña", "María Fernanda", "Gil Peña"),
        ("Ma. Fernanda Gil", "Ma. Fernanda Gil", "Ma. Fernanda", "Gil"),
        ("GIL PEÑA, María Fernanda", "María Fernanda GIL PEÑA", "María Fernanda", "GIL PEÑA"),
        ("DE LA TORRE, ANA", "Ana de la Torre", "Ana", "de la Torre"),
        ("Juan de la Cruz Pérez", "Juan de la Cruz Pérez", "Juan", "de la Cruz Pérez"),
        ("Ing. José Luis Rodríguez Zapatero", "José Luis Rodríguez Zapatero", "José Luis", "Rodríguez Zapatero"),
        ("Sr. Don Pedro López", "Pedro López", "Pedro", "López"),
        ("ANA MARÍA TORRES", "Ana María Torres", "Ana María", "Torres"),
        ("doña ana de la o", "Ana de la O", "Ana", "de la O"),
        ("John Smith, Jr.", "John Smith", "John", "Smith"),
        ("O'Brien, Mary", "Mary O'Brien", "Mary", "O'Brien"),
        ("Srta. Rocío Tello (calidad)", "Rocío Tello", "Rocío", "Tello"),
        ("Cher", "Cher", "Cher", ""),
        ("", "", "", ""),
    ],
)
def test_it_tells_given_names_from_surnames(text: str, name: str, first: str, last: str) -> None:
    assert full_name_of(text) == name
    assert split_name(text) == PersonName(first, last)


def test_it_composes_a_name_of_two_columns() -> None:
    assert composed_name(first=" rocío ", last="TELLO") == "Rocío Tello"
    assert composed_name(first="Ana", last="DE LA CRUZ") == "Ana de la Cruz"
    assert composed_name(first="ROCÍO", last="TELLO") == "Rocío Tello"
    assert composed_name(first="", last="Tello") == "Tello"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Agroexportadora Río Seco S.A.C.", "AGROEXPORTADORA RIO SECO"),
        ("Río Seco, S.A. de C.V.", "rio seco"),
        ("Lácteos Quebrada Seca S. A.", "Lacteos Quebrada Seca SAC"),
        ("Pérez y Cía. Ltda.", "perez"),
        ("Foo GmbH & Co. KG", "Foo Inc."),
        ("Bar S.L.U.", "bar, s.l."),
    ],
)
def test_two_spellings_of_one_company_are_equal(one: str, other: str) -> None:
    assert comparable_company(one) == comparable_company(other) != ""


def test_a_company_keeps_its_own_spelling() -> None:
    assert company_of(' "Farmers  Coop. of Florida" ') == "Farmers Coop. of Florida"
    assert comparable_company("S.A.") == "sa"
