"""What the door needs to know, read from the environment; what is wrong there stops it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dueto.domain.basics.message import Message, say

ORIGIN = re.compile(r"https?://[^\s/?#@]+", re.IGNORECASE)


class InvalidSetting(ValueError):
    """A variable of the environment cannot be used; `says` tells which and why."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the inbox is, and whom the door believes."""

    inbox: str
    """The path of a SQLite file, or a postgresql:// address."""
    port: int = 8001
    origins: frozenset[str] = frozenset()
    """The sites that may send hits; nothing means any."""
    trusted_proxies: int = 0
    """How many proxies stand before the door and write down whom they speak for."""


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Return the settings that `environ` asks for; raise `InvalidSetting` for the first that cannot be used."""
    home = Path(environ.get("DUETO_HOME") or "dueto-home")
    return Settings(
        inbox=_inbox(environ.get("DUETO_INBOX") or str(home / "inbox.db")),
        port=_whole(environ, "COLLECT_PORT", default=8001, most=65_535),
        origins=_origins(environ.get("DUETO_COLLECT_ORIGINS") or ""),
        trusted_proxies=_whole(environ, "DUETO_TRUSTED_PROXIES", default=0, most=10),
    )


def keeps_at(home: Path, settings: Settings) -> bool:
    """Return whether the door keeps what it takes in this home."""
    return Path(settings.inbox).resolve().parent == home


def _inbox(place: str) -> str:
    scheme, sign, _rest = place.partition("://")
    if sign and scheme not in ("postgresql", "postgres"):
        raise InvalidSetting(
            say("DUETO_INBOX is the path of a file or a postgresql:// address, not {scheme}://", scheme=scheme)
        )
    return place


def _whole(environ: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and int(text) <= most):
        raise InvalidSetting(
            say("{name} is a whole number from 0 to {most}, not {text}", name=name, most=most, text=text)
        )
    return int(text)


def _origins(text: str) -> frozenset[str]:
    origins = [part.strip() for part in text.split(",") if part.strip()]
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise InvalidSetting(
                say(
                    "DUETO_COLLECT_ORIGINS lists sites like https://nevadal.example, without a path; {origin} is none",
                    origin=origin,
                )
            )
    return frozenset(origin.lower() for origin in origins)
