"""Whether a machine wrote a mail: an out-of-office notice with its date and substitute, a list, a system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dueto.adapters.mail.headers import ADDRESS, first
from dueto.domain.basics.text import fold


class Automatic(StrEnum):
    """Who wrote it, if no human did."""

    HUMAN = "human"
    AWAY = "away"
    BULK = "bulk"
    MACHINE = "machine"


AWAY_SUBJECT: Final = re.compile(
    r"^(?:(?:re|rv|fw|fwd|res|enc|aw)\s*:\s*)*(?:auto(?:matic)?[ -]?(?:reply|response)|respuesta automatica"
    r"|resposta automatica|fuera de (?:la |mi )?oficina|out of (?:the )?office|fora do escritorio"
    r"|ausente\b|ausencia\b|estoy de vacaciones|de vacaciones\b|on (?:leave|vacation|holiday)\b|estou de ferias)"
)
NOBODY: Final = re.compile(
    r"^(?:no[._-]?(?:reply|responder|responda|contestar)|do[._-]?not[._-]?reply|naoresponda|mailer-daemon|postmaster"
    r"|bounces?|notifications?|notificaciones|alerts?|alertas?|newsletter|boletin)(?:[+._-].*)?$"
)
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "enero january janeiro ene jan", "febrero february fevereiro feb fev", "marzo march marco mar",
            "abril april abr apr", "mayo may maio", "junio june junho jun", "julio july julho jul",
            "agosto august ago aug", "septiembre september setembro setiembre sep sept set",
            "octubre october outubro oct out", "noviembre november novembro nov",
            "diciembre december dezembro dic dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE: Final = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|o)?\.?\s+(?:de\s+|of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s*(?:de\s+|del\s+)?"
    rf"(?P<year>\d{{4}}))?|(?P<month_first>{_MONTH})\.?\s+(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s*"
    rf"(?P<year_last>\d{{4}}))?|(?P<one>\d{{1,2}})[/.-](?P<two>\d{{1,2}})(?:[/.-](?P<three>\d{{2,4}}))?"
    rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
)
BACK: Final = re.compile(
    r"(?:hasta|ate|until|till|through|back|return\w*|regres\w*|vuelv\w*|volver\w*|vuelta|retorn\w*|voltar\w*|volto"
    rf"|reincorpor\w*|al)\b[^.\n]{{0,40}}?\b{_DATE}"
)
NAMED: Final = re.compile(r"(?:[^\W\d_][\w'’-]+\s+){1,3}[^\W\d_][\w'’-]+(?=[\s(<,:;-]*$)")
NOT_NAMES: Final = frozenset(
    ("correo", "mail", "email", "contactar", "contact", "please", "por", "favor", "escribir", "write", "a", "to", "al")
)
FARTHEST: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Away:
    """What an out-of-office notice says: until when, and who is there instead, as far as it says so."""

    until: date | None = None
    substitute: str = ""


def who_wrote(headers: Mapping[str, list[str]], *, subject: str) -> Automatic:
    """Return who wrote a mail, by its headers and its subject."""
    submitted = first(headers, "auto-submitted").lower()
    precedence = first(headers, "precedence").lower()
    is_answer = (
        submitted.startswith("auto-replied") or precedence == "auto_reply"
        or any(name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
    )  # fmt: skip
    if is_answer or AWAY_SUBJECT.match(fold(subject)):
        return Automatic.AWAY
    if precedence in ("bulk", "list", "junk") or "list-id" in headers or "list-unsubscribe" in headers:
        return Automatic.BULK
    return Automatic.MACHINE if submitted and not submitted.startswith("no") else Automatic.HUMAN


def is_nobody(address: str) -> bool:
    """Return whether nobody reads what is written to this address."""
    return NOBODY.match(address.partition("@")[0].lower()) is not None


def is_spam(headers: Mapping[str, list[str]]) -> bool:
    """Return whether the mail server took it for spam."""
    return first(headers, "x-spam-flag").lower() == "yes" or first(headers, "x-spam-status").lower().startswith("yes")


def away_in(text: str, *, sender: str, written_on: date) -> Away:
    """Return until when somebody is away and who is there instead."""
    return Away(_until(fold_lines(text), written_on), _substitute(text, sender))


def fold_lines(text: str) -> str:
    """Return text without accents and case, its lines kept apart."""
    return "\n".join(fold(line) for line in text[:4000].split("\n"))


def _until(text: str, written_on: date) -> date | None:
    days = [day for found in BACK.finditer(text) if (day := _day(found, written_on)) is not None]
    return max((day for day in days if written_on <= day <= written_on + FARTHEST), default=None)


def _day(found: re.Match[str], written_on: date) -> date | None:
    part = found.groupdict()
    if part["iso"]:
        return _date(*map(int, part["iso"].split("-")))
    if part["one"]:
        day, month = int(part["one"]), int(part["two"])
        if month > 12:
            day, month = month, day
        year = int(part["three"] or 0)
        return _in_year(month, day, year + 2000 if 0 < year < 100 else year, written_on)
    name, number = (part["month"], part["day"]) if part["month"] else (part["month_first"], part["day_last"])
    return _in_year(MONTHS[name], int(number), int(part["year"] or part["year_last"] or 0), written_on)


def _in_year(month: int, day: int, year: int, written_on: date) -> date | None:
    """Return the day; without a year the next one that is not past."""
    if year:
        return _date(year, month, day)
    this = _date(written_on.year, month, day)
    return this if this is None or this >= written_on else _date(written_on.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _substitute(text: str, sender: str) -> str:
    for found in ADDRESS.finditer(text[:4000]):
        address = found[0].rstrip(".").lower()
        if address != sender.lower():
            before = NAMED.search(
                text[max(0, found.start() - 80) : found.start()].rpartition("\n")[2].rstrip(" (<,:;-")
            )
            name = [word for word in before[0].split() if word[:1].isupper()] if before else []
            shown = " ".join(word for word in name if fold(word) not in NOT_NAMES)
            return f"{shown} <{address}>"[:200] if shown else address[:200]
    return ""
