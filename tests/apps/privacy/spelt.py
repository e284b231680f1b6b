"""Looking for words in bytes, however they are spelt there."""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus

from dueto.domain.basics.text import fold


def holds(folder: Path, secrets: Iterable[str], *, but_not: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Return by file which of the secrets it holds, in whichever of the ways bytes can spell them."""
    spelt = {raw: secret for secret in secrets for raw in spellings(secret) if len(raw) > 5}
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part in but_not for part in path.relative_to(folder).parts):
            content = path.read_bytes()
            if here := sorted({secret for raw, secret in spelt.items() if raw in content}):
                found[str(path.relative_to(folder))] = here
    return found


def spellings(secret: str) -> Iterator[bytes]:
    """Yield the ways: as it is, folded, in capitals, in addresses, turned around, in JSON, in mails, in base 64.

    Each of them in the encodings that files have.
    """
    texts = {secret, fold(secret), secret.upper(), quote(secret), quote_plus(secret), secret.lower().replace(" ", "-")}
    texts |= {json.dumps(secret)[1:-1], escape(secret), quopri.encodestring(secret.encode()).decode()}
    if secret.isalpha():  # digits turned around are only counted down
        texts.add(secret[::-1])
    for text in texts:
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode("utf-16-be")
        yield text.encode("latin-1", "replace")
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + secret.encode())
        yield whole[4 if shift else 0 : -4]
