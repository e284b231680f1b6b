"""What a mail says, as plain text: out of whatever charset and markup it came in, bounded, and its quotations apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

MOST: Final = 20_000
MOST_MARKUP: Final = 300_000
UNSEEN: Final = frozenset({"style", "script", "head", "title", "template", "noscript"})
BLOCKS: Final = frozenset(
    ("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul")
)  # fmt: skip
QUOTING: Final = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:original message|mensaje original|mensagem original|forwarded message|mensaje reenviado"
    r"|mensagem encaminhada)\b"
    r"|(?:on|el|em|le)\b[^\n]{4,160}\b(?:wrote|escribi[oó]|escreveu|a écrit)\s*:\s*$"
    r"|(?:from|de|von)\s*:[^\n]{1,160}$(?=\n\s*(?:sent|enviado|date|fecha|to|para)\b))",
    re.IGNORECASE | re.MULTILINE,
)
"""The line from which on somebody else is quoted."""


def decoded(octets: bytes, charset: str | None) -> str:
    """Return the text of these octets, whatever charset they say: a wrong or unknown one loses nothing readable."""
    for name in (charset, "utf-8"):
        try:
            return octets.decode(name) if name else octets.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return octets.decode("cp1252", "replace")


def clean(text: str, *, most: int = MOST) -> str:
    """Return text as it may be kept: line breaks stay, signs that nobody sees go, empty lines stand alone."""
    lines = text[: most * 2].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(sign if sign.isprintable() else " " for sign in line).rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(seen)).strip()[:most]


def one_line(text: str, *, most: int) -> str:
    """Return text on one line."""
    return " ".join(clean(text, most=most * 2).split())[:most]


def without_markup(markup: str) -> str:
    """Return what a page says to whoever reads it; styles, scripts and markup that is broken are passed over."""
    reader = _Reader()
    try:
        reader.feed(markup[:MOST_MARKUP])
        reader.close()
    except AssertionError:  # declarations that are none: what was read until there is kept
        pass
    return clean("\n".join(" ".join(line.split()) for line in "".join(reader.said).split("\n")))


def apart(text: str) -> tuple[str, str]:
    """Return what somebody says here, and what they quote below it."""
    found = QUOTING.search(text)
    if found is None or not text[: found.start()].strip():
        return text.strip(), ""
    return text[: found.start()].strip(), text[found.start() :].strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in BLOCKS:
            self.said.append("\n> " if tag == "blockquote" else "\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data.replace("\n", " "))
