"""Countries as ISO 3166 codes of two letters, from the names people use."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import say
from dueto.domain.basics.text import fold

LANGUAGES = ("pt", "fr", "de", "en", "es")
ALSO = {
    "eeuu": "US", "ee uu": "US", "eua": "US", "usa": "US", "u s": "US", "united states of america": "US",
    "estados unidos de america": "US", "america": "US", "uk": "GB", "england": "GB", "inglaterra": "GB",
    "escocia": "GB", "scotland": "GB", "wales": "GB", "gales": "GB", "great britain": "GB", "gran bretana": "GB",
    "holanda": "NL", "holland": "NL", "rep dominicana": "DO", "corea": "KR", "korea": "KR",
    "republic of korea": "KR", "republica de corea": "KR", "rusia": "RU", "republica checa": "CZ",
    "czech republic": "CZ", "turkey": "TR", "turquia": "TR", "mejico": "MX", "republica argentina": "AR", "uae": "AE",
    "ivory coast": "CI", "vietnam": "VN", "macau": "MO", "hong kong": "HK", "macedonia": "MK", "burma": "MM",
    "estados unidos mexicanos": "MX", "russian federation": "RU",
}  # fmt: skip
COUNTRY = re.compile("[A-Z]{2}")
NO_COUNTRY = {"EU", "EZ", "UN", "ZZ"}
NO_LETTER = re.compile(r"[^\w]+")


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | Refusal:
    """Return the code of a country named in Spanish, English or by ISO code; `NO` is Norway."""
    if code := _names().get(_bare(text)):
        return code
    return Refusal(say("{name} is not a country that is known; write its name or its ISO code", name=text.strip()[:60]))


def _bare(text: str) -> str:
    words = NO_LETTER.sub(" ", fold(text)).split()
    if words and all(len(word) == 1 for word in words):
        return "".join(words)
    return " ".join(words)


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    countries = {str(code) for code in Locale("en").territories if COUNTRY.fullmatch(str(code))} - NO_COUNTRY
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in countries:
                names[_bare(str(name))] = str(code)
    for old, new in get_global("territory_aliases").items():
        if re.fullmatch("[A-Z]{3}", old) and len(new) == 1 and new[0] in countries:
            names.setdefault(old.lower(), new[0])
    return names | {code.lower(): code for code in sorted(countries)} | ALSO
