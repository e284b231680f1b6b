"""Charts as SVG: written in the grammar of Vega-Lite, drawn by vl-convert, without a browser and without the network.

Colours are custom properties of the page and the font is the page's own, so one drawing serves light, dark and paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

INK = "var(--ink)"
SOFT = "var(--soft)"
FAINT = "var(--faint)"
WASH = "var(--wash)"
PAPER = "var(--paper)"
TEXT_SIZE = 13

LOOK: Mapping[str, Any] = {
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "domainColor": FAINT, "tickColor": FAINT, "gridColor": WASH, "labelColor": SOFT, "titleColor": SOFT,
        "labelFontSize": TEXT_SIZE - 1, "titleFontSize": TEXT_SIZE, "titleFontWeight": "normal", "tickSize": 4,
        "labelPadding": 4, "titlePadding": 8,
    },
    "text": {"fontSize": TEXT_SIZE, "color": INK},
}  # fmt: skip

# What Vega writes for its own runtime, or says in English; the page has its own title and description.
_UNWANTED = ("role", "style", "class", "font-family", "pointer-events", "cursor")


def svg(chart: Any, *, name: str, title: str, description: str) -> str:
    """Return `chart` as one SVG element to be put into a page; `name` makes its ids unique there.

    Texts inside the chart come out escaped, whoever wrote them.
    """
    spec = {**chart.to_dict(), "config": dict(LOOK)}
    drawing = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    # Parsed is only what vl-convert itself has just written.
    drawn = ElementTree.fromstring(drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))  # noqa: S314
    _tidy(drawn)
    size = {side: drawn.get(side, "0") for side in ("width", "height")}
    root = ElementTree.Element(
        "svg",
        {
            **size,
            "viewBox": drawn.get("viewBox", f"0 0 {size['width']} {size['height']}"),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    ElementTree.SubElement(root, "title", id=f"{name}-title").text = title
    ElementTree.SubElement(root, "desc", id=f"{name}-desc").text = description
    root.extend(drawn)
    return ElementTree.tostring(root, encoding="unicode")


def axis(ticks: Mapping[int | float, str], *, title: str | None = None, **options: Any) -> Any:
    """Return an axis with these ticks, each with the words given for it."""
    said = json.dumps({_plain(place): words for place, words in ticks.items()})
    return alt.Axis(values=list(ticks), labelExpr=f"{said}[datum.value]", title=title, **options)


def rows(values: Sequence[Mapping[str, Any]]) -> Any:
    """Return the rows as data that a chart carries in itself."""
    return alt.InlineData(values=[dict(value) for value in values])


def nice_step(span: float, *, most: int) -> int:
    """Return the smallest whole step of the form 1, 2 or 5 times a power of ten that cuts `span` in at most `most`."""
    scale = 1
    while True:
        for step in (1, 2, 5):
            if span / (step * scale) <= most:
                return step * scale
        scale *= 10


def _plain(place: int | float) -> str:
    return str(int(place)) if float(place).is_integer() else str(place)


def _tidy(element: ElementTree.Element) -> None:
    """Take out what Vega adds for its own runtime, and the shapes that draw nothing."""
    for key in [key for key in element.attrib if key in _UNWANTED or key.startswith("aria-")]:
        del element.attrib[key]
    for child in list(element):
        is_empty = child.tag == "path" and child.get("d", "") in ("", "M0,0h0v0h0Z")
        if is_empty or child.get("display") == "none":
            element.remove(child)
        else:
            _tidy(child)
            if child.tag == "g" and not len(child):
                element.remove(child)
