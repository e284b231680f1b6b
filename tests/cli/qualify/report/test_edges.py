"""Pages about nobody, about one, about very many, and about people whose text is hostile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

import pytest

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Counts, Findings, PersonFinding, SourceQuality
from dueto.cli.qualify.report import render
from dueto.domain.qualification.missing import Missing
from dueto.domain.qualification.verdict import Standing
from tests.cli.qualify.report.parsed import parsed
from tests.cli.qualify.report.sample import findings_of, nevadal, someone

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "أحمد \u202eevil\u202c שלום",
    "👩🏽‍🔬 Zoë 🇵🇪",
    "x" * 10_000,
    "a\x00b\x1b[31m\ud800c",
    "&lt;b&gt; &amp;",
    "=HYPERLINK(1)",
    "{name} {0}",
)


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_says_what_to_do_where_nothing_was_read(language: str) -> None:
    page = parsed(render(findings_of(nevadal(), []), voice=Voice(language)))

    assert page.all("h1")[0].text() in (
        "No se leyó a nadie. Los archivos no tienen filas.",
        "Nobody was read. The files have no rows.",
    )
    assert "first row" in page.text() or "primera fila" in page.text()
    assert not page.all("search")


def test_it_says_that_everybody_was_refused() -> None:
    page = parsed(render(findings_of(nevadal(), [], refused=12), voice=Voice("en")))

    assert page.all("h1")[0].text() == "12 people were read. All of them were refused."
    assert "refused.csv says of each row why" in page.text()


def test_it_says_who_is_nearest_where_nobody_qualifies() -> None:
    near = someone(fit=50, total=50, fit_points=(50, *[0] * 6), missing=Missing((("role", "sites"),)))

    page = parsed(render(findings_of(nevadal(), [near]), voice=Voice("en")))

    assert page.all("h1")[0].text() == "1 person was read. Nobody qualifies yet. Nobody is one datum away."
    assert "Nobody is one datum away. Nearest: 2 data, 1 person." in page.text()


def test_it_speaks_of_one_person_in_the_singular() -> None:
    one = someone(standing=Standing.QUALIFIED, missing=Missing())

    page = parsed(render(findings_of(nevadal(), [one]), voice=Voice("es")))

    assert page.all("h1")[0].text() == "Se leyó 1 persona. Califica 1. Nadie está a un solo dato."


def test_it_stands_without_sources_shortfalls_and_outcome() -> None:
    bare = replace(findings_of(nevadal(), [someone()]), sources=(), shortfalls=(), outcome=None, notices=())

    page = parsed(render(bare, voice=Voice("en")))

    assert "Quality by source" not in page.text()
    assert "To be known before" not in page.text()


def test_it_calls_a_nameless_person_by_company_and_else_by_id() -> None:
    people = [someone(person="7", name="", company="Lácteos Río"), someone(person="8", name="", company="", role="")]

    rows = parsed(render(findings_of(nevadal(), people), voice=Voice("en"))).all("bdi", class_="name")

    assert {"Lácteos Río", "8"} <= {row.text() for row in rows}


def test_it_escapes_and_shortens_whatever_people_are_called() -> None:
    people = [
        someone(
            person=f"{number} {text}", name=text, company=text, role=text, source=text, outcome=number % 2 == 0,
            missing=Missing((("sites",),)),
        )
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip

    page = render(findings_of(nevadal(), people), voice=Voice("es"))
    tree = parsed(page)

    page.encode()
    assert len(tree.all("script")) == 1
    assert not tree.all("img")
    assert not [name for one in tree.all() for name in one.attributes if name.startswith("on")]
    names = {name.text() for name in tree.all("bdi", class_="name")}
    assert "<script>alert(1)</script>" in names
    assert "{{ 7 * 7 }} {% raw %}" in names
    assert "👩🏽‍🔬 Zoë 🇵🇪" in names
    assert "a b [31m c" in names
    assert "x" * 119 + "…" in names
    assert "x" * 121 not in page
    assert len(page) < 200_000


def test_it_sums_up_sources_beyond_the_table() -> None:
    sources = tuple(SourceQuality(f"origen {number}", 100 - number, number % 5) for number in range(40))
    crowd = replace(findings_of(nevadal(), [someone()]), sources=sources)

    rows = parsed(render(crowd, voice=Voice("en"))).all("table", class_="sources")[0].all("tbody")[0].all("tr")

    assert len(rows) == 13
    assert rows[-1].all("th")[0].text() == "28 other sources"
    assert int(rows[-1].all("td")[0].text().replace(",", "")) == sum(one.people for one in sources[12:])


class Crowd(Sequence[PersonFinding]):
    """Very many people, made as they are asked for; counts how often it was gone through."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.passes = 0

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> PersonFinding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[PersonFinding]: ...
    def __getitem__(self, place: int | slice) -> PersonFinding | Sequence[PersonFinding]:
        raise AssertionError("the page reads people in their order, once")

    def __iter__(self) -> Iterator[PersonFinding]:
        self.passes += 1
        for number in range(self.size):
            fit, behaviour = number * 7919 % 95 - 10, number * 104_729 % 110
            is_lead = fit >= 40 and behaviour >= 30
            yield someone(
                person=str(number),
                fit=fit,
                behaviour=behaviour,
                total=fit + behaviour,
                fit_points=(fit, *[0] * 6),
                behaviour_points=(behaviour, *[0] * 8),
                standing=Standing.QUALIFIED if is_lead else Standing.NOT_YET,
                missing=Missing(),
            )


def test_it_goes_through_very_many_people_once() -> None:
    size = 20_000
    crowd = Crowd(size)

    page = render(of_crowd(crowd), voice=Voice("en"))

    assert crowd.passes == 1
    assert len(page.encode()) < 1_500_000
    assert "19,500 more are in verdicts.csv" in page


def of_crowd(crowd: Crowd) -> Findings:
    """Return findings about the crowd, without going through it."""
    counts = Counts(len(crowd), 0, len(crowd), 1000, 0, len(crowd) - 1000, 0)
    return replace(findings_of(nevadal(), []), counts=counts, people=crowd)
