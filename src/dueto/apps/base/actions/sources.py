"""Where an act came from: each combination of campaign, referrer and first page once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, urlsplit

from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.models import Source
from dueto.domain.basics.text import fold

SEARCH_ENGINES = ("google.", "bing.", "duckduckgo.", "yahoo.", "ecosia.", "buscador.")
PAID = frozenset({"cpc", "ppc", "paid", "paidsearch", "paid search", "paid social", "display"})


MAIL = re.compile(r"[^\s/?&=;,]+(?:@|%40)[^\s/?&=;,]+", re.IGNORECASE)


def impersonal(text: str) -> str:
    """Return what an address of a page or a campaign says without the mail addresses that some sites write into it."""
    return MAIL.sub("*", text) if "@" in text or "%40" in text else text


@lru_cache(maxsize=8192)
def told_by(url: str, referrer: str) -> Source | None:
    """Return what an address and its referrer tell of where somebody came from; None if they came from within."""
    page, came_from = split(url), split(referrer)
    if page is None:
        return None
    asked = _asked(page.query) if "utm_" in page.query else {}
    utm = {
        name: fold(impersonal(asked.get(name, [""])[0]))[:200] for name in ("utm_source", "utm_medium", "utm_campaign")
    }
    host = (came_from.hostname or "") if came_from else ""
    is_within = not host or host == page.hostname
    if is_within and not any(utm.values()):
        return None
    source = Source(
        channel=_channel(utm, "" if is_within else host), campaign=utm["utm_campaign"], **utm,
        referrer="" if is_within else host[:200], first_page=impersonal(page.path)[:300] or "/",
    )  # fmt: skip
    return _with_fingerprint(source)


def campaign_in(url: str) -> str:
    """Return the campaign that an address names, as it is written there."""
    if "utm_campaign" not in url:
        return ""
    page = split(url)
    return impersonal(_asked(page.query).get("utm_campaign", [""])[0])[:200] if page else ""


def source_of(url: str, referrer: str) -> Source:
    """Return where somebody came from, kept; without a trace it is direct."""
    source = told_by(url, referrer) or direct(url)
    return kept([source])[source.fingerprint]


@lru_cache(maxsize=8192)
def direct(url: str) -> Source:
    """Return the source of somebody who came by themselves to this page."""
    page = split(url)
    return _with_fingerprint(Source(channel="directo", first_page=(impersonal(page.path)[:300] if page else "") or "/"))


@lru_cache(maxsize=8192)
def named_source(channel: str, campaign: str) -> Source:
    """Return the source that somebody names: a channel, and which campaign of it."""
    return _with_fingerprint(Source(channel=fold(channel)[:60], campaign=fold(campaign)[:200]))


def by_door(channel: str, *, campaign: str = "") -> Source:
    """Return the source of somebody who came by no page: by telephone, by mail, by a colleague who found them."""
    spell([channel, campaign])
    source = named_source(channel, campaign)
    return kept([source])[source.fingerprint]


def kept(sources: Iterable[Source]) -> dict[str, Source]:
    """Return the rows of these sources by fingerprint, those that are new written."""
    wanted = {source.fingerprint: source for source in sources}
    found = Source.objects.in_bulk(list(wanted), field_name="fingerprint") if wanted else {}
    if new := [_copy(source) for fingerprint, source in wanted.items() if fingerprint not in found]:
        Source.objects.bulk_create(new, ignore_conflicts=True)
        found |= Source.objects.in_bulk([source.fingerprint for source in new], field_name="fingerprint")
    return found


def _copy(source: Source) -> Source:
    return Source(**{name: getattr(source, name) for name in (*_NAMES, "fingerprint")})


_NAMES = ("channel", "campaign", "utm_source", "utm_medium", "utm_campaign", "referrer", "first_page")


def _with_fingerprint(source: Source) -> Source:
    text = "\x1f".join(getattr(source, name) for name in _NAMES)
    source.fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return source


def _channel(utm: dict[str, str], host: str) -> str:
    if utm["utm_medium"] in PAID:
        return "anuncio en buscador" if utm["utm_medium"] in ("cpc", "ppc") else "anuncio en red profesional"
    if utm["utm_medium"] == "email" or utm["utm_source"] == "correo":
        return "correo directo"
    if any(engine in f"{host}." for engine in SEARCH_ENGINES):
        return "busqueda"
    return utm["utm_source"][:60] or ("referencia" if host else "directo")


def split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url) if url else None
    except ValueError:
        return None


def _asked(query: str) -> dict[str, list[str]]:
    try:
        return parse_qs(query, max_num_fields=50)
    except ValueError:
        return {}
