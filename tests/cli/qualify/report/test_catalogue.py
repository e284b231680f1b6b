"""Each sentence of the report has its Spanish, and the Spanish keeps the same gaps."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

import dueto.cli.qualify.report as report

ROOM = Path(report.__file__).parent
KEYWORDS = {"say": None, "say_many": (1, 2)}
FORBIDDEN = re.compile(r"\b(lead|leads|MQL|SLA|usted|tú|tu|su lista|accesar|dashboard|email|razón)\b", re.IGNORECASE)


def sentences() -> set[str]:
    """Return every sentence that the room can say, by its English text."""
    found: set[str] = set()
    for path in ROOM.rglob("*"):
        method = {".py": "python", ".j2": babel_extract}.get(path.suffix)
        if method is not None:
            options = (
                {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"} if path.suffix == ".j2" else {}
            )
            with path.open("rb") as lines:
                for _line, message, _comments, _context in extract(method, lines, keywords=KEYWORDS, options=options):
                    found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue() -> dict[str, tuple[str, ...]]:
    """Return the Spanish of the room by English text."""
    with (files("dueto") / "locale" / "es" / "report.po").open("rb") as lines:
        return {
            (message.id if isinstance(message.id, str) else message.id[0]): (
                (message.string,) if isinstance(message.string, str) else tuple(message.string)
            )
            for message in read_po(lines, locale="es")
            if message.id
        }


def test_it_has_spanish_for_each_sentence_and_for_nothing_else() -> None:
    said, written = sentences(), catalogue()

    assert said - set(written) == set()
    assert set(written) - said == set()
    assert all(all(text for text in texts) for texts in written.values())


def test_it_keeps_the_gaps_of_each_sentence() -> None:
    for english, spanish in catalogue().items():
        for text in spanish:
            assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english)), english


def test_it_uses_the_words_of_the_house() -> None:
    for texts in catalogue().values():
        for text in texts:
            assert not FORBIDDEN.search(text), text
