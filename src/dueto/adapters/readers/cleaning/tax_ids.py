"""Tax ids by country, with their check digit."""

from __future__ import annotations

from typing import Any

from stdnum import get_cc_module
from stdnum.ar import cuit
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.es import nif
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.mx import rfc
from stdnum.pe import ruc

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import say

BY_COUNTRY: dict[str, tuple[str, Any]] = {
    "PE": ("RUC", ruc), "MX": ("RFC", rfc), "CO": ("NIT", nit), "CL": ("RUT", rut),
    "AR": ("CUIT", cuit), "ES": ("NIF", nif),
}  # fmt: skip


def tax_id_of(text: str, *, country: str | None) -> str | Refusal:
    """Return the id in its compact form; without a country it must fit exactly one of those we know."""
    if country is None:
        fitting = {fit for _, kind in BY_COUNTRY.values() if (fit := _valid(text, kind))}
        if len(fitting) == 1:
            return fitting.pop()
        return Refusal(say("the country of this tax id is not known; map a country or set one for all rows"))
    name, kind = BY_COUNTRY.get(country) or (country, get_cc_module(country.lower(), "vat"))
    if kind is None:
        return " ".join(text.split()).upper()
    try:
        number: str = kind.validate(text)
    except InvalidChecksum:
        return Refusal(say("the check digit of this {kind} does not match", kind=name))
    except InvalidLength:
        return Refusal(say("this {kind} has the wrong length", kind=name))
    except ValidationError:
        return Refusal(say("this is not a {kind}", kind=name))
    return number


def _valid(text: str, kind: Any) -> str | None:
    try:
        number: str = kind.validate(text)
    except ValidationError:
        return None
    return number
