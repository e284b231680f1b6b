"""One person as a record to compare: names in full, and of the address what the name does not give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Any, TypeAlias

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.adapters.readers.cleaning.names import PARTICLES, SECOND_GIVEN, split_name
from dueto.adapters.readers.cleaning.nicknames import given_names_in_full
from dueto.domain.basics.text import fold

Record: TypeAlias = dict[str, Any]
COLUMNS = (
    "given", "given_first", "surname", "second", "mail_user", "mail_word", "mail_own", "phone", "company", "domain",
    "country",
)  # fmt: skip
CHUNKS = re.compile(r"[a-z0-9]+")
PIECES = re.compile(r"[a-z]+|[0-9]+")
SHORTEST = 3
"""Fewer letters tell nothing of who somebody is."""
MOST_WORDS = 8
"""Of a longer name the first words: nobody spells out more of it in an address."""
SHARED_BY = 3
"""A phone of so many people is a switchboard's."""
NO_USER = frozenset({
    "info", "ventas", "contacto", "admin", "administracion", "compras", "gerencia", "hola", "hello", "sales", "contact",
    "office", "oficina", "recepcion", "marketing", "logistica", "calidad", "rrhh", "soporte", "support", "mail",
    "correo", "facturacion", "pagos",
})  # fmt: skip
"""Users of addresses that are nobody's own."""


def person_record(pk: int, name: str, mail: str, phone: str, company: str, country: str) -> Record:
    """Return one person as a record; what is not known is None.

    Given names in full, two surnames; of the address its user, the word of it and all of it that the name does not
    give, and the domain of a company.
    """
    said, surnames = _names(name)
    given = [word for word in given_names_in_full(" ".join(said)).split() if word not in PARTICLES or len(said) == 1]
    user = fold(mail.partition("@")[0]).partition("+")[0]
    kind = mail_kind(mail) if mail else ""
    user = "" if len(user) < SHORTEST or user in NO_USER or kind.endswith("shared") else user
    words, own = beyond(user, tuple(dict.fromkeys((*said, *given, *" ".join(surnames).split())))[:MOST_WORDS])
    domain = mail.rpartition("@")[2].lower() if kind.startswith("company") else ""
    return {
        "id": pk, "given": " ".join(given) or None, "given_first": given[0] if given else None,
        "surname": surnames[0] if surnames else None, "second": " ".join(surnames[1:]) or None,
        "mail_user": user or None, "mail_word": words, "mail_own": own, "phone": phone or None,
        "company": comparable_company(company) or None, "domain": domain or None, "country": country.lower() or None,
    }  # fmt: skip


def leave_out_shared(records: list[Record], name: str) -> None:
    """Take from the records what several have in common."""
    count = Counter(record[name] for record in records if record[name])
    for record in records:
        if count[record[name]] >= SHARED_BY:
            record[name] = None


def beyond(user: str, names: Collection[str]) -> tuple[str | None, str | None]:
    """Return the one word of an address's user that these names do not give, and all of it that they do not give.

    `jperez84` of Juan Pérez gives no word, and `84`; `ana_gil` of Ana Peña gives `gil` twice; `pelusa` gives itself.
    """
    words, rest = [], []
    for chunk in CHUNKS.findall(user):
        for piece in () if _is_made_of(chunk, names) else PIECES.findall(chunk):
            left = piece if piece.isdigit() else "" if piece in NO_USER else _without(piece, names)
            rest.append(left)
            if not piece.isdigit() and len(left) >= SHORTEST:
                words.append(left)
    return words[0] if len(words) == 1 else None, "".join(rest) or None


def _without(piece: str, names: Collection[str]) -> str:
    """Return what of some letters is not made of these names: nothing where their beginnings make up all of it."""
    if _is_made_of(piece, names):
        return ""
    for name in sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True):
        if name in piece:
            return piece.replace(name, "", 1)
    return piece


def _is_made_of(piece: str, names: Collection[str]) -> bool:
    """Return whether some letters are beginnings of these names, each used once, in any order."""
    to_do = [(piece, frozenset(names))]
    seen = set()
    while to_do:
        rest, unused = state = to_do.pop()
        if not rest:
            return True
        if state in seen:
            continue
        seen.add(state)
        for name in unused:
            for length in range(1, len(name) + 1):
                if not rest.startswith(name[:length]):
                    break
                to_do.append((rest[length:], unused - {name}))
    return False


def _names(name: str) -> tuple[list[str], list[str]]:
    """Return the words of the given names and the surnames: of Juan Carlos, no surname is known."""
    if not name:
        return [], []
    parts = split_name(name)
    given, surnames = fold(parts.first).replace(".", " ").split(), _surnames(fold(parts.last).split())
    if len(surnames) == 1 and surnames[0] in SECOND_GIVEN:
        return [*given, *surnames], []
    return given, surnames


def _surnames(words: list[str]) -> list[str]:
    """Return the surnames, each with its particles: `de la cruz` is one."""
    surnames: list[str] = []
    held: list[str] = []
    for word in words:
        held.append(word)
        if word not in PARTICLES:
            surnames.append(" ".join(held))
            held = []
    return surnames if not held else [*surnames, " ".join(held)]
