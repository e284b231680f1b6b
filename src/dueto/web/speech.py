"""Values as one reader reads them: sentences, numbers, money, days and times, by language, country and zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_currency, format_decimal

from dueto.adapters.voice import Voice
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.term import Term
from dueto.domain.sla.words import span_in_words

DAY = timedelta(days=1)
NBSP = "\N{NO-BREAK SPACE}"
NEAR_DAYS = {0: say("today"), -1: say("yesterday"), 1: say("tomorrow")}
NEAR = "\N{WORD JOINER}"
"""Stands before today, yesterday and tomorrow within a sentence: Spanish says "desde el 5 mar", but "desde hoy"."""
BEFORE_NEAR = {"es": (("del ", "de "), ("al ", "a "), ("el ", "")), "en": (("on ", ""),)}
FIRST_NEAR = re.compile(rf"(^|[.?!] )(?:El|On) {NEAR}(\w)")
"""At the beginning of a sentence: "El 5 mar llenó", but "Ayer llenó"."""
NEAR_MOMENTS = {0: say("today {time}"), -1: say("yesterday {time}"), 1: say("tomorrow {time}")}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the voice, the time zone, and the instant of reading (absent on a page without a request)."""

    voice: Voice
    zone: tzinfo
    now: datetime | None = None

    def today(self) -> date | None:
        """Return the day of reading, in the reader's zone."""
        return self.now.astimezone(self.zone).date() if self.now else None


STRANGER = Reader(Voice("es"), UTC)


def said(value: object, *, reader: Reader) -> str:
    """Return any value as text for this reader: a message with all its gaps, a number, a day, an instant, a span."""
    text = reader.voice(heard(value, reader=reader))
    if NEAR not in text:
        return text
    for before, without in BEFORE_NEAR.get(reader.voice.language, ()):
        text = text.replace(f" {before}{NEAR}", f" {without}")
    return FIRST_NEAR.sub(lambda found: f"{found[1]}{found[2].upper()}", text).replace(NEAR, "")


def heard(value: object, *, reader: Reader) -> Value:
    """Return the value in a form that a voice can say; instants and spans become words in the reader's zone."""
    match value:
        case Message():
            gaps = {name: heard(gap, reader=reader) for name, gap in value.values.items()}
            return Message(value.text, gaps, plural=value.plural, count=value.count)
        case datetime():
            return _marked(value, moment(value, reader=reader), reader)
        case date():
            return _marked(value, day(value, reader=reader), reader)
        case timedelta():
            return span(value, reader=reader)
        case tuple() | list():
            return tuple(heard(one, reader=reader) for one in value)
        case str() | bool() | int() | float() | Decimal() | Term() | Folded():
            return value
        case None:
            return ""
        case _:
            return str(value)


def number(value: Any, *, reader: Reader) -> str:
    """Return a number in the manner of the reader's country, with at most two decimals."""
    return str(format_decimal(value, locale=reader.voice.locale, format="#,##0.##"))


def money(amount: Any, currency: str, *, reader: Reader) -> str:
    """Return an amount with the code of its currency where the country puts it; decimals only if there are any."""
    decimals = ".00" if Decimal(str(amount)) % 1 else ""
    usual = str(reader.voice.locale.currency_formats["standard"].pattern).split(";")[0]
    form = f"¤¤{NBSP}#,##0{decimals}" if usual.startswith("¤") else f"#,##0{decimals}{NBSP}¤¤"
    return str(format_currency(amount, currency, form, locale=reader.voice.locale, currency_digits=False))


def percent(share: float, *, reader: Reader, digits: int | None = None) -> str:
    """Return a share (0.67) as a percentage (67 %)."""
    return reader.voice.percent(share, digits=digits)


def day(value: date, *, reader: Reader) -> str:
    """Return a day as today, yesterday, tomorrow, or its date; the year only if it is another one."""
    on = value.astimezone(reader.zone).date() if isinstance(value, datetime) else value
    today = reader.today()
    if today and (near := NEAR_DAYS.get((on - today).days)):
        return reader.voice(near)
    return _date(on, today, reader)


def whole_day(value: date, *, reader: Reader) -> str:
    """Return a day with its weekday, as the heading of a day: Thursday, March 5."""
    on = value.astimezone(reader.zone).date() if isinstance(value, datetime) else value
    form = "EEEE, d 'de' MMMM" if reader.voice.language == "es" else "EEEE, MMMM d"
    today = reader.today()
    if today and on.year != today.year:
        form += " 'de' y" if reader.voice.language == "es" else ", y"
    return str(format_date(on, form, locale=reader.voice.locale))


def moment(value: datetime, *, reader: Reader) -> str:
    """Return an instant as day and time in the reader's zone: today 10:00, Thursday 10:00, Mar 5 10:00."""
    local = value.astimezone(reader.zone)
    time = clock_time(value, reader=reader)
    today = reader.today()
    distance = (local.date() - today).days if today else 99
    if near := NEAR_MOMENTS.get(distance):
        return reader.voice(Message(near.text, {"time": time}))
    if abs(distance) < 7:
        return str(format_datetime(local, "EEEE HH:mm", locale=reader.voice.locale))
    return f"{_date(local.date(), today, reader)} {time}"


def clock_time(value: datetime, *, reader: Reader) -> str:
    """Return the time of day in the reader's zone: 10:00."""
    return str(format_datetime(value.astimezone(reader.zone), "HH:mm", locale=reader.voice.locale))


def exactly(value: datetime, *, reader: Reader) -> str:
    """Return an instant in full, with its zone, for whoever points at it."""
    return str(format_datetime(value.astimezone(reader.zone), "d MMM y HH:mm:ss zzz", locale=reader.voice.locale))


def ago(value: datetime, *, reader: Reader) -> str:
    """Return how long ago (or in how long) an instant is: 3 seconds ago; beyond a week, its day."""
    if reader.now is None or abs(reader.now - value) > 7 * DAY:
        return day(value, reader=reader)
    # The very same instant has just passed, it does not lie ahead.
    distance = value - reader.now or timedelta(seconds=-1)
    return str(
        format_timedelta(distance, add_direction=True, threshold=1, granularity="second", locale=reader.voice.locale)
    )


def span(value: timedelta, *, reader: Reader) -> str:
    """Return a length of time: 3 h 40 min; from three days on, in days."""
    if abs(value) >= 3 * DAY:
        return str(format_timedelta(abs(value), threshold=1.2, granularity="day", locale=reader.voice.locale))
    return reader.voice(span_in_words(abs(value)))


def left(value: datetime, *, reader: Reader) -> str:
    """Return the time left until an instant, or by how much it is overdue, both by the wall clock."""
    if reader.now is None:
        return moment(value, reader=reader)
    rest = value - reader.now
    words = span(rest, reader=reader)
    return reader.voice(say("{time} left", time=words) if rest > timedelta(0) else say("overdue by {time}", time=words))


def _marked(value: date, words: str, reader: Reader) -> str:
    """Return the words of a day or an instant, marked where they are those of a near day."""
    on = value.astimezone(reader.zone).date() if isinstance(value, datetime) else value
    today = reader.today()
    return f"{NEAR}{words}" if today and (on - today).days in NEAR_DAYS else words


def _date(on: date, today: date | None, reader: Reader) -> str:
    skeleton = "MMMd" if today and on.year == today.year else "yMMMd"
    return str(format_skeleton(skeleton, on, locale=reader.voice.locale)).rstrip(".").replace(".", "")
