"""How a body may come: in pieces, late, without a length; and what is too much."""

from __future__ import annotations

import json
import socket
import time

from tests.collect.running import VISIT, RunningDoor

BODY = json.dumps(VISIT).encode()
HEAD = b"POST /hit HTTP/1.1\r\nHost: dueto\r\nConnection: close\r\n"


def padded(size: int) -> bytes:
    """Return a hit of that many bytes."""
    return (
        json.dumps(VISIT | {"r": ""}).encode().replace(b'""', b'"' + b"x" * (size - len(BODY) + len(VISIT["r"])) + b'"')
    )


def test_it_takes_what_is_just_small_enough(shared: RunningDoor) -> None:
    assert len(padded(8192)) == 8192
    assert shared.ask("POST", "/hit", padded(8192)).status == 202


def test_it_refuses_what_is_too_large_before_it_is_sent(shared: RunningDoor) -> None:
    answer = shared.raw(HEAD + b"Content-Length: 8193\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"a post has at most 8192 bytes" in answer


def test_it_refuses_what_turns_out_too_large(shared: RunningDoor) -> None:
    piece = b"400\r\n" + b"x" * 1024 + b"\r\n"

    answer = shared.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[piece] * 9)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_it_takes_a_body_in_chunks(shared: RunningDoor) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:10], BODY[10:40], BODY[40:]))

    answer = shared.raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 202 ")


def test_it_waits_for_a_slow_body_but_not_for_ever(shared: RunningDoor) -> None:
    head = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY)
    with (
        socket.create_connection(("127.0.0.1", shared.port), timeout=20) as slow,
        socket.create_connection(("127.0.0.1", shared.port), timeout=20) as endless,
    ):
        began = time.monotonic()
        endless.sendall(head + BODY[:5])
        slow.sendall(head)
        for byte in BODY[:50]:
            slow.sendall(bytes([byte]))
            time.sleep(0.02)
        slow.sendall(BODY[50:])

        assert slow.recv(4096).startswith(b"HTTP/1.1 202 ")
        assert endless.recv(4096).startswith(b"HTTP/1.1 408 ")
        assert 9.5 < time.monotonic() - began < 13


def test_nothing_is_kept_of_who_leaves_in_the_middle(shared: RunningDoor) -> None:
    before = len(shared.hits())
    with socket.create_connection(("127.0.0.1", shared.port)) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")

    assert shared.post().status == 202
    assert len(shared.hits()) == before + 1


def test_a_length_that_is_none_is_refused(shared: RunningDoor) -> None:
    for length in (b"-1", b"abc", b"1e3"):
        assert shared.raw(HEAD + b"Content-Length: " + length + b"\r\n\r\n").startswith(b"HTTP/1.1 4")
