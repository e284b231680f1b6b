"""What is wrong with the settings, each with an id that `docs/settings.md` explains.

An error stops the start; a warning is told. Nothing here is asked of a laptop: the errors begin where others can reach
this installation, that is, where its address is not this machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_KEY: Final = 40


def is_reachable() -> bool:
    """Return whether others can reach this installation: its address is not this machine."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname not in HERE


def secret_key(**_named: Any) -> list[CheckMessage]:
    """E001: the key that signs sessions is set, secret and long."""
    if settings.SECRET_KEY == settings.NO_SECRET_KEY and is_reachable():
        return [Error("no secret key is set", hint="run `dueto setup`, or set DUETO_SECRET_KEY", id="dueto.E001")]
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        return [Error(f"the secret key is shorter than {SHORTEST_KEY} letters", id="dueto.E001")]
    return []


def hosts(**_named: Any) -> list[CheckMessage]:
    """E002: the names under which we answer are named, and the address is one of them."""
    if "*" in settings.ALLOWED_HOSTS and is_reachable():
        return [Error("DUETO_HOSTS=* answers under any name", hint="name the hosts", id="dueto.E002")]
    if not _is_answered(urlsplit(settings.PUBLIC_ADDRESS).hostname or ""):
        return [Error(f"{settings.PUBLIC_ADDRESS} is not among DUETO_HOSTS", hint="add its name", id="dueto.E002")]
    return []


def one_machine(**_named: Any) -> list[CheckMessage]:
    """E003: SQLite is one file on one machine, with one web process."""
    if settings.IS_SQLITE and settings.WEB_WORKERS > 1:
        return [
            Error(
                f"DUETO_WEB_WORKERS={settings.WEB_WORKERS} needs PostgreSQL",
                hint="set DUETO_DATABASE, or leave one web process: it serves hundreds of pages a second",
                id="dueto.E003",
            )
        ]
    return []


def address(**_named: Any) -> list[CheckMessage]:
    """E004: the address is one; W001: it is encrypted."""
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        return [Error(f"DUETO_ADDRESS={settings.PUBLIC_ADDRESS} is no address like https://dueto.example.com",
                      id="dueto.E004")]  # fmt: skip
    if is_reachable() and parts.scheme == "http":
        return [
            Warning("DUETO_ADDRESS is not encrypted (http)", hint="put a proxy with TLS before it", id="dueto.W001")
        ]
    return []


def demo(**_named: Any) -> list[CheckMessage]:
    """E005: the demo lets everybody in, so that it stays on this machine unless somebody says otherwise."""
    if settings.DEMO and is_reachable() and not settings.DEMO_IS_OPEN:
        return [
            Error(
                "DUETO_DEMO lets anybody enter as anybody, and this address can be reached by others",
                hint="unset DUETO_DEMO, or set DUETO_DEMO_OPEN=1 if it holds nothing but the demo",
                id="dueto.E005",
            )
        ]
    return []


def debugging(**_named: Any) -> list[CheckMessage]:
    """E006: the pages that show code are for developers."""
    if settings.DEBUG and is_reachable():
        return [Error("DUETO_DEBUG shows code and settings to everybody", hint="unset it", id="dueto.E006")]
    return []


def mail(**_named: Any) -> list[CheckMessage]:
    """W002: invitations and new passwords go by mail."""
    if is_reachable() and not settings.DEMO and settings.EMAIL_HOST in HERE and not settings.MAIL_IS_OFF:
        return [Warning("DUETO_SMTP_HOST is not set: mail goes to this machine", id="dueto.W002")]
    return []


def mailboxes(**_named: Any) -> list[CheckMessage]:
    """W005: what people write to us, and the password of the mailbox, travel encrypted."""
    return [
        Warning(f"the mailbox {box.name} is read without encryption", hint="set DUETO_IMAP_TLS=1", id="dueto.W005")
        for box in settings.MAILBOXES
        if box.tls == "0" and box.host not in HERE
    ]


def key_file(**_named: Any) -> list[CheckMessage]:
    """E007: nobody but its owner reads the file with the secret key."""
    file = Path(settings.SECRET_KEY_FILE)
    try:
        is_open = file.stat().st_mode & 0o077
    except OSError:
        return []
    return [Error(f"{file} can be read by others", hint=f"chmod 600 {file}", id="dueto.E007")] if is_open else []


def zone(**_named: Any) -> list[CheckMessage]:
    """E008: the zones of the world are installed."""
    if "America/Lima" in available_timezones():
        return []
    return [Error("there are no time zones here", hint="install tzdata", id="dueto.E008")]


def proxies(**_named: Any) -> list[CheckMessage]:
    """W004: behind a proxy, its addresses are told apart: else one guesser locks everybody out."""
    if settings.IS_SECURE and is_reachable() and settings.PROXIES == 0:
        hint = "set DUETO_TRUSTED_PROXIES to how many proxies write X-Forwarded-For"
        return [Warning("everybody seems to come from the proxy's address", hint=hint, id="dueto.W004")]
    return []


ALL: Final = (secret_key, hosts, one_machine, address, demo, debugging, mail, mailboxes, key_file, zone, proxies)


def _is_answered(host: str) -> bool:
    return any(
        allowed in {"*", host} or (allowed.startswith(".") and f".{host}".endswith(allowed))
        for allowed in (name.strip("[]") for name in settings.ALLOWED_HOSTS)
    )
