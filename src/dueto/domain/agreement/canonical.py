"""One text for one agreement: canonical JSON (RFC 8785 over NFC text) and its SHA-256.

Numbers are whole, or decimals written as text without trailing zeros, so that no reader can round them. With
neither floats nor exponents left, RFC 8785 comes down to sorted keys, no spaces and its few escapes.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal
from typing import Any

from dueto.domain.basics.shapes import exact


def canonical(tree: Any) -> Any:
    """Return `tree` with its text in NFC and its decimals as text; the same for every way to write the same."""
    match tree:
        case str():
            return unicodedata.normalize("NFC", tree)
        case Decimal():
            number = exact(tree)
            return number if isinstance(number, int) else f"{number:f}"
        case dict():
            return {canonical(key): canonical(value) for key, value in tree.items()}
        case list() | tuple():
            return [canonical(value) for value in tree]
        case _:
            return tree


def canonical_json(tree: Any) -> str:
    """Return the canonical JSON of `tree`."""
    return json.dumps(_sorted(canonical(tree)), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def fingerprint(tree: Any) -> str:
    """Return the SHA-256 of the canonical JSON of `tree`, in hexadecimal."""
    return hashlib.sha256(canonical_json(tree).encode()).hexdigest()


def _sorted(tree: Any) -> Any:
    if isinstance(tree, dict):
        in_utf16 = sorted(tree.items(), key=lambda item: item[0].encode("utf-16-be", "surrogatepass"))
        return {key: _sorted(value) for key, value in in_utf16}
    if isinstance(tree, list):
        return [_sorted(value) for value in tree]
    return tree
