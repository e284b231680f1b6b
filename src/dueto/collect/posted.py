"""What a browser posts: one JSON object, small and flat, checked before anything is kept of it."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from dueto.collect.inbox.rows import Hit

MOST = 8192
"""Bytes of one post."""
WEEK = 7 * 86_400_000
WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
VISITOR = re.compile(r"[A-Za-z0-9._:-]{1,64}")
NAMELESS = ("download", "event", "identify")

Kind: TypeAlias = Literal["visit", "download", "event", "identify"]
Name: TypeAlias = Annotated[str, Meta(max_length=64)]
Value: TypeAlias = Annotated[str, Meta(max_length=1024)] | int | float | bool | None


class Posted(msgspec.Struct, gc=False):
    """The keys are one letter because they travel with every page view."""

    v: str
    """The visitor."""
    u: str
    """The address of the page."""
    r: str | None = None
    """The page before it."""
    k: Kind = "visit"
    i: Annotated[str, Meta(max_length=2048)] | None = None
    """The item: what was downloaded, which event, who the visitor is."""
    l: Annotated[str, Meta(max_length=35)] | None = None  # noqa: E741 - the script's letter for language
    s: Annotated[str, Meta(max_length=20)] | None = None
    """The screen."""
    c: bool | None = None
    """Consent: asked for and given, or not asked for."""
    d: Annotated[dict[Name, Value], Meta(max_length=20)] | None = None
    """What an event carries."""
    t: Annotated[int, Meta(ge=0)] = 0
    """Milliseconds since it happened, if it could not be sent at once."""


class Malformed(Exception):
    """The post cannot be understood; the text tells a developer why."""


_decode = msgspec.json.Decoder(Posted).decode
_encode = msgspec.json.Encoder().encode


def read_hit(body: bytes, *, agent: str | None, origin_key: str, received_at: int) -> Hit:
    """Return the hit that `body` says, to be appended to the inbox; raise `Malformed` if it says none."""
    try:
        posted = _decode(body)
    except msgspec.ValidationError as error:
        raise Malformed(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Malformed("not JSON in UTF-8") from None
    except RecursionError:
        raise Malformed("nested too deep") from None
    if not VISITOR.fullmatch(posted.v):
        raise Malformed("v: a visitor is 1 to 64 letters, digits or . _ : -")
    if not WEB.match(posted.u):
        raise Malformed("u: not an http or https address")
    if posted.i is None and posted.k in NAMELESS:
        raise Malformed(f"i: missing, but {posted.k} needs it")
    if b"\\u0000" in body:
        raise Malformed("a null character")  # PostgreSQL keeps none in a text
    return Hit(
        0,
        received_at,
        min(posted.t, WEEK),
        posted.v,
        posted.k,
        posted.u,
        posted.r or None,
        posted.i,
        posted.l,
        posted.s,
        agent,
        origin_key,
        posted.c,
        _encode(posted.d).decode() if posted.d else None,
    )
