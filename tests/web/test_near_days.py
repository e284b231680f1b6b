"""Today, yesterday and tomorrow within a sentence: without the article that a date takes in Spanish."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Message, say
from dueto.web.speech import Reader, said

NOW = datetime(2026, 11, 12, 15, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("message", "spanish", "english"),
    [
        (say("a customer since {day}", day=TODAY), "cliente desde hoy", "a customer since today"),
        (say("a customer since {day}", day=TODAY - DAY), "cliente desde ayer", "a customer since yesterday"),
        (say("a customer since {day}", day=date(2026, 3, 5)), "cliente desde el 5 mar", "a customer since Mar 5"),
        (say("Away from {first} to {last}", first=TODAY, last=TODAY + DAY), "Ausente de hoy a mañana",
         "Away from today to tomorrow"),
        (say("Marketing will answer by {when}.", when=NOW), "Marketing contestará antes de hoy 15:00.",
         "Marketing will answer by today 15:00."),
        (say("On {day} you {deed}.", day=TODAY - DAY, deed="x"), "Ayer x.", "Yesterday you x."),
        (say("On {day} you {deed}.", day=date(2026, 3, 5), deed="x"), "El 5 mar x.", "On Mar 5 you x."),
        (say("crossed on {day}", day=TODAY), "cruzó hoy", "crossed today"),
        (say("crossed on {day}", day=date(2026, 3, 5)), "cruzó el 5 mar", "crossed on Mar 5"),
        (TODAY, "hoy", "today"),
    ],
)  # fmt: skip
def test_a_near_day_takes_no_article(message: Message | date, spanish: str, english: str) -> None:
    assert said(message, reader=Reader(Voice("es"), UTC, NOW)) == spanish
    assert said(message, reader=Reader(Voice("en"), UTC, NOW)) == english


def test_words_that_somebody_wrote_stay_as_they_are() -> None:
    told = say("lost on {day}: {reason}", day=TODAY, reason="precio del hoy")

    assert said(told, reader=Reader(Voice("es"), UTC, NOW)) == "perdida hoy: precio del hoy"
