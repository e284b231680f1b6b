from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.adapters.readers.cleaning.dates import Order, is_two_faced, moment_of, order_of
from dueto.adapters.readers.cleaning.numbers import Decimals, decimals_of, number_of
from dueto.adapters.readers.cleaning.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("22.700,00", None, "22700"), ("$22,700.00", None, "22700"), ("1 200", None, "1200"),
        ("S/ 1,200.50", None, "1200.5"),
        ("USD 3", None, "3"), ("12 %", None, "12"), ("(1,200.00)", None, "-1200"), ("-3.50", None, "-3.5"),
        ("0.125", None, "0.125"), ("1.234.567", None, "1234567"), ("1.200", "comma", "1200"), ("1.200", "point", "1.2"),
        ("1,200", "point", "1200"), ("007", None, "7"), ("0", None, "0"), ("1’200’000", None, "1200000"),
        ("1,00,000", "point", "100000"),
    ],
)  # fmt: skip
def test_it_reads_numbers_of_many_countries(text: str, decimals: Decimals | None, number: str) -> None:
    assert number_of(text, decimals=decimals) == number


@pytest.mark.parametrize(
    ("text", "decimals", "reason"),
    [
        ("1.200", None, "1.200 may be a whole number or a fraction; set decimals: point or decimals: comma"),
        ("20.7", "comma", "20.7 is written otherwise than the rest of its column"),
        ("12k", None, "write the number in full, without k or M"),
        ("11-50", None, "this is a range, not a number; map the column as text"),
        ("NaN", None, "this is not a number that can be used"),
        ("-Infinity", None, "this is not a number that can be used"),
        ("1,2,3", "point", "this is not a number"),
        ("1e5", None, "this is not a number"),
        ("9" * 50, None, "this is not a number"),
        ("ten", None, "this is not a number"),
    ],
)
def test_it_refuses_what_could_mean_two_things(text: str, decimals: Decimals | None, reason: str) -> None:
    refusal = number_of(text, decimals=decimals)

    assert isinstance(refusal, Refusal)
    assert str(refusal.reason) == reason


@pytest.mark.parametrize(
    ("values", "decimals"),
    [(["1.200", "3,5", "22"], "comma"), (["1,200", "2.5"], "point"), (["1,200", "2,300"], None), ([], None)],
)
def test_the_column_tells_its_decimal_sign(values: list[str], decimals: Decimals | None) -> None:
    assert decimals_of(values) == decimals


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from(["point", "comma"]))
def test_it_reads_back_every_amount_as_it_was_printed(amount: Decimal, decimals: Decimals) -> None:
    printed = f"{amount:,.2f}"
    if decimals == "comma":
        printed = printed.translate({ord(","): ".", ord("."): ","})

    number = number_of(printed, decimals=decimals)

    assert isinstance(number, str)
    assert Decimal(number) == amount


@given(st.text(max_size=20), st.sampled_from([None, "point", "comma"]))
def test_it_answers_whatever_is_typed(text: str, decimals: Decimals | None) -> None:
    number = number_of(text, decimals=decimals)

    assert isinstance(number, Refusal) or Decimal(number).is_finite()


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("15 Apr, 2021 00:03:00", None, "2021-04-15T00:03:00"),
        ("24/02/26", None, "2026-02-24"),
        ("02/24/26 02:18 AM", None, "2026-02-24T02:18:00"),
        ("02/24/26 12:18 p.m.", None, "2026-02-24T12:18:00"),
        ("2021-04-15T10:00:00Z", None, "2021-04-15T10:00:00+00:00"),
        ("2021-04-15 10:00:00.000+0000", None, "2021-04-15T10:00:00+00:00"),
        ("2021/4/5", None, "2021-04-05"),
        ("44301", None, "2021-04-15"),
        ("44301.5", None, "2021-04-15T12:00:00"),
        ("01/02/2024", "day", "2024-02-01"),
        ("01/02/2024", "month", "2024-01-02"),
        ("01/01/2024", None, "2024-01-01"),
        ("15 de abril de 2021", None, "2021-04-15"),
        ("jueves, 15 de abril de 2021", None, "2021-04-15"),
        ("Apr 15, 2021", None, "2021-04-15"),
        ("Thursday, April 15, 2021", None, "2021-04-15"),
        ("3-ene-24", None, "2024-01-03"),
        ("01 Feb 2024", None, "2024-02-01"),
    ],
)
def test_it_reads_dates_of_many_exports(text: str, order: Order | None, moment: str) -> None:
    read = moment_of(text, order=order)

    assert isinstance(read, date)
    assert read.isoformat() == moment


@pytest.mark.parametrize(
    ("text", "order", "reason"),
    [
        ("0000-00-00", None, "the year 0 cannot be meant"),
        ("1899-12-30", None, "the year 1899 cannot be meant"),
        ("31/02/2024", "day", "there is no such date"),
        ("02/24/26", "day", "there is no such date"),
        ("13/13/2024", None, "there is no such date"),
        ("2024-01-05 25:00", None, "there is no such date"),
        ("2024-01-05 13:00 PM", None, "there is no such time of day"),
        ("01/02/2024", None, "01/02/2024 may begin with the day or the month; set date_order: day or month"),
        ("tomorrow", None, "this is not a date that can be read; write it as 2026-04-30"),
    ],
)
def test_it_refuses_impossible_dates(text: str, order: Order | None, reason: str) -> None:
    refusal = moment_of(text, order=order)

    assert isinstance(refusal, Refusal)
    assert str(refusal.reason) == reason


@given(st.text("0123456789/-:. TZAPMapmde+", max_size=25), st.sampled_from([None, "day", "month"]))
def test_it_answers_whatever_looks_like_a_date(text: str, order: Order | None) -> None:
    assert isinstance(moment_of(text, order=order), date | Refusal)


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)), st.sampled_from(["day", "month"]))
def test_it_reads_back_every_date_in_the_order_of_its_column(day: date, order: Order) -> None:
    printed = f"{day:%d/%m/%y}" if order == "day" else f"{day:%m/%d/%y}"

    assert moment_of(printed, order=order) == day


def test_the_column_tells_its_order() -> None:
    assert order_of(["01/02/2024", "24/02/2026"]) == ("day", False)
    assert order_of(["02/24/26", "02/25/26", "24/02/26"]) == ("month", True)
    assert order_of(["01/02/2024", "2024-02-24"]) == (None, False)
    assert is_two_faced("01/02/2024")
    assert not is_two_faced("01/01/2024")


def test_a_moment_with_a_zone_is_aware() -> None:
    assert moment_of("2024-04-30T10:00:00-05:00", order=None) == datetime(2024, 4, 30, 15, tzinfo=UTC)
