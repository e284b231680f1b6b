"""What people call the columns and the kinds of activity, in Spanish and in English."""

from __future__ import annotations

from dueto.analytics.judge.acts import RENAMED
from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS, ATTRIBUTE_LABELS

COLUMNS = {
    "person": "persona, id, codigo, person id, contacto, prospecto",
    "kind": "tipo, type, actividad, activity",
    "occurred_at": "fecha, date, cuando, when, fecha y hora, occurred",
    "known_at": "registrada, conocida, known, recorded",
    "class": "clase",
    "item": "material, contenido, content, titulo, title, evento",
    "path": "pagina, page, url, ruta",
    "form": "formulario",
    "status": "estado, asistencia",
    "direction": "direccion",
    "result": "resultado",
    "channel": "canal",
    "campaign": "campana",
    "referrer": "procedencia, referer",
}
KINDS = {
    "visit": "visita, page view, pageview",
    "mail_click": "clic, clic en correo, click, email click",
    "download": "descarga",
    "form": "formulario, form submission",
    "event": "evento, webinar, feria",
    "reply": "respuesta, email reply",
    "call": "llamada",
    "message": "mensaje, whatsapp",
    "meeting": "reunion",
}
NAMES = ("person", "kind", "occurred_at", "known_at", "class", *(RENAMED.get(name, name) for name in ATTRIBUTE_LABELS))


def _by_word(known: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in known.items() for word in words.split(", ")}


_COLUMNS = {**_by_word(COLUMNS), **{name.replace("_", " "): name for name in NAMES}}
_KINDS = {**_by_word(KINDS), **{name.replace("_", " "): name for name in ACTIVITY_KINDS}}


def column_of(header: str) -> str:
    """Return which column of an activity the header means; the folded header itself if none is known."""
    word = fold(header).replace("_", " ")
    return _COLUMNS.get(word, word)


def kind_of(text: str) -> str:
    """Return which kind of activity is meant; the folded text itself if none is known."""
    word = fold(text).replace("_", " ")
    return _KINDS.get(word, fold(text))
