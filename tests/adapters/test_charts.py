"""Charts come out as SVG that a strict page can hold."""

from __future__ import annotations

from xml.etree import ElementTree

import altair as alt
import pytest

from dueto.adapters import charts


def drawn(*names: str) -> ElementTree.Element:
    chart = (
        alt.Chart(charts.rows([{"name": name, "people": place + 1} for place, name in enumerate(names)]))
        .mark_bar(color=charts.INK)
        .encode(x=alt.X("people:Q", axis=charts.axis({0: "nobody", 1000: "1.000"}, title="people")), y="name:N")
    )
    return ElementTree.fromstring(charts.svg(chart, name="bars", title="Bars & more", description="Two <bars>"))


def test_it_names_and_describes_the_drawing() -> None:
    root = drawn("ana", "bea")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "bars-title bars-desc"
    assert [(part.get("id"), part.text) for part in root[:2]] == [
        ("bars-title", "Bars & more"),
        ("bars-desc", "Two <bars>"),
    ]


def test_it_leaves_nothing_that_a_strict_page_forbids_or_a_reader_would_hear_in_english() -> None:
    inside = [element for part in drawn("ana", "bea")[2:] for element in part.iter()]

    assert inside
    assert not {"style", "script", "image", "foreignObject"} & {element.tag for element in inside}
    for element in inside:
        assert not {"style", "class", "role", "font-family", "id"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith(("aria-", "on"))]


def test_it_takes_its_colours_from_the_page() -> None:
    fills = {element.get("fill") for element in drawn("ana").iter() if element.get("fill")}

    assert charts.INK in fills
    assert all(fill in ("none", "transparent") or fill.startswith("var(--") for fill in fills if fill)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"/><image href="x"/>', "a &amp; b", "{0}"])
def test_it_escapes_what_strangers_wrote(name: str) -> None:
    texts = [element.text for element in drawn(name).iter("text")]

    assert name in texts


def test_it_says_ticks_in_the_words_given() -> None:
    assert "nobody" in [element.text for element in drawn("ana").iter("text")]


def test_it_reaches_for_no_network() -> None:
    chart = alt.Chart(alt.UrlData("https://elsewhere.example/data.json")).mark_point().encode(x="a:Q")

    with pytest.raises(ValueError, match=r"(?i)denied|allowed"):
        charts.svg(chart, name="far", title="Far", description="Far away")


@pytest.mark.parametrize(
    ("span", "most", "step"),
    [(0, 6, 1), (6, 6, 1), (7, 6, 2), (95, 6, 20), (100, 5, 20), (101, 5, 50), (1e6, 4, 500_000)],
)
def test_it_cuts_a_span_in_nice_steps(span: float, most: int, step: int) -> None:
    assert charts.nice_step(span, most=most) == step
