"""What other programs call how somebody took part, which way a call went, and how a sale ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS


def _words(known: str) -> frozenset[str]:
    return frozenset(known.split("|"))


def _by_word(known: Mapping[str, str]) -> dict[str, str]:
    return {word: meant for meant, words in known.items() for word in words.split("|")}


_STATUSES: Final = _by_word(
    {
        "registered": "registered|registrado|registrada|inscrito|inscrita|signed up|invited|invitado|confirmado|"
        "confirmed|enrolled|pending|pendiente|approved|responded|sent",
        "attended": "attended|asistio|asistido|si|yes|true|1|presente|present|joined|x|show|vino|participo",
        "absent": "absent|ausente|no|false|0|no asistio|no show|no-show|noshow|did not attend|not attended|falto|"
        "no vino|cancelled|canceled|cancelado",
    }
)  # fmt: skip
_DIRECTIONS: Final = _by_word(
    {
        "inbound": "inbound|entrante|recibida|incoming|in|received|missed|perdida",
        "outbound": "outbound|saliente|realizada|outgoing|out|made|hecha",
    }
)
_RESULTS: Final = _by_word(
    {
        "talked": "talked|converso|hablo|contactado|connected|answered|contesto|completed|success|interested|contacted",
        "no answer": "no_answer|no answer|no contesto|sin respuesta|busy|ocupado|left voicemail|buzon|not answered",
    }
)
_KINDS: Final = _by_word(
    {
        "visit": "visita|page view|pageview|page hit|page.hit",
        "mail_click": "clic|clic en correo|hizo clic|click|clicked|email click|mail click|email clicked",
        "download": "descarga|asset download|asset.download",
        "form": "formulario|form submission|form submitted|form.submitted",
        "event": "evento|webinar|feria",
        "reply": "respuesta|respondio|email reply|replied|responded",
        "call": "llamada|phone call",
        "message": "mensaje|whatsapp|sms",
        "meeting": "reunion|demo|visita comercial",
    }
)  # fmt: skip
_IDLE: Final = _words(
    "sent|delivered|received|invited|planned|queued|scheduled|opened|open|bounced|soft bounced|hard bounced|dropped|"
    "not sent|no response|enviado|entregado|recibido|invitado|planificado|programado|abierto|abrio|rebotado|"
    "sin respuesta"
)
"""What a campaign does with somebody, and what mail programs do by themselves: an open is no act of a person."""
_OPT_OUTS: Final = _words(
    "opted out|opt out|opted-out|opt-out|unsubscribed|unsubscribe|complained|spam|marked as spam|dado de baja|"
    "dada de baja|se dio de baja|baja|desuscrito|cancelo la suscripcion"
)
_WON: Final = ("closed won", "won", "ganad", "closed - won", "cerrada ganada", "cierre ganado")
_LOST: Final = ("closed lost", "lost", "perdid", "closed - lost", "cerrada perdida", "cierre perdido", "closed-lost")


def _word(written: str) -> str:
    return fold(written).replace("_", " ").strip(" .!")


def status_of(written: str) -> str | None:
    """Return whether somebody registered, attended or was absent; None if the word says none of it."""
    return _STATUSES.get(fold(written).strip(" .!"))


def direction_of(written: str) -> str:
    """Return which way a call or message went; empty if the word does not tell."""
    return _DIRECTIONS.get(fold(written), "")


def result_of(written: str) -> str:
    """Return what came of a call; a word nobody knows stays as it is."""
    return _RESULTS.get(fold(written), fold(written))


def kind_of(written: str) -> str:
    """Return which kind of activity is meant; the folded word itself if none is known."""
    word = fold(written).replace("_", " ")
    name = word.replace(" ", "_")
    return name if name in ACTIVITY_KINDS else _KINDS.get(word, word)


def is_idle(written: str) -> bool:
    """Return whether the word tells what was done to somebody, and nothing that they did."""
    return _word(written) in _IDLE


def is_opt_out(written: str) -> bool:
    """Return whether the word tells that somebody wants nothing more."""
    return _word(written) in _OPT_OUTS


def is_of_campaigns(written: str) -> bool:
    """Return whether the word is one with which campaigns tell what became of somebody they went to."""
    return is_idle(written) or is_opt_out(written) or kind_of(written) in ("reply", "mail_click")


def ending_of(stage: str) -> str:
    """Return how far a sale came: won, lost, or open for any other word."""
    word = fold(stage).replace("-", " ")
    word = " ".join(word.split())
    if word.startswith(_WON):
        return "won"
    return "lost" if word.startswith(_LOST) else "open"
