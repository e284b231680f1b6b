"""Writes `docs/agreement.md`, the reference of the agreement, from the schema by which agreements are read.

`python -m docs.generate_reference` writes it anew; a test fails while the page differs from what the schema says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docs.reference_examples import AGREEMENTS, condition_example, example_of, flow, is_invented, shortened
from docs.reference_notes import INTRODUCTION, NOTES

from dueto.adapters.yaml_document import write_yaml
from dueto.domain.agreement.definition_schema import ActivityRule
from dueto.domain.agreement.schema import agreement_shape
from dueto.domain.basics.reading import Shape
from dueto.domain.basics.records import Key, ListOf, OneOfRecords, Record
from dueto.domain.basics.shapes import Span
from dueto.domain.conditions.activities import ACTIVITY_KINDS, ATTRIBUTE_LABELS, SOURCE_ATTRIBUTES, OncePer
from dueto.domain.conditions.fields import STANDARD_FIELDS, Kind
from dueto.domain.conditions.operators import OPERATORS
from dueto.domain.conditions.sentence import SENTENCES, YES_NO

PAGE = Path(__file__).parent / "agreement.md"
HOW_OFTEN = {OncePer.DAY: "the first of each day", OncePer.ITEM: "the first of each item", OncePer.EACH: "each"}
KINDS = {
    Kind.TEXT: "Text",
    Kind.NUMBER: "Number",
    Kind.DATE: "Date",
    Kind.LIST: "List",
    Kind.MAIL: "Mail address",
}
ASKED_OF = {
    Kind.TEXT: "the text",
    Kind.NUMBER: "the number",
    Kind.DATE: "the date",
    Kind.LIST: "the whole list",
    Kind.MAIL: "the address",
}
Place = tuple[str, ...]


def reference() -> str:
    """Return the whole page."""
    shape, sections = agreement_shape(STANDARD_FIELDS), _Sections()
    list(sections.of(shape, ()))  # Once to know where each record is described, so that all links lead there.
    page = "\n".join((INTRODUCTION, *sections.of(shape, ()), _conditions(), _fields(), _activities()))
    return re.sub(r"\n{3,}", "\n\n", page).rstrip() + "\n"


@dataclass(slots=True)
class _Sections:
    """The records of the schema, each as one section in the order in which it is first met."""

    met: dict[int, Place] = field(default_factory=dict)

    def of(self, shape: Shape, place: Place) -> Iterator[str]:
        shape = _inside(shape)
        if isinstance(shape, OneOfRecords):
            yield self._alternatives(shape, place)
        elif isinstance(shape, Record) and self.met.setdefault(id(shape), place) == place:
            yield self._record(shape, place)
            for name, key in shape.keys.items():
                yield from self.of(key.shape, _under(place, name, key.shape))

    def _record(self, record: Record, place: Place) -> str:
        rows = [self._row(f"`{name}`", key, _under(place, name, key.shape)) for name, key in record.keys.items()]
        table = _table(("Key", "Needed", "What is written", "Meaning", "Example"), rows)
        return "\n".join((_heading(place, str(record.name)), table, _notes(place), _block(place)))

    def _alternatives(self, shape: OneOfRecords, place: Place) -> str:
        rows = [
            (str(record.name), *self._row(f"`{name}`", key, (*place, name), mark))
            for mark, record in shape.records.items()
            for name, key in record.keys.items()
        ]
        table = _table(("Commitment", "Key", "Needed", "What is written", "Meaning", "Example"), rows)
        first = "Each item is one of these, told by the first key that it has."
        return "\n".join((_heading(place, "the commitments of one team"), first, "", table, _block(place)))

    def _row(self, name: str, key: Key, place: Place, having: str = "") -> tuple[str, ...]:
        inner = _inside(key.shape)
        if isinstance(inner, Record | OneOfRecords):
            return name, _needed(key), self._linked(key.shape, place), str(key.means), ""
        whole = place[:-1] if place[-1] == "[]" else place
        example = flow(example_of(whole, having=having))
        mark = " \\*" if is_invented(whole, having=having) else ""
        return name, _needed(key), _in_words(key.shape), str(key.means), f"`{_cell(example)}`{mark}"

    def _linked(self, shape: Shape, place: Place) -> str:
        inner = _inside(shape)
        target = self.met.get(id(inner), place)
        name = "the commitments of one team" if isinstance(inner, OneOfRecords) else str(inner.name)  # type: ignore[attr-defined]
        link = f"[{name}](#{_target(target)})"
        return f"{_bounds(shape)}, each {link}" if isinstance(shape, ListOf) else link


def _inside(shape: Shape) -> Shape:
    """Return the shape of the things in a list, and the record behind a rule about activities."""
    while isinstance(shape, ListOf | ActivityRule):
        shape = shape.of if isinstance(shape, ListOf) else shape.record
    return shape


def _under(place: Place, name: str, shape: Shape) -> Place:
    return (*place, name, "[]") if isinstance(shape, ListOf) else (*place, name)


def _dotted(place: Place) -> str:
    return ".".join(place).replace(".[]", "[]")


def _target(place: Place) -> str:
    return "-".join(("key", *(step for step in place if step != "[]"))).replace("_", "-")


def _heading(place: Place, name: str) -> str:
    if not place:
        return "(key)=\n## The document\n"
    return f"\n({_target(place)})=\n### `{_dotted(place)}`: {name}\n"


def _needed(key: Key) -> str:
    return "**yes**" if key.needed else "no"


def _bounds(shape: ListOf) -> str:
    return f"a list of {f'{shape.least} to' if shape.least else 'up to'} {shape.most}"


def _in_words(shape: Shape) -> str:
    if isinstance(shape, ListOf):
        return f"{_bounds(shape)}, each {_cell(str(shape.of.expects()))}"
    if isinstance(shape, Span):
        units = ", ".join(f"`{unit}`" for unit in shape.units)
        return f"a whole number from {shape.least} to {shape.most} and its unit ({units})"
    return _cell(str(shape.expects()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [headers, ("---",) * len(headers), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _notes(place: Place) -> str:
    return "".join(f"- {note}\n" for note in NOTES.get(_dotted(place), ()))


def _block(place: Place) -> str:
    if not place:
        return ""
    value: Any = shortened(example_of(place))
    *_, key = (step for step in place if step != "[]")
    tree = {key: [value] if place[-1] == "[]" else value}
    mark = " Not in Nevadal's agreement; invented for this page." if is_invented(place) else ""
    return f"Example.{mark}\n\n```yaml\n{write_yaml(tree)}```\n"


def _conditions() -> str:
    parts = ["(conditions)=\n## Conditions\n", NOTES["conditions"][0], ""]
    for kind, title in KINDS.items():
        rows = [
            (f"`{one.name}`", one.takes.value, _aloud(one.name, kind), f"`{_cell(flow(condition_example(one, kind)))}`")
            for one in OPERATORS.values()
            if kind in one.kinds and one.name != "present"
        ]
        parts += [f"### {title}\n", _table(("Operator", "Takes", "True if", "Example"), rows)]
    present = f"`{flow(condition_example(OPERATORS['present'], Kind.TEXT))}`"
    rows = [("`present`", OPERATORS["present"].takes.value, _aloud("present", Kind.TEXT), present)]
    parts += ["### Any kind, personal ones included\n", _table(("Operator", "Takes", "True if", "Example"), rows)]
    return "\n".join((*parts, *NOTES["conditions"][1:], ""))


def _aloud(operator: str, kind: Kind) -> str:
    field = "its items" if operator.startswith("includes") else ASKED_OF[kind]
    text = YES_NO[operator][0].text if operator in YES_NO else SENTENCES[operator].text
    return text.format(field=field, value="…", low="the first", high="the second, both included")


def _fields() -> str:
    rows = [
        (f"`{one.name}`", str(one.label), one.kind.value, one.found_by.name.lower(), "yes" if one.personal else "")
        for one in STANDARD_FIELDS.values()
    ]
    table = _table(("Field", "Called", "Kind", "Found by", "Personal"), rows)
    return "\n".join(("(standard-fields)=\n## Standard fields\n", NOTES["fields"][0], "", table))


def _activities() -> str:
    kinds = [
        (f"`{one.name}`", str(one.label), ", ".join(f"`{name}`" for name in one.attributes), HOW_OFTEN[one.once_per])
        for one in ACTIVITY_KINDS.values()
    ]
    labels = [(f"`{name}`", str(label)) for name, label in ATTRIBUTE_LABELS.items()]
    everywhere = ", ".join(f"`{name}`" for name in SOURCE_ATTRIBUTES)
    return "\n".join(
        (
            "(activity-kinds)=\n## Kinds of activity\n",
            NOTES["activities"][0],
            "",
            _table(("Kind", "Called", "Carries", "Counts unless the rule says otherwise"), kinds),
            f"Every kind carries also where it came from: {everywhere}.\n",
            _table(("Attribute", "Called"), labels),
        )
    )


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(f"{PAGE.name}: written from the schema, with examples of {', '.join(AGREEMENTS)}")
