"""The doors by which somebody becomes known without a page: each is an origin, kept for ever."""

from __future__ import annotations

from typing import Final

MAIL_IN: Final = "Correo entrante"
WHATSAPP_IN: Final = "WhatsApp entrante"
PHONE_IN: Final = "Teléfono entrante"
FOUND: Final = "Hallazgo de ventas"
ORIGIN_OF: Final = {"mail": MAIL_IN, "whatsapp": WHATSAPP_IN, "call": PHONE_IN}
"""The origin of somebody nobody knew, by the channel on which they came."""
