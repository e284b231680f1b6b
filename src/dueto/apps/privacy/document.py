"""Everything about a person as a ZIP: a page to be read and a file for programs, written as it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import escape

from dueto.adapters.voice import Voice
from dueto.adapters.writers.zipped import zipped
from dueto.apps.agreements.queries import fields_at
from dueto.apps.journal.messages import unpacked
from dueto.apps.privacy.columns import COLUMNS
from dueto.apps.privacy.queries.held import sections
from dueto.apps.privacy.values import meaning
from dueto.apps.privacy.words import table
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field
from dueto.domain.sla.words import span_in_words

HELD = say("Everything that is held about this person")
MADE = say("Put together on {moment}. Times are those of {zone}.")
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}"
    "table{border-collapse:collapse;margin-bottom:2rem}td,th{border-bottom:1px solid #ccc;padding:.3rem .7rem;"
    "text-align:left;vertical-align:top}th::first-letter{text-transform:uppercase}.wide{overflow-x:auto}"
    ".long{min-width:24rem;white-space:pre-wrap}"
)
LONG = ' class="long"'


def archive(person_id: int, *, voice: Voice, zone: ZoneInfo, at: datetime) -> Iterator[bytes]:
    """Yield the ZIP piece by piece; nothing of it is ever held whole."""
    page, told = _page(person_id, voice=voice, zone=zone, at=at), _json(person_id, at=at)
    return zipped(
        [("person.html", (part.encode() for part in page)), ("person.json", (part.encode() for part in told))]
    )


def _json(person_id: int, *, at: datetime) -> Iterator[str]:
    yield json.dumps({"person": person_id, "made_at": at.isoformat()})[:-1] + ', "held": {'
    for number, section in enumerate(sections(person_id)):
        yield f"{',' if number else ''}\n{json.dumps(section.name)}: ["
        for place, row in enumerate(section.rows):
            yield ("," if place else "") + "\n  " + json.dumps(row, default=_plain, ensure_ascii=False)
        yield "\n]"
    yield "\n}}\n"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _page(person_id: int, *, voice: Voice, zone: ZoneInfo, at: datetime) -> Iterator[str]:
    title, fields = escape(voice(HELD)), fields_at(at)
    made = escape(voice(say(MADE.text, moment=at.astimezone(zone), zone=zone.key)))
    yield (
        f'<!doctype html><html lang="{voice.language}"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style><h1>{title}</h1><p>{made}</p>"
    )
    for section in sections(person_id):
        yield f'\n<h2>{escape(voice(table(section.name)))}</h2><div class="wide"><table><tr>'
        yield "".join(f"<th>{escape(voice(COLUMNS[name]))}" for name in section.columns)
        for row in section.rows:
            cells = (_cell(section.name, name, row, fields, voice=voice, zone=zone) for name in section.columns)
            yield "\n<tr>" + "".join(f"<td{LONG if len(cell) > 120 else ''}>{escape(cell)}" for cell in cells)
        yield "</table></div>"
    yield "</html>\n"


def _cell(
    table: str, name: str, row: Mapping[str, Any], fields: Mapping[str, Field], *, voice: Voice, zone: ZoneInfo
) -> str:
    is_country = name == "country" or (name in ("value", "written") and row.get("field") == "country")
    if is_country and isinstance(row[name], str):
        return voice.country(row[name])
    said = meaning(table, name, row, fields=fields)
    return _said(row[name], voice=voice, zone=zone) if said is None else voice(said)


def _said(value: Any, *, voice: Voice, zone: ZoneInfo) -> str:
    match value:
        case None | "":
            return ""
        case datetime():
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        case timedelta():
            return voice(span_in_words(value))
        case bool():
            return voice(say("yes") if value else say("no"))
        case dict() if isinstance(message := unpacked(value), Message):
            return voice(message)
        case dict():
            return "; ".join(
                f"{_name(name, voice)}: {_said(item, voice=voice, zone=zone)}" for name, item in value.items()
            )
        case list():
            return ", ".join(_said(item, voice=voice, zone=zone) for item in value)
        case int() | Decimal() | date():
            return str(value)
        case _:
            return str(value)


def _name(name: str, voice: Voice) -> str:
    found = STANDARD_FIELDS[name].label if name in STANDARD_FIELDS else COLUMNS.get(name)
    return voice(found) if found is not None else name
