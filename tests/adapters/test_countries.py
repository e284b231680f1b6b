"""The countries somebody chooses from: those of ISO 3166-1, in the order of the reader's language."""

from __future__ import annotations

import pytest

from dueto.adapters.countries import countries
from dueto.adapters.voice import LANGUAGES, Voice


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_countries_are_offered(language: str) -> None:
    codes = {code for code, _ in countries(Voice(language))}

    assert len(codes) == 249
    assert codes >= {"PE", "ES", "US", "TW", "AQ"}
    assert not codes & {"XA", "XB", "ZZ", "EU", "EZ", "UN", "QO", "IC", "EA", "AC", "CP", "DG", "TA"}


def test_accents_count_for_nothing_in_their_order() -> None:
    names = [name for _, name in countries(Voice("es"))]

    assert names[names.index("Letonia") :][:3] == ["Letonia", "Líbano", "Liberia"]
    assert names.index("Túnez") < names.index("Turquía") < names.index("Tuvalu")
    assert names.index("México") < names.index("Micronesia")
