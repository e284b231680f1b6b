"""Dates and times as exports write them; day first or month first is decided for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import Literal

from babel import Locale

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import say
from dueto.domain.basics.text import fold

Order = Literal["day", "month"]
Moment = date | datetime
EARLIEST, LATEST = 1900, 2200
CLOCK = (
    r"(?:[\sT,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[aApP]\.?\s?[mM]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + CLOCK)
NUMERIC = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + CLOCK)
WORDED = re.compile(
    r"(?:\w+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|º)?[\s-]+(?:de\s+|of\s+)?(?P<word>[^\W\d]+)\.?,?[\s-]+(?:de\s+|del\s+)?"
    r"(?P<year>\d{4}|\d{2})" + CLOCK
)
WORD_FIRST = re.compile(
    r"(?:\w+,?\s+)?(?P<word>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + CLOCK
)
SERIAL = re.compile(r"(?P<days>\d{5})(?:\.(?P<part>\d+))?")
SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's calendar has no zone


@lru_cache(maxsize=16_384)
def moment_of(text: str, *, order: Order | None) -> Moment | Refusal:
    """Return a date, or a datetime where the cell tells the hour (aware only if it tells the zone)."""
    text = text.strip()
    try:
        return _read(text, order)
    except ValueError:
        return Refusal(say("there is no such date"))


def order_of(values: Iterable[str]) -> tuple[Order | None, bool]:
    """Return whether day or month comes first in these values, and whether they contradict one another.

    None means that every one of them could be read both ways (or that none needs to be).
    """
    days = months = 0
    for value in values:
        if match := NUMERIC.fullmatch(value.strip()):
            days += int(match["a"]) > 12
            months += int(match["b"]) > 12
    if days == months:
        return None, days > 0
    return ("day" if days > months else "month"), min(days, months) > 0


def is_two_faced(text: str) -> bool:
    """Return whether the text is a date that day-first and month-first readers take for different days."""
    match = NUMERIC.fullmatch(text.strip())
    return match is not None and int(match["a"]) <= 12 and int(match["b"]) <= 12 and match["a"] != match["b"]


def _read(text: str, order: Order | None) -> Moment | Refusal:
    if match := YEAR_FIRST.fullmatch(text):
        return _moment(match, year=int(match["year"]), month=int(match["month"]), day=int(match["day"]))
    if match := NUMERIC.fullmatch(text):
        a, b = int(match["a"]), int(match["b"])
        if order is None and a <= 12 and b <= 12 and a != b:
            return Refusal(say("{value} may begin with the day or the month; set date_order: day or month", value=text))
        day, month = (b, a) if order == "month" or (order is None and b > 12) else (a, b)
        return _moment(match, year=_century(match["year"]), month=month, day=day)
    if match := WORDED.fullmatch(text) or WORD_FIRST.fullmatch(text):
        month = _months().get(fold(match["word"]).rstrip("."), 0)
        if month:
            return _moment(match, year=_century(match["year"]), month=month, day=int(match["day"]))
    if (match := SERIAL.fullmatch(text)) and 14_000 <= int(match["days"]) <= 80_000:
        seconds = round(float("0." + (match["part"] or "0")) * 86_400)
        moment = SERIAL_START + timedelta(days=int(match["days"]), seconds=seconds)
        return moment if match["part"] else moment.date()
    return Refusal(say("this is not a date that can be read; write it as 2026-04-30"))


def _moment(match: re.Match[str], *, year: int, month: int, day: int) -> Moment | Refusal:
    if not EARLIEST <= year <= LATEST:
        return Refusal(say("the year {year} cannot be meant", year=str(year)))
    on = date(year, month, day)
    if match["hour"] is None:
        return on
    hour = int(match["hour"])
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return Refusal(say("there is no such time of day"))
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    clock = time(hour, int(match["minute"]), int(match["second"] or 0))
    return datetime.combine(on, clock, tzinfo=_zone(match["zone"]))


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in ("Z", "UTC", "GMT"):
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _century(year: str) -> int:
    """Return the full year; two digits up to 68 belong to this century, as in most systems."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 69 else 1900)


@cache
def _months() -> dict[str, int]:
    months = {"set": 9, "sept": 9, "setiembre": 9}
    for language in ("en", "es"):
        for width in ("wide", "abbreviated"):
            names = Locale(language).months["format"][width]
            months |= {fold(name).rstrip("."): number for number, name in names.items()}
    return months
