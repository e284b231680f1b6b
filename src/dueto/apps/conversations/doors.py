"""The doors: every source from which people come, each an origin that is kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dueto.domain.basics.text import fold


class By(StrEnum):
    """What opens a door."""

    SCRIPT = "script"
    IMPORT = "import"
    MAILBOX = "mailbox"
    CALL = "call"
    WHATSAPP = "whatsapp"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Door:
    """One source: its name in an address, the origin as it is written, and what opens it."""

    slug: str
    origin: str
    by: By

    @property
    def channel(self) -> str:
        """The origin as a source keeps it."""
        return fold(self.origin)


DOORS: Final = (
    Door("search", "Búsqueda", By.SCRIPT),
    Door("search-ad", "Anuncio en buscador", By.SCRIPT),
    Door("network-ad", "Anuncio en red profesional", By.SCRIPT),
    Door("webinar", "Webinar", By.IMPORT),
    Door("fair", "Feria", By.IMPORT),
    Door("client", "Recomendación de cliente", By.FIND),
    Door("partner", "Socio instalador", By.FIND),
    Door("call", "Teléfono entrante", By.CALL),
    Door("whatsapp", "WhatsApp entrante", By.WHATSAPP),
    Door("mail", "Correo entrante", By.MAILBOX),
    Door("prospecting", "Llamada de prospección", By.FIND),
    Door("direct-mail", "Correo directo", By.SCRIPT),
    Door("find", "Hallazgo de ventas", By.FIND),
)
BY_SLUG: Final = MappingProxyType({door.slug: door for door in DOORS})
FOUND: Final = BY_SLUG["find"].origin
MAIL_IN: Final = BY_SLUG["mail"].origin
ORIGIN_OF: Final = MappingProxyType(
    {"mail": MAIL_IN, "whatsapp": BY_SLUG["whatsapp"].origin, "call": BY_SLUG["call"].origin}
)
"""The origin of somebody nobody knew, by the channel on which they came."""
