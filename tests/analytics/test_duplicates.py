"""Duplicates: found in public sets not worse than the reference figures; nothing comes from nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from proofs.duplicates import SETS, measured

from dueto.analytics.duplicates import COMPANIES, PEOPLE, Kind, clustered, find_pairs, plan_of
from dueto.apps.stewardship.persons import COLUMNS

PERSON: dict[str, object] = dict.fromkeys(COLUMNS)


@pytest.mark.data
@pytest.mark.parametrize("name", SETS)
def test_public_sets_are_done_not_worse_than_the_reference(
    data_dir: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, reference = measured(name, data=data_dir), SETS[name]

    with capsys.disabled():
        print(f"\n{found}", end="")
    assert round(found.precision, 2) >= reference.precision
    assert round(found.recall, 2) >= reference.recall
    assert round(found.clustered_recall, 2) >= reference.clustered_recall
    assert found.f1 >= reference.f1


def people(*rows: dict[str, object]) -> pa.Table:
    """Return these people as records, among others who are nobody's duplicate."""
    crowd = [
        {"given": f"nombre{n}", "given_first": f"nombre{n}", "surname": f"apellido{n}", "company": f"empresa {n}"}
        for n in range(40)
    ]
    records = [PERSON | row | {"id": place} for place, row in enumerate([*rows, *crowd], 1)]
    schema = pa.schema([("id", pa.int64()), *((name, pa.string()) for name in PERSON)])
    return pa.Table.from_pylist(records, schema=schema)


MARIA = {"given": "maria fernanda", "given_first": "maria", "surname": "gil", "company": "lacteos aurora"}


def test_a_second_surname_may_be_left_out_but_not_be_another() -> None:
    whole = MARIA | {"second": "pena"}

    assert find_pairs(people(whole, MARIA), PEOPLE).num_rows == 1
    assert find_pairs(people(whole, MARIA | {"second": "rojas"}), PEOPLE, least=0.99).num_rows == 0


def test_whose_names_have_nothing_in_common_are_two_whatever_they_share() -> None:
    """Field case 9, even with the same telephone, address and company."""
    shared = {"phone": "+34957000111", "mail_user": "lucena", "company": "farmaceutica lucena", "country": "es"}
    sonia = shared | {"given": "sonia", "given_first": "sonia", "surname": "ramos"}
    hugo = shared | {"given": "hugo", "given_first": "hugo", "surname": "paz"}

    assert find_pairs(people(sonia, hugo), PEOPLE, least=0.0001).num_rows == 0
    assert find_pairs(people(sonia | {"surname": None}, hugo), PEOPLE, least=0.0001).num_rows == 0


def test_a_block_that_nobody_shares_teaches_nothing_and_breaks_nothing() -> None:
    twice = [MARIA | {"given": f"maria {n}", "phone": f"+519{n:08}"} for n in range(60)]
    plan = replace(PEOPLE, blocks=(*PEOPLE.blocks, ("second", "country")), learn=(("second", "country"),))

    assert find_pairs(people(*twice, *twice), plan).num_rows >= 60


def test_only_pairs_with_something_new_where_that_is_asked() -> None:
    records = people(MARIA, MARIA)
    old = records.append_column("fresh", pa.array([False] * records.num_rows))
    new = records.append_column("fresh", pa.array([n == 1 for n in range(records.num_rows)]))

    assert find_pairs(old, PEOPLE, fresh="fresh").num_rows == 0
    assert find_pairs(new, PEOPLE, fresh="fresh").num_rows == 1


def test_of_nothing_comes_nothing() -> None:
    assert find_pairs(people().slice(0, 0), PEOPLE).num_rows == 0
    assert find_pairs(people().slice(0, 1), PEOPLE).num_rows == 0
    assert find_pairs(people(), PEOPLE).num_rows == 0
    assert set(find_pairs(people(), PEOPLE).column_names) == set(find_pairs(people(MARIA, MARIA), PEOPLE).column_names)


def test_pairs_that_follow_from_pairs() -> None:
    assert clustered([(1, 2), (3, 2), (8, 9)]) == {(1, 2), (1, 3), (2, 3), (8, 9)}


def test_plans_name_each_level_from_the_least_likeness() -> None:
    plan = plan_of({"first": Kind.GIVEN, "last": Kind.SURNAME, "mail": Kind.MAIL})

    assert plan.comparisons[2].names == ("differs", "near", "same_user", "same")
    for known in (PEOPLE, COMPANIES):
        for one in known.comparisons:
            assert one.names[0] == "differs"
            assert 0 <= one.differs < 1
            assert all(0 < level.same < 1 for level in one.levels)
