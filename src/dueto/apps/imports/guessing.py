"""A first idea of what a list is, from its header and its first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Final

from dueto.adapters.readers.guess import guess_mapping
from dueto.adapters.readers.header_words import spelled
from dueto.adapters.readers.mapping import PARTS
from dueto.adapters.readers.mapping import Mapping as Columns
from dueto.adapters.readers.rows import TableRow
from dueto.apps.base.queries.records import fields_of_records
from dueto.apps.imports.choices import (
    ACTIVITIES,
    COMPANIES,
    DEALS,
    EVENT,
    IDS,
    NOTE,
    PEOPLE,
    WHO,
    Choices,
    columns_tree,
)
from dueto.apps.imports.known_lists import are_colleagues, numbering_rows, of_a_campaign
from dueto.domain.conditions.fields import Field

SYSTEMS: Final = (
    ("zoho", {"leadid", "contactid", "accountid", "potentialid", "lead owner", "potential owner", "account owner",
              "contact owner id", "is lead active", "campaignid"}),
    ("salesforce", {"is deleted", "owner id", "is converted", "lead source", "owner alias", "system modstamp", "is won",
                    "is closed", "stage name"}),
    ("hubspot", {"record id", "lifecycle stage", "contact owner", "associated company"}),
    ("pipedrive", {"person name", "person id", "organization name", "deal title", "deal stage"}),
    ("mautic", {"points", "date hit", "tracking id", "facebook"}),
)  # fmt: skip
"""Words in the header that give a system away; two of them, or one that nobody else has."""
ALONE: Final = {
    "leadid", "contactid", "accountid", "potentialid", "is deleted", "record id", "date hit", "is lead active",
    "campaignid",
}  # fmt: skip
IDS_OF: Final = {
    "leadid": "lead_id", "lead id": "lead_id", "converted lead id": "lead_id", "person id": "lead_id",
    "contactid": "contact_id", "contact id": "contact_id", "converted contact id": "contact_id",
    "potentialid": "deal_id", "potential id": "deal_id", "opportunity id": "deal_id", "deal id": "deal_id",
    "converted opportunity id": "deal_id", "accountid": "company_id", "account id": "company_id",
    "company id": "company_id", "converted account id": "company_id", "organization id": "company_id",
}  # fmt: skip
OWN_ID: Final = {"id", "record id", "codigo", "cod", "identificador", "rec id", "external id"}
CALLS: Final = {"call type", "call start time", "call result", "call duration", "tipo de llamada", "duracion"}
HITS: Final = {"date hit", "url hit", "page url", "tracking id"}
MEETINGS: Final = {"start date time", "start datetime", "meeting", "reunion"}
ATTENDANCE: Final = {
    "asistencia", "attendance", "attended", "asistio", "attendance status", "estado de asistencia",
    "registration status", "registration time", "join time", "time in session", "attended live", "asistio al evento",
}  # fmt: skip
STAGES: Final = {"stage", "stage name", "deal stage", "sales stage", "etapa de venta"}
WHEN: Final = {
    "call start time", "date hit", "start date time", "start datetime", "activity date", "fecha de la llamada",
    "registration time", "join time", "fecha y hora", "due date", "fecha",
}  # fmt: skip
CHANGED: Final = {"last modified time", "last modified date", "modified time", "fecha de modificacion"}
ENDS_ON: Final = {"closing date", "close date", "fecha de cierre", "won time", "close date time"}
STAGE_BEGAN: Final = ("created date", "created time", "date changed", "modified time", "last modified date")
BECAME_KNOWN: Final = {"created time", "created date", "create date", "fecha de creacion", "created at"}
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "call": {"act_direction": "call type|tipo de llamada|direction", "act_result": "call result|resultado"},
    "visit": {"act_path": "url|page url|url hit"},
    "meeting": {"act_status": "status"},
    EVENT: {
        "act_status": "asistencia|attendance|attended|asistio|attendance status|estado de asistencia|"
        "registration status|attended live|asistio al evento",
        "act_item": "evento|event name|event",
    },
    DEALS: {"deal_stage": "stage|stage name|deal stage|etapa de venta", "deal_amount": "amount|deal value|importe"},
}
"""What the columns of each kind of list are called, beside those of people."""
NOTES: Final = (
    "observaciones", "observacion", "comentarios", "comentario", "notas", "nota", "notes", "note", "comments",
    "comment", "remarks", "anotaciones", "detalles", "description", "descripcion", "mensaje", "message",
)  # fmt: skip
"""What a column of free words about somebody is called, the likeliest first."""


def guess(headers: Sequence[str], sample: Sequence[TableRow], *, fields: Mapping[str, Field]) -> Choices:
    """Return what the list most probably is, to be looked at and corrected.

    A list of Mautic without ids of its own has its rows numbered: what Mautic exports of visits names people so. It is
    ticked where everybody sees it, and safe: nobody is recognised by the number of a row, which another list in another
    order gives to somebody else, and visits find nobody by a number that two bear.
    """
    mapping = guess_mapping(headers, sample, declared_fields=tuple(fields))
    words = {spelled(header): header for header in reversed(headers)}
    values = values_in(headers, sample)
    system = _system(words)
    went_to = of_a_campaign(words, values)
    kind, act = (ACTIVITIES, "") if went_to else _kind(words, mapping)
    columns = dict(_ids(words, mapping, kind)) | went_to
    if act == "visit" and system == "mautic" and not columns:
        columns |= numbering_rows(words, values)
    for meant, called in WORDS.get(act or kind, {}).items():
        columns |= {words[word]: meant for word in called.split("|") if word in words and meant not in columns.values()}
    if kind in (PEOPLE, EVENT):
        noted = (words[word] for word in NOTES if word in words and words[word] not in mapping.columns)
        columns |= {header: NOTE for header in islice(noted, 1) if header not in columns}
        known = {*fields, *PARTS}
        taken = {header: name for header, name in mapping.columns.items() if name in known and header not in columns}
        columns = taken | columns
    elif kind == COMPANIES:
        columns |= _company(words, mapping, fields)
    columns = {} if are_colleagues(words, values) else columns
    occurred_at, known_at = _dates(words, columns, mapping, kind)
    settled = replace(
        mapping,
        columns=MappingProxyType(_once(columns)), person=None, outcome=None, occurred_at=occurred_at,
        known_at=known_at if known_at not in columns and known_at != occurred_at else None,
        phones=mapping.phones if kind in (PEOPLE, EVENT, COMPANIES) else (),
        kinds=MappingProxyType({header: one for header, one in mapping.kinds.items() if header in columns}),
    )  # fmt: skip
    who = WHO & {*settled.columns.values()}
    return Choices(
        kind=kind, act=act, columns=columns_tree(settled), system=system,
        row_is_id=(system, kind) == ("mautic", PEOPLE) and bool(who) and not who & {*IDS},
        event_kind="webinar" if kind == EVENT and {"join time", "time in session"} & words.keys() else "",
    )  # fmt: skip


def values_in(headers: Sequence[str], sample: Sequence[TableRow]) -> dict[str, list[str]]:
    """Return what stands under each header in these rows."""
    return {
        header: [row.cells[place].strip() for row in sample if place < len(row.cells)]
        for place, header in enumerate(headers)
    }


def _kind(words: Mapping[str, str], mapping: Columns) -> tuple[str, str]:
    """Return the kind of the list and, where each row is something that somebody did, which kind of act."""
    named = {"email", "full_name", "first_name", "last_name"} & set(mapping.columns.values())
    if STAGES & words.keys() and not {"email", "last_name"} & set(mapping.columns.values()):
        return DEALS, ""
    for telling, act in ((CALLS, "call"), (HITS, "visit"), (MEETINGS, "meeting")):
        if telling & words.keys():
            return ACTIVITIES, act
    if ATTENDANCE & words.keys():
        return EVENT, ""
    if (not named or named == {"full_name"}) and {"account name", "account owner", "billing city"} & words.keys():
        return COMPANIES, ""
    return PEOPLE, ""


def _ids(words: Mapping[str, str], mapping: Columns, kind: str) -> dict[str, str]:
    """Return the columns that hold ids; the one that is called just `Id` is that of what the list is about."""
    own = {COMPANIES: "company_id", DEALS: "deal_id"}.get(kind, "lead_id")
    if kind == PEOPLE and ("department" in words or "contact owner" in words or "record id" in words):
        own = "contact_id"
    found = {header: IDS_OF[word] for word, header in words.items() if word in IDS_OF}
    if kind != ACTIVITIES:
        found |= {header: own for word, header in words.items() if word in OWN_ID and own not in found.values()}
        if mapping.person is not None and kind == PEOPLE and own not in found.values():
            found.setdefault(mapping.person, own)
    return found


def _dates(
    words: Mapping[str, str], columns: Mapping[str, str], mapping: Columns, kind: str
) -> tuple[str | None, str | None]:
    """Return the columns of when it happened and since when it is known.

    A list of sales whose rows have ids beside the deal's is a history: each stage began when its row was made,
    whenever the sale is meant to close.
    """
    known_at = _first(words, BECAME_KNOWN)
    match kind:
        case "deals" if "id" in words and columns.get(words["id"]) != "deal_id":
            return None, next((words[word] for word in STAGE_BEGAN if word in words), None)
        case "deals":
            return _first(words, ENDS_ON), known_at
        case "event" | "activities":
            return _first(words, WHEN) or (None if known_at else _first(words, CHANGED)), known_at
        case _:
            return None, known_at or mapping.known_at


def _company(words: Mapping[str, str], mapping: Columns, fields: Mapping[str, Field]) -> dict[str, str]:
    names = ("account name", "company name", "name", "empresa", "razon social", "organization name")
    name = next((words[word] for word in names if word in words), None)
    wanted = {"website", "country", *fields_of_records(fields.values())}
    return ({name: "company"} if name else {}) | {
        header: meant for header, meant in mapping.columns.items() if meant in wanted
    }


def _system(words: Mapping[str, str]) -> str:
    for system, telling in SYSTEMS:
        seen = telling & words.keys()
        if len(seen) > 1 or seen & ALONE:
            return system
    return ""


def _first(words: Mapping[str, str], wanted: set[str]) -> str | None:
    return next((header for word, header in words.items() if word in wanted), None)


def _once(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the columns so that no meaning is given twice: the last one told stays."""
    last = {meant: header for header, meant in columns.items()}
    return {header: meant for header, meant in columns.items() if last[meant] == header}
