"""Posting to an address that somebody typed: only where it may lead, never for long, never further than asked.

The name is resolved once, every address it has is looked at, and the connection goes to one of exactly those: a name
that answers differently the second time changes nothing. Redirects are not followed, and no proxy is asked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final
from urllib.parse import urlsplit

CONNECT_WITHIN: Final = 5.0
ANSWER_WITHIN: Final = 15.0
"""Seconds for everything together, however slowly the other side sends."""
MOST_READ: Final = 2_000
NEVER: Final = tuple(
    ip_network(one) for one in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32", "0.0.0.0/8",
                                "224.0.0.0/4", "ff00::/8", "255.255.255.255/32", "::/128")
)  # fmt: skip
"""Where machines tell their own secrets, and what is no machine: refused even where private addresses are allowed."""
INSIDE: Final = ip_network("64:ff9b::/96")
"""IPv4 behind a translator."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side answered: its status, the beginning of its body, and after how long it wants to be asked."""

    status: int
    excerpt: str
    latency_ms: int
    retry_after: int | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it says that it has it."""
        return 200 <= self.status < 300


class Unreachable(Exception):
    """Nothing was answered. `problem` is a word for the log: refused, dns, forbidden, timeout, tls, broken."""

    def __init__(self, problem: str, latency_ms: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.latency_ms = problem, latency_ms


def post(
    address: str, body: bytes, headers: Mapping[str, str], *, is_private_allowed: bool, within: float = ANSWER_WITHIN
) -> Answer:
    """Return the answer to a post; raise `Unreachable` if there is none."""
    parts = urlsplit(address)
    is_secure, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if is_secure else 80)
    began = time.monotonic()
    if not is_secure and not is_private_allowed:
        raise Unreachable("forbidden")
    pinned = resolved(host, port, is_private_allowed=is_private_allowed)
    connection = _Pinned(host, port, pinned, is_secure=is_secure)
    clock = threading.Timer(within, connection.cut)
    clock.daemon = True
    clock.start()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, {**headers, "Connection": "close"})
        got = connection.getresponse()
        read = got.read(MOST_READ)
        return Answer(got.status, _text(read), _since(began), _seconds(got.headers.get("Retry-After")))
    except ssl.SSLError:
        raise Unreachable("timeout" if connection.is_cut else "tls", _since(began)) from None
    except TimeoutError:
        raise Unreachable("timeout", _since(began)) from None
    except ConnectionRefusedError:
        raise Unreachable("refused", _since(began)) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unreachable("timeout" if connection.is_cut else "broken", _since(began)) from None
    finally:
        clock.cancel()
        connection.close()


def resolved(host: str, port: int, *, is_private_allowed: bool) -> tuple[Any, ...]:
    """Return the socket address to connect to; raise `Unreachable` unless every address of the name may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("dns") from None
    if not found or not all(may_ask(str(one[4][0]), is_private_allowed=is_private_allowed) for one in found):
        raise Unreachable("forbidden")
    return found[0][4]


def may_ask(address: str, *, is_private_allowed: bool) -> bool:
    """Return whether a post may go to this address of a machine."""
    try:
        one: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, IPv6Address):
        if one.ipv4_mapped is not None:
            one = one.ipv4_mapped
        elif one.sixtofour is not None or one.teredo is not None:
            return False
        elif one in INSIDE:
            one = IPv4Address(int(one) & 0xFFFFFFFF)
    if any(one.version == net.version and one in net for net in NEVER):
        return False
    return is_private_allowed or (one.is_global and not one.is_multicast and not one.is_reserved)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, under the name that was asked for."""

    def __init__(self, host: str, port: int, pinned: tuple[Any, ...], *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=CONNECT_WITHIN)
        self.default_port = 443 if is_secure else 80
        self.is_cut = False
        self._pinned, self._is_secure = pinned, is_secure
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connect."""
        self.sock = socket.create_connection((str(self._pinned[0]), int(self._pinned[1])), CONNECT_WITHIN)
        self.sock.settimeout(ANSWER_WITHIN)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._line = self.sock  # the answer is read from it when `sock` is given up already

    def cut(self) -> None:
        """End it from another thread: whoever waits on it stops waiting."""
        self.is_cut = True
        if self._line is not None:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _text(read: bytes) -> str:
    return read.decode("utf-8", errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")[:300]


def _seconds(asked: str | None) -> int | None:
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) <= 6 else None


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
