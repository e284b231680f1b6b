"""The company's own words are read as they were written, though rules see them folded."""

from __future__ import annotations

from datetime import UTC

import pytest

from dueto.adapters.voice import SPELLINGS, Voice
from dueto.apps.base.actions import spell
from dueto.apps.base.queries.spellings import spellings
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import say
from dueto.web.speech import Reader, said


def test_a_folded_word_is_said_as_it_was_first_written(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    spell(["Auditorías sin sorpresas", "AUDITORIAS SIN SORPRESAS", "webinar"])
    for folded, written in spellings().items():
        monkeypatch.setitem(SPELLINGS, folded, written)
    reader = Reader(Voice("es"), UTC)

    assert said(say("«{item}»", item=Folded("auditorias sin sorpresas")), reader=reader) == "«Auditorías sin sorpresas»"
    assert said(Folded("webinar"), reader=reader) == "Webinar"
