"""Namesakes are two: the plan for people, held to the truth of simulated worlds and to pairs written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from math import log2
from random import Random

import pyarrow as pa
import pytest
from proofs.namesakes import SCHEMA, Told, told

from dueto.analytics.duplicates import PEOPLE, find_pairs
from dueto.apps.stewardship.persons import beyond, leave_out_shared, person_record
from dueto.world.names import full_name, slug

LAUNCH = datetime(2026, 6, 16, 9, tzinfo=UTC)
NAMES = ("given", "surname", "second")
Person = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def world() -> Told:
    return told(people=2_000, seed=7, launch=LAUNCH, least=0.05)


def test_who_is_one_is_found_and_who_is_two_is_not_called_one(world: Told) -> None:
    proposed, sure = world.between(0.5), world.between(0.95)

    assert len(world.truth) > 30
    assert proposed.right / len(world.truth) >= 0.95
    assert proposed.precision >= 0.9
    assert sure.precision >= 0.95
    assert sure.pairs >= 0.6 * len(world.truth)


def test_pairs_are_about_as_often_right_as_they_are_said_to_be(world: Told) -> None:
    whole = world.between(0)

    assert whole.precision == pytest.approx(whole.expected, abs=0.1)


def test_a_name_that_others_have_too_is_not_enough(world: Told) -> None:
    by_name_alone = [
        pair for pair in world.pairs
        if all(pair[f"{one.name}_weight"] <= 0 for one in PEOPLE.comparisons if one.name not in NAMES)
    ]  # fmt: skip

    assert all(pair["probability"] < 0.7 for pair in by_name_alone)


def test_what_speaks_for_and_against_adds_up(world: Told) -> None:
    at_first = {
        round(pair["weight"] - sum(pair[f"{one.name}_weight"] for one in PEOPLE.comparisons), 6) for pair in world.pairs
    }

    assert len(at_first) == 1
    assert at_first.pop() < -10
    for pair in world.pairs:
        odds = pair["probability"] / max(1 - pair["probability"], 1e-12)
        assert log2(odds) == pytest.approx(pair["weight"], abs=0.05) or pair["weight"] > 25


LAURA: Person = ("Laura Soto Vega", "laura.soto@aurora.example", "", "Lácteos Aurora", "PE")
CROWD: tuple[Person, ...] = tuple(
    (name := full_name(Random(place)), f"{slug(name)}{place}@otra{place}.example", f"+5190000{place:04}",
     f"Otra {place}", ("PE", "ES", "MX")[place % 3])
    for place in range(600)
)  # fmt: skip


ONE: dict[str, tuple[Person, Person]] = {
    "short, and by another address": (
        ("María Fernanda Gil Peña", "mfgil@altamar.example", "+51900000666", "Distribuidora Altamar", "PE"),
        ("Ma. Fernanda Gil", "mafe_gil@gmail.com", "+51900000666", "Distribuidora Altamar", "PE")),
    "with and without what stands between": (
        ("María del Carmen Soto", "", "+51911111111", "Lácteos Aurora", "PE"),
        ("Ma. Carmen Soto", "mcsoto9@gmail.com", "+51911111111", "Lácteos Aurora", "PE")),
    "by a nickname": (
        ("Francisco Ramos Vega", "", "+51911111111", "Lácteos Aurora", "PE"),
        ("Paco Ramos", "", "+51911111111", "Lácteos Aurora", "PE")),
    "name and surname changed over": (
        ("Mario Soto", "", "+51911111111", "Lácteos Aurora", "PE"),
        ("Soto Mario", "", "+51911111111", "Lácteos Aurora", "PE")),
    "with a slip": (
        ("Gabriela Zúñiga", "", "+51911111111", "Lácteos Aurora", "PE"),
        ("Gabirela Zuñga", "", "+51911111111", "Lácteos Aurora", "PE")),
    "with the surname in the address alone": (
        ("Juan Carlos Ríos", "jrios@aurora.example", "", "Lácteos Aurora", "PE"),
        ("Juan Carlos", "juan_rios77@gmail.com", "", "Lácteos Aurora", "PE")),
    "by an address that is like no name": (
        ("Rosa Luna", "pelusa77@gmail.com", "", "", "PE"), ("Rosa Luna Lara", "pelusa77@hotmail.com", "", "", "PE")),
    "at one company, with and without the second surname": (
        ("Rosa Luna", "", "", "Altamar", "PE"), ("Rosa Luna Lara", "rosa@gmail.com", "", "Altamar", "PE")),
}  # fmt: skip
TWO: dict[str, tuple[Person, Person]] = {
    "namesakes of two countries": (LAURA, ("Laura Soto", "laura.soto@otra.example", "+34600000111", "Bodega", "ES")),
    "namesakes with the same name in the address": (
        ("Laura Soto", "laura.soto@gmail.com", "", "", "PE"), ("Laura Soto", "laura.soto@hotmail.com", "", "", "PE")),
    "another first surname": (
        ("Mario Ramos Vega", "mvega@gmail.com", "", "Lácteos Aurora", "PE"),
        ("Mario Soto Vega", "mvega@aurora.example", "", "Lácteos Aurora", "PE")),
    "another second surname": (LAURA, ("Laura Soto Mamani", "", "", "Lácteos Aurora", "PE")),
    "colleagues at one reception": (
        ("Sonia Arrieta", "sonia@lucena.example", "+34957000111", "Farmacéutica Lucena", "ES"),
        ("Hugo Bastidas", "hugo@lucena.example", "+34957000111", "Farmacéutica Lucena", "ES")),
    "brother and sister in the house of the family": (
        ("Mario Ramos Vega", "mario@ramos.example", "+51911111111", "Ramos Hermanos", "PE"),
        ("María Ramos Vega", "maria@ramos.example", "+51911111111", "Ramos Hermanos", "PE")),
    "two with an address each from one company": (
        ("Laura Soto", "laura.soto@aurora.example", "+51911111111", "Lácteos Aurora", "PE"),
        ("Laura Soto Vega", "laura.vega@aurora.example", "+51922222222", "Lácteos Aurora", "PE")),
}  # fmt: skip


@pytest.fixture(scope="module")
def likely() -> dict[str, float]:
    """Return how likely each of these pairs is held to be one, all of them in one base with hundreds of others."""
    cases = {**ONE, **TWO}
    records = [person_record(pk, *cells) for pk, cells in enumerate(CROWD, 1_000)]
    for number, two in enumerate(cases.values()):
        for side, (name, mail, phone, company, country) in enumerate(two, 1):
            own_phone, own_company = phone and f"{phone[:-2]}{number:02}", company and f"{company} {number}"
            records.append(person_record(10 * number + side, name, mail, own_phone, own_company, country))
    leave_out_shared(records, "phone")
    found = find_pairs(pa.Table.from_pylist(records, schema=SCHEMA), PEOPLE, least=0.001)
    pairs = {(pair["left"], pair["right"]): pair["probability"] for pair in found.to_pylist()}
    return {how: pairs.get((10 * number + 1, 10 * number + 2), 0.0) for number, how in enumerate(cases)}


@pytest.mark.parametrize("how", ONE)
def test_one_person_written_in_two_ways_is_found(likely: dict[str, float], how: str) -> None:
    assert likely[how] >= 0.5


@pytest.mark.parametrize("how", TWO)
def test_two_people_are_not_proposed(likely: dict[str, float], how: str) -> None:
    assert likely[how] < 0.5


@pytest.mark.parametrize(
    ("user", "names", "said"),
    [
        ("ana.gil", ("ana", "gil"), (None, None)),
        ("agil", ("ana", "gil"), (None, None)),
        ("mafe_gil", ("maria", "fernanda", "gil"), (None, None)),
        ("gil.a84", ("ana", "gil"), (None, "84")),
        ("ana1.gil2", ("ana1", "gil2"), (None, None)),
        ("ana_pena12", ("ana", "gil"), ("pena", "pena12")),
        ("anapena", ("ana", "gil"), ("pena", "pena")),
        ("pelusa", ("ana", "gil"), ("pelusa", "pelusa")),
        ("ventas.ana", ("ana", "gil"), (None, None)),
        ("", ("ana",), (None, None)),
        ("a" * 64, ("a", "aa", "aaa", "aaaa", "aaaaa", "aaaaaa", "aaaaaaa", "aaaaaaaa"), ("a" * 56, "a" * 56)),
    ],
)
def test_of_an_address_only_what_the_name_does_not_give(
    user: str, names: tuple[str, ...], said: tuple[str | None, str | None]
) -> None:
    assert beyond(user, names) == said


def test_surnames_keep_what_stands_before_them() -> None:
    record = person_record(1, "Rosa de la Cruz del Río", "", "", "", "")

    assert (record["given"], record["surname"], record["second"]) == ("rosa", "de la cruz", "del rio")
