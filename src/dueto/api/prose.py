"""The prose of the API's description as a page shows it: paragraphs without the breaks of the source, code as code."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CODE = re.compile(r"`([^`]+)`")
PARAGRAPH = re.compile(r"\n\s*\n")


def paragraphs(text: str) -> SafeString:
    """Return each paragraph of a text as one of HTML."""
    told = (one for one in PARAGRAPH.split(text.strip()) if one.strip())
    return format_html_join("", "<p>{}</p>", ((line(one),) for one in told))


def line(text: str) -> SafeString:
    """Return a text as one line of HTML; what stands between backticks is code."""
    pieces = CODE.split(" ".join(text.split()))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", piece) if at % 2 else piece,) for at, piece in enumerate(pieces))
    )
