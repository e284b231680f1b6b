"""The countries of the world, for somebody to choose one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dueto.adapters.voice import Voice
from dueto.domain.basics.text import fold


def countries(voice: Voice) -> list[tuple[str, str]]:
    """Return the countries by their names in the reader's language, in its order: accents count for nothing."""
    names = voice.locale.territories
    return sorted(((code, str(names[code])) for code in _codes() if code in names), key=lambda one: fold(one[1]))


@cache
def _codes() -> tuple[str, ...]:
    """Return the codes of ISO 3166-1, as they stand beside the time zones; Babel also names regions and tests."""
    lines = files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text(encoding="utf-8").splitlines()
    return tuple(line[:2] for line in lines if line and not line.startswith("#"))
