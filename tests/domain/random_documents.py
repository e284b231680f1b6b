"""Random valid agreements, as the plain documents that people would write, over alphabets small enough to collide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from dueto.domain.agreement.agreement import Agreement, read_agreement

Plain = dict[str, Any]

ZONES = (
    "America/Lima", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "UTC", "Pacific/Apia",
    "America/Santiago",
)  # fmt: skip
SPECIAL_DAYS = {
    "America/Lima": (date(2026, 3, 1), date(2024, 2, 29)),
    "Europe/Madrid": (date(2026, 3, 29), date(2025, 10, 26)),
    "America/New_York": (date(2026, 3, 8), date(2025, 11, 2)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2025, 10, 5)),
    "UTC": (date(2026, 3, 1), date(2026, 1, 1)),
    "Pacific/Apia": (date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)),
    "America/Santiago": (date(2026, 4, 5), date(2025, 9, 7)),
}
"""Days near which each zone changes its clocks (in Santiago at midnight; in Apia a whole day is left out)."""

OWN_FIELDS = (
    {"name": "plan", "kind": "text", "label": {"es": "plan", "en": "plan"}},
    {"name": "minutes", "kind": "number", "label": {"en": "minutes"}, "found_by": "website"},
    {"name": "since", "kind": "date", "label": {"es": "desde"}, "found_by": "call"},
    {"name": "tags", "kind": "list", "found_by": "derive"},
    {"name": "noted"},
)
TEXT_FIELDS = ("role", "country", "sector", "plan", "noted")
NUMBER_FIELDS = ("sites", "employees", "minutes")
DATE_FIELDS = ("renewal", "since")
LIST_FIELDS = ("interests", "tags")
PERSONAL_FIELDS = ("phone", "full_name")
PROFILE_FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, *DATE_FIELDS, *LIST_FIELDS, *PERSONAL_FIELDS, "email", "company")

WORDS = ("a", "A", "Á", "b", "ab", "a b", "  B   a ", "Ñandú", "c", "5", "2026-03-01", "%", "_", "a_b", "O'Hara", ".*")
ITEMS = ("a", "b", "A", "c", "ab", "Ñandú", "a;b")
NUMBERS = (0, 1, 2, 5, Decimal("5.5"), "0.1", 10, 19, 20, -1, Decimal("0.3"), 999_999_999_999_999)
DAYS = ("2026-03-01", "2025-12-31", "2026-03-29", "2011-12-30", "0001-01-01", "9999-12-31", "2024-02-29")
SPANS = ("1d", "7d", "30d", "365d", "36500d")

TEXT_OPERATORS = ("is", "is_not", "contains", "starts_with", "ends_with")
TEXTS_OPERATORS = ("one_of", "none_of", "contains_any", "contains_all")
NUMBER_OPERATORS = ("equals", "at_least", "at_most", "more_than", "less_than")
LISTS_OPERATORS = ("includes_any", "includes_all")
MAIL_OPERATORS = ("free_provider", "disposable", "shared_mailbox")

PATHS = ("/", "/precios", "/precios/", "/precios/2026", "/casos", "/casos/a", "/Trabaja", "/precios%", "/pre_ios")
ATTRIBUTE_WORDS: dict[str, Sequence[str]] = {
    "path": PATHS,
    "site": ("a.example", "b.example"),
    "item": ("guía", "webinar", "a"),
    "form": ("calculadora", "hablar-con-ventas", "a"),
    "kind": ("fair", "webinar"),
    "status": ("attended", "registered"),
    "direction": ("inbound", "outbound"),
    "result": ("talked", "no answer"),
    "channel": ("whatsapp", "a"),
    "campaign": ("a", "b"),
    "utm_source": ("a", "5"),
    "referrer": ("a", "2026-03-01"),
}
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "visit": ("path", "path", "path", "site"),
    "mail_click": ("path", "item"),
    "download": ("item", "path"),
    "form": ("form", "path"),
    "event": ("item", "kind", "status"),
    "reply": ("item",),
    "call": ("direction", "result"),
    "message": ("channel", "direction", "result"),
    "meeting": ("result", "status"),
}
SOURCE_ATTRIBUTES = ("channel", "campaign", "utm_source", "referrer")
KINDS = ("visit", "visit", "visit", "form", "form", "download", "event", "mail_click", "reply", "call", "message",
         "meeting")  # fmt: skip


def some(rng: Random, words: Sequence[Any], most: int = 3) -> list[Any]:
    """Return one to `most` of `words`, in any order."""
    return rng.sample(list(words), rng.randint(1, min(most, len(words))))


def maybe(rng: Random, chance: float) -> bool:
    """Return True with that chance."""
    return rng.random() < chance


def random_agreement(rng: Random) -> Agreement:
    """Return a random agreement of one definition, read from its document."""
    return read_agreement(random_document(rng))


def random_document(rng: Random) -> Plain:
    """Return the document of a random agreement of one definition."""
    document: Plain = {"agreement": "Nevadal", "fields": [dict(field) for field in OWN_FIELDS]}
    if maybe(rng, 0.9):
        document["calendar"] = {"time_zone": rng.choice(ZONES)}
    document["definitions"] = [random_definition(rng)]
    return document


def random_definition(rng: Random) -> Plain:
    """Return one definition: few rules, which overlap."""
    definition: Plain = {"name": "negocio nuevo", "qualified": {}}
    while not definition["qualified"]:
        if maybe(rng, 0.6):
            definition["qualified"]["fit"] = rng.choice((-10, 0, 5, 10, 20, 40))
        if maybe(rng, 0.4):
            definition["qualified"]["behaviour"] = rng.choice((-5, 0, 5, 10, 20, 30))
        if maybe(rng, 0.3):
            definition["qualified"]["total"] = rng.choice((-5, 0, 10, 20, 35, 50))
    if maybe(rng, 0.6):
        definition["required"] = [random_alternatives(rng) for _ in range(rng.randint(1, 3))]
    if maybe(rng, 0.3):
        definition["desired"] = [random_alternatives(rng)]
    if maybe(rng, 0.4):
        definition["disqualify"] = [
            {"when": random_condition(rng), "because": rng.choice(("estudia", "pequeña"))}
            for _ in range(rng.randint(1, 2))
        ]
    if maybe(rng, 0.9):
        definition["fit"] = [random_fit_rule(rng) for _ in range(rng.randint(1, 6))]
    if maybe(rng, 0.9):
        kinds = some(rng, sorted(set(KINDS)), 3)
        definition["behaviour"] = [
            {"name": f"rule {place}", **random_behaviour_rule(rng, rng.choice((*kinds, "visit")))}
            for place in range(rng.randint(1, 6))
        ]
    if "fit" in definition["qualified"] and maybe(rng, 0.5):
        definition["fast_track"] = [random_fast_track(rng) for _ in range(rng.randint(1, 2))]
    return definition


def random_alternatives(rng: Random) -> str:
    """Return a required datum: one field, or several of which any will do."""
    return rng.choice((" | ", "|")).join(some(rng, PROFILE_FIELDS, 2))


def random_fit_rule(rng: Random) -> Plain:
    """Return one rule of fit."""
    rule: Plain = {"when": random_condition(rng), "points": rng.choice((1, 5, 8, 10, 15, 20, 25, -5, -10, 1000))}
    if maybe(rng, 0.2):
        rule["name"] = rng.choice(WORDS)
    return rule


def random_behaviour_rule(rng: Random, activity: str) -> Plain:
    """Return one rule of behaviour, without its name."""
    rule: Plain = {"activity": activity}
    if maybe(rng, 0.7):
        rule["where"] = random_where(rng, activity)
    if maybe(rng, 0.25):
        rule["points"] = rng.choice((-1, -5, -15))
        rule["lasts"] = rng.choice(("1d", "2d", "30d", "90d", "3650d"))
    else:
        rule["points"] = rng.choice((1, 3, 7, 10, 15, 20, 1000))
        if maybe(rng, 0.8):
            rule["half_life"] = rng.choice(("2d", "3d", "14d", "30d", "3650d"))
    if maybe(rng, 0.6):
        rule["cap"] = rng.choice((1, 5, 10, 15, 25, 1000))
    if maybe(rng, 0.6):
        rule["once_per"] = rng.choice(("day", "item", "each"))
    return rule


def random_fast_track(rng: Random) -> Plain:
    """Return one fast track."""
    activity = rng.choice(("form", "call", "visit"))
    rule: Plain = {"activity": activity}
    if maybe(rng, 0.7):
        rule["where"] = random_where(rng, activity)
    if maybe(rng, 0.7):
        rule["valid"] = rng.choice(("1d", "2d", "30d", "365d"))
    return rule


def random_where(rng: Random, activity: str) -> Plain:
    """Return a condition on what an activity of that kind carries."""
    return _condition(rng, lambda: _attribute_atom(rng, activity), depth=1 if maybe(rng, 0.8) else 2)


def random_condition(rng: Random, depth: int = 3) -> Plain:
    """Return a condition on the profile, nested up to `depth`."""
    return _condition(rng, lambda: _profile_atom(rng), depth)


def _condition(rng: Random, atom: Callable[[], tuple[str, Plain]], depth: int) -> Plain:
    condition: Plain = {}
    for _ in range(1 if maybe(rng, 0.6) else 2):
        group = rng.choice(("any", "all", "not")) if depth > 1 and maybe(rng, 0.45) else None
        if group == "not":
            condition["not"] = _condition(rng, atom, depth - 1)
        elif group:
            condition[group] = [_condition(rng, atom, depth - 1) for _ in range(rng.randint(1, 3))]
        else:
            field, asked = atom()
            condition.setdefault(field, {}).update(asked)
    return condition


def _attribute_atom(rng: Random, activity: str) -> tuple[str, Plain]:
    name = rng.choice(ATTRIBUTES[activity] if maybe(rng, 0.85) else SOURCE_ATTRIBUTES)
    words = ATTRIBUTE_WORDS[name]
    if name == "path" and maybe(rng, 0.6):
        return name, {"starts_with": rng.choice(words)}
    return name, _text_question(rng, words)


def _profile_atom(rng: Random) -> tuple[str, Plain]:
    chance = rng.random()
    if chance < 0.1:
        return rng.choice(PROFILE_FIELDS), {"present": maybe(rng, 0.5)}
    if chance < 0.45:
        return rng.choice(TEXT_FIELDS), _text_question(rng, WORDS)
    if chance < 0.65:
        return rng.choice((*NUMBER_FIELDS, "plan")), _number_question(rng)
    if chance < 0.8:
        return rng.choice((*DATE_FIELDS, "plan")), _date_question(rng)
    if chance < 0.92:
        return rng.choice(LIST_FIELDS), _list_question(rng)
    return "email", {rng.choice(MAIL_OPERATORS): maybe(rng, 0.7)}


def _text_question(rng: Random, words: Sequence[str]) -> Plain:
    if maybe(rng, 0.5):
        return {rng.choice(TEXT_OPERATORS): rng.choice(words)}
    return {rng.choice(TEXTS_OPERATORS): some(rng, words)}


def _number_question(rng: Random) -> Plain:
    if maybe(rng, 0.7):
        return {rng.choice(NUMBER_OPERATORS): rng.choice(NUMBERS)}
    bounds = rng.choices(NUMBERS, k=2)
    return {"between": sorted(bounds, key=Decimal)}


def _date_question(rng: Random) -> Plain:
    if maybe(rng, 0.6):
        return {rng.choice(("before", "after")): rng.choice(DAYS)}
    return {rng.choice(("within_last", "within_next")): rng.choice(SPANS)}


def _list_question(rng: Random) -> Plain:
    if maybe(rng, 0.2):
        return _text_question(rng, ITEMS)
    if maybe(rng, 0.4):
        return {"includes": rng.choice(ITEMS)}
    return {rng.choice(LISTS_OPERATORS): some(rng, ITEMS)}


def days_named(definition: Plain) -> set[int]:
    """Return every number of days at which something ends in the definition."""
    rules = (*definition.get("behaviour", ()), *definition.get("fast_track", ()))
    return {int(rule[key][:-1]) for rule in rules for key in ("lasts", "valid") if key in rule}


def around(day: date, days: int) -> date:
    """Return the day so many days before `day`, or the first day there is."""
    return day - timedelta(days) if day.toordinal() > days else date.min
