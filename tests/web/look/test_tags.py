"""Sentences, numbers and times in templates, by language, country and zone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template import TemplateSyntaxError

from dueto.domain.basics.message import say
from dueto.domain.basics.term import Term
from tests.web.look.conftest import NOW, Written

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def text(written: str) -> str:
    """Return what stands between the tags."""
    return written.partition(">")[2].rpartition("<")[0] if written.startswith("<") else written


def test_it_says_a_literal_in_the_language_of_the_reader(written: Written) -> None:
    page = '{% say "of {n}" n=count %}'

    assert written(page, count=1200) == "de 1,200"
    assert written(page, count=1200, language="en") == "of 1,200"
    assert written(page, count=12000, country="CL") == "de 12.000"


def test_it_says_into_a_name(written: Written) -> None:
    assert written('{% say "of {n}" n=3 as words %}[{{ words }}]') == "[de 3]"


def test_it_says_gaps_of_every_kind(written: Written) -> None:
    page = '{% say "{time} left" time=value %}'

    assert written(page, value=3 * HOUR + 40 * timedelta(minutes=1)) == "quedan 3 h 40 min"
    assert written(page, value=say("today")) == "quedan hoy"
    assert written(page, value=NOW) == "quedan hoy 10:20"
    assert written(page, value=Term(es="sedes", en="sites")) == "quedan sedes"


def test_it_escapes_what_people_wrote(written: Written) -> None:
    assert written('{% say "of {n}" n=name %}', name="<b>{x}") == "de &lt;b&gt;{x}"
    assert written("{% said name %}", name="<b>{x}") == "&lt;b&gt;{x}"


def test_it_counts(written: Written) -> None:
    page = '{% say_many "{n} person" "{n} people" count %}'

    assert written(page, count=1, language="en") == "1 person"
    assert written(page, count=0, language="en") == "0 people"


@pytest.mark.parametrize(
    "page",
    [
        "{% say words %}",
        '{% say_many "one" words 2 %}',
        '{% say "one" 2 %}',
        '{% say_many "one" "many" %}',
        "{% say %}",
    ],
)
def test_it_takes_only_literals_and_named_gaps(written: Written, page: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        written(page)


@pytest.mark.parametrize(
    ("language", "country", "amount", "currency", "words"),
    [
        ("es", "PE", 14500, "USD", "USD 14,500"),
        ("es", "PE", Decimal("14500.50"), "USD", "USD 14,500.50"),
        ("es", "ES", 14500, "EUR", "14.500 EUR"),
        ("es", "CL", 14500, "USD", "USD 14.500"),
        ("en", "US", 44000, "USD", "USD 44,000"),
    ],
)
def test_it_writes_money_by_country(
    written: Written, language: str, country: str, amount: object, currency: str, words: str
) -> None:
    page = "{% money amount currency %}"

    assert written(page, language=language, country=country, amount=amount, currency=currency) == words.replace(
        " ", "\xa0"
    )


@pytest.mark.parametrize(
    ("at", "spanish", "english"),
    [
        (NOW, "hoy 10:20", "today 10:20"),
        (NOW - DAY, "ayer 10:20", "yesterday 10:20"),
        (NOW + DAY, "mañana 10:20", "tomorrow 10:20"),
        (NOW + 2 * DAY, "jueves 10:20", "Thursday 10:20"),
        (NOW - 12 * DAY, "5 mar 10:20", "Mar 5 10:20"),
        (NOW - 400 * DAY, "10 feb 2025 10:20", "Feb 10, 2025 10:20"),
        # In Lima it is still the evening before.
        (NOW.replace(hour=3), "ayer 22:20", "yesterday 22:20"),
    ],
)
def test_it_writes_instants_in_the_zone_of_the_reader(written: Written, at: object, spanish: str, english: str) -> None:
    assert text(written("{% moment at %}", at=at)) == spanish
    assert text(written("{% moment at %}", at=at, language="en")) == english


def test_it_writes_how_long_ago(written: Written) -> None:
    assert text(written("{% ago at %}", at=NOW - timedelta(seconds=3))) == "hace 3 segundos"
    assert text(written("{% ago at %}", at=NOW - timedelta(seconds=3), language="en")) == "3 seconds ago"
    assert text(written("{% ago at %}", at=NOW - 24 * HOUR)) == "hace 1 día"
    assert text(written("{% ago at %}", at=NOW - 40 * DAY)) == "5 feb"
    assert 'datetime="2026-03-17T15:20:00+00:00" title="17 mar' in written("{% ago at %}", at=NOW)


def test_it_writes_how_long_is_left(written: Written) -> None:
    assert text(written("{% left at %}", at=NOW + 3 * HOUR)) == "quedan 3 h"
    assert text(written("{% left at %}", at=NOW - 19 * HOUR)) == "vencido hace 19 h"
    assert text(written("{% left at %}", at=NOW + 5 * DAY, language="en")) == "5 days left"
    assert written("{% span time %}", time=timedelta(minutes=12)) == "12 min"


def test_it_writes_days(written: Written) -> None:
    assert text(written("{% day on %}", on=date(2026, 3, 17))) == "hoy"
    assert text(written("{% whole_day on %}", on=date(2026, 3, 5))) == "jueves, 5 de marzo"
    assert text(written("{% whole_day on %}", on=date(2025, 3, 5), language="en")) == "Wednesday, March 5, 2025"


def test_it_writes_numbers_and_shares(written: Written) -> None:
    assert written("{% number n %}", n=Decimal("12345.678")) == "12,345.68"
    assert written("{% number n %}", n=12345, country="CO") == "12.345"
    assert written("{% number n %}", n=say("today")) == "hoy"
    assert written("{% percent 0.67 %}") == "67\xa0%"


def test_it_draws_marks_that_speak_only_if_asked(written: Written) -> None:
    assert 'aria-hidden="true"' in written('{% icon "call" %}')
    assert 'role="img" aria-label="a &lt;b"' in written('{% icon "call" label %}', label="a <b")
    assert 'class="note note-sales"' in written('{% note "sales" %}')
    assert 'class="note note-both"' in written('{% note "" %}')


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Quispe", "MQ"), ("María de la Cruz Gil", "MC"), ("olga", "O"), ("", "·"), ("— 4", "·"), ("Álvaro", "Á")],
)
def test_it_writes_initials(written: Written, name: str, initials: str) -> None:
    assert f">{initials}<" in written('{% avatar name "sales" %}', name=name)


def test_a_component_stands_around_what_the_page_writes(written: Written) -> None:
    page = '{% component "sheet" id="x" title=title is_open=True %}<p>{{ inside }}</p>{% endcomponent %}'

    answer = written(page, title="<b>", inside="<i>")

    assert '<section class="sheet" id="x" data-sheet data-open' in answer
    assert "&lt;b&gt;" in answer
    assert "<p>&lt;i&gt;</p>" in answer


def test_a_page_without_a_request_is_read_in_spanish() -> None:
    from django.template import Context, Template  # noqa: PLC0415

    page = '{% reader_language %} {% say "of {n}" n=3 %} {% moment at %}'

    assert Template(page).render(Context({"at": NOW})).startswith("es de 3 <time")
