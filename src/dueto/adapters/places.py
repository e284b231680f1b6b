"""Where a telephone rings: the zone and the public holidays of a number and of a country."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

import holidays
from babel.core import get_global
from phonenumbers import NumberParseException, parse, region_code_for_number
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

FIRST_YEAR, YEARS = 2000, 60
CAPITALS: Final = MappingProxyType(
    {
        "AR": "America/Argentina/Buenos_Aires", "BR": "America/Sao_Paulo", "CA": "America/Toronto",
        "CL": "America/Santiago", "EC": "America/Guayaquil", "ES": "Europe/Madrid", "MX": "America/Mexico_City",
        "PT": "Europe/Lisbon", "US": "America/New_York",
    }
)  # fmt: skip
"""Countries of several zones: the one in which most of its people work."""


@lru_cache(maxsize=512)
def zone_of_number(phone: str) -> ZoneInfo | None:
    """Return where the telephone rings, as far as its number says."""
    try:
        zones = time_zones_for_number(parse(phone))
    except NumberParseException:
        return None
    return ZoneInfo(zones[0]) if len(zones) == 1 and zones[0] != UNKNOWN_TIMEZONE else None


@lru_cache(maxsize=512)
def zone_of_country(country: str) -> ZoneInfo | None:
    """Return the zone of a country, of its capital where it has several; None for a country nobody knows."""
    if country in CAPITALS:
        return ZoneInfo(CAPITALS[country])
    zones = sorted(zone for zone, territory in get_global("zone_territories").items() if territory == country)
    return ZoneInfo(zones[0]) if zones else None


@lru_cache(maxsize=2048)
def country_of_number(phone: str) -> str:
    """Return the country of a number that says it by its prefix; empty where it does not."""
    try:
        return region_code_for_number(parse(phone)) or ""
    except NumberParseException:
        return ""


@lru_cache(maxsize=64)
def holidays_of(country: str) -> frozenset[date]:
    """Return the public holidays of a country, for some decades; none for a country nobody knows."""
    if not country:
        return frozenset()
    try:
        return frozenset(holidays.country_holidays(country, years=range(FIRST_YEAR, FIRST_YEAR + YEARS)))
    except NotImplementedError:
        return frozenset()
