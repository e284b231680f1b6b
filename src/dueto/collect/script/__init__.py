"""The script that a site includes, as it is handed to browsers."""

from __future__ import annotations

import gzip
import re
from hashlib import blake2b
from importlib.resources import files

from dueto.collect.answers import Answer, Header, answer

# Whole lines only: a `//` within a line may be part of an address.
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)


def source() -> str:
    """Return the script without its comments."""
    return COMMENT.sub("", files(__name__).joinpath("dueto.js").read_text("utf-8"))


class Script:
    """The script, plain and packed, and the tag by which browsers know that it has not changed."""

    def __init__(self) -> None:
        plain = source().encode()
        self.tag = f'"{blake2b(plain, digest_size=12).hexdigest()}"'.encode()
        headers: tuple[Header, ...] = (
            (b"etag", self.tag),
            (b"cache-control", b"public, max-age=3600, stale-while-revalidate=86400"),
            (b"vary", b"accept-encoding"),
            (b"access-control-allow-origin", b"*"),
            (b"cross-origin-resource-policy", b"cross-origin"),
            (b"x-content-type-options", b"nosniff"),
        )
        kind = (b"content-type", b"text/javascript; charset=utf-8")
        self._plain = answer(200, plain, kind, *headers)
        self._packed = answer(200, gzip.compress(plain, mtime=0), kind, (b"content-encoding", b"gzip"), *headers)
        self._unchanged = answer(304, b"", *headers)

    def answer_to(self, headers: dict[bytes, bytes]) -> Answer:
        """Return the script, or that the browser has it already."""
        if self.tag in headers.get(b"if-none-match", b""):
            return self._unchanged
        return self._packed if b"gzip" in headers.get(b"accept-encoding", b"") else self._plain
