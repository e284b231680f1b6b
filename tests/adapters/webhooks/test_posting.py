"""Posting goes only where it may, never for long, and never further than it was asked to."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from dueto.adapters.webhooks import posting
from dueto.adapters.webhooks.posting import Unreachable, may_ask, post
from tests.receiver import receiving

pytestmark = pytest.mark.enable_socket
NEVER = (
    "169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fe80::1", "fe80::1%eth0", "0.0.0.0", "::",
    "224.0.0.1", "ff02::1", "255.255.255.255", "fd00:ec2::254", "100.100.100.200", "nonsense", "2002:7f00:1::",
)  # fmt: skip
PRIVATE = (
    "127.0.0.1", "127.8.8.8", "::1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "fd12::1", "100.64.0.1",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "198.18.0.1", "192.0.2.1", "240.0.0.1",
)  # fmt: skip


@pytest.mark.parametrize("address", NEVER)
def test_what_tells_secrets_of_machines_is_never_asked(address: str) -> None:
    assert not may_ask(address, is_private_allowed=False)
    assert not may_ask(address, is_private_allowed=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_inside_is_asked_only_where_that_is_allowed(address: str) -> None:
    assert not may_ask(address, is_private_allowed=False)
    assert may_ask(address, is_private_allowed=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_world_is_asked(address: str) -> None:
    assert may_ask(address, is_private_allowed=False)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_this_machine_is_taken_for_another(host: str) -> None:
    with receiving() as receiver:
        port = receiver.address.split(":")[2].split("/")[0]
        with pytest.raises(Unreachable, match=r"forbidden|dns"):
            post(f"https://{host}:{port}/", b"{}", {}, is_private_allowed=False)
    assert receiver.came == []


def test_a_name_with_one_address_inside_is_refused_and_one_that_changes_is_not_asked_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [["8.8.8.8", "10.0.0.1"]]
    asked: list[Any] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers[0]]

    monkeypatch.setattr(posting.socket, "getaddrinfo", resolve)
    with pytest.raises(Unreachable, match="forbidden"):
        post("https://changing.example/", b"{}", {}, is_private_allowed=False)
    assert asked == ["changing.example"]

    answers[0] = ["8.8.8.8"]
    connected: list[Any] = []
    monkeypatch.setattr(posting.socket, "create_connection", lambda to, _: connected.append(to) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        post("https://changing.example/", b"{}", {}, is_private_allowed=False)
    assert connected == [("8.8.8.8", 443)]
    assert asked == ["changing.example"] * 2


def test_plain_http_is_for_this_machine_only() -> None:
    with pytest.raises(Unreachable, match="forbidden"):
        post("http://8.8.8.8/", b"{}", {}, is_private_allowed=False)


def test_an_answer_is_read_to_its_bound_and_no_further() -> None:
    with receiving() as receiver:
        receiver.answers, receiver.says = [200], b"y" * 5_000_000
        answer = post(receiver.address, b"{}", {}, is_private_allowed=True)
    assert answer.is_taken
    assert answer.excerpt == "y" * 300


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_whoever_hangs_or_drips_is_left_in_time(how: str) -> None:
    with receiving() as receiver:
        receiver.answers, receiver.drips = [0 if how == "hangs" else 200], how == "drips"
        began = time.monotonic()
        if how == "hangs":
            with pytest.raises(Unreachable, match="timeout"):
                post(receiver.address, b"{}", {}, is_private_allowed=True, within=0.4)
        else:
            post(receiver.address, b"{}", {}, is_private_allowed=True, within=0.4)
        assert time.monotonic() - began < 3


def test_a_closed_port_and_a_name_that_is_none_are_told_apart() -> None:
    with receiving() as receiver:
        address = receiver.address
    with pytest.raises(Unreachable, match="refused"):
        post(address, b"{}", {}, is_private_allowed=True)
    with pytest.raises(Unreachable, match="dns"):
        post("https://nowhere.invalid/", b"{}", {}, is_private_allowed=True)
    with receiving() as receiver, pytest.raises(Unreachable, match=r"tls|broken"):
        post(receiver.address.replace("http:", "https:"), b"{}", {}, is_private_allowed=True)
