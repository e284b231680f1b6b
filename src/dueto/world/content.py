"""What Nevadal publishes, by buying stage, and where people come from. Texts are folded, as activities keep them."""

from __future__ import annotations

from typing import NamedTuple

ARTICLE = "/articulos/cuanto-cuesta-un-grado"
"""The article that students read: 38 % of all visits."""
PRICES = "/precios"
CASE = "/casos/agroexportadora-rio-seco"
CALCULATOR = "/calculadora"
PRODUCT = "/camara"
LORRIES = "/ruta"
JOBS = "/trabaja-con-nosotros"
COMPARISON = "/comparativa"
SALES = "/hablar-con-ventas"

GUIDE = "siete errores al medir el frio"
CHECKLIST = "lista de control antes de la auditoria"
WEBINAR = "auditorias sin sorpresas"
FAIR = "feria andina del frio"
DATA_SHEET = "ficha tecnica para farmacias"
"""What 40 % of the accepted pharmaceutical leads ask for, and nobody has written."""

QUIET_PAGES = ("/", PRODUCT, COMPARISON, "/nosotros", "/clientes", "/articulos/cadena-de-frio", "/guias")
"""Pages that no rule counts."""


class Source(NamedTuple):
    """Where somebody came from; the origin is kept for ever. `name` is for people, the rest is folded."""

    name: str
    channel: str
    campaign: str | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    referrer: str | None = None


SEARCH = Source("búsqueda", "busqueda", referrer="buscador.example")
SEARCH_AD = Source("anuncio en buscador", "anuncio en buscador", "camara 2", "buscador", "cpc", "buscador.example")
NETWORK_AD = Source("anuncio en red profesional", "anuncio en red profesional", "calidad sin sorpresas",
                    "red profesional", "paid social", "red.example")  # fmt: skip
WEBINAR_SOURCE = Source("webinar", "webinar", f"{WEBINAR} grabado", "correo", "email")
LIVE_SOURCE = Source("webinar", "webinar", f"{WEBINAR} en vivo", "correo", "email")
FAIR_SOURCE = Source("feria", "feria", FAIR)
CLIENT = Source("recomendación de cliente", "recomendacion de cliente")
INSTALLER = Source("socio instalador", "socio instalador", referrer="instaladores.example")
PHONE_IN = Source("teléfono entrante", "telefono entrante")
WHATSAPP_IN = Source("WhatsApp entrante", "whatsapp entrante")
MAIL_IN = Source("correo entrante", "correo entrante")
COLD_CALL = Source("llamada de prospección", "llamada de prospeccion")
DIRECT_MAIL = Source("correo directo", "correo directo", "programa auditoria", "correo", "email")
SALES_FIND = Source("hallazgo de ventas", "hallazgo de ventas")
DIRECT = Source("directo", "directo")

INBOUND = (
    SEARCH, SEARCH, SEARCH, SEARCH, SEARCH_AD, SEARCH_AD, NETWORK_AD, NETWORK_AD, WEBINAR_SOURCE, CLIENT, INSTALLER,
    MAIL_IN, WHATSAPP_IN,
)  # fmt: skip
"""Sources of inquiries, each as often as it is named."""
OUTBOUND = (COLD_CALL, DIRECT_MAIL, SALES_FIND)
VISITS = (SEARCH, SEARCH, SEARCH, SEARCH, SEARCH, SEARCH_AD, NETWORK_AD, DIRECT, DIRECT, INSTALLER)
"""Sources of visits of people nobody knows."""
