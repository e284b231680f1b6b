"""What is a hit and what is none."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dueto.collect.inbox import Hit
from dueto.collect.posted import WEEK, Malformed, read_hit
from tests.collect.running import VISIT, RunningDoor

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
NEARLY = st.fixed_dictionaries(
    {"v": st.just("7f3c") | JSON, "u": st.just("https://nevadal.example/") | st.text(max_size=20) | JSON},
    optional={key: JSON | st.integers() | st.text(max_size=10) for key in "rkilscdt"},
)


def read(body: bytes) -> Hit:
    """Return the hit of a body."""
    return read_hit(body, agent=None, origin_key="0", received_at=1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"v": None}, "Expected `str`, got `null` - at `$.v`"),
        ({"v": ""}, "v: a visitor is 1 to 64 letters, digits or . _ : -"),
        ({"v": "a b"}, "v: a visitor is 1 to 64 letters, digits or . _ : -"),
        ({"v": "x" * 65}, "v: a visitor is 1 to 64 letters, digits or . _ : -"),
        ({"u": "javascript:alert(1)"}, "u: not an http or https address"),
        ({"u": "https://"}, "u: not an http or https address"),
        ({"u": "/precios"}, "u: not an http or https address"),
        ({"k": "purchase"}, "Invalid enum value 'purchase' - at `$.k`"),
        ({"k": "download"}, "i: missing, but download needs it"),
        ({"d": {"deep": {"er": 1}}}, "Expected `bool | int | float | str | null`, got `object` - at `$.d[...]`"),
        ({"d": {str(key): 1 for key in range(21)}}, "Expected `object` of length <= 20 - at `$.d`"),
        ({"t": -1}, "Expected `int` >= 0 - at `$.t`"),
        ({"r": "\0"}, "a null character"),
    ],
)
def test_it_says_what_is_wrong(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(json.dumps(VISIT | change).encode())

    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON in UTF-8"),
        (b"{", "not JSON in UTF-8"),
        (b"v=1&u=2", "not JSON in UTF-8"),
        (b"[]", "Expected `object`, got `array`"),
        ('{"v":"ñ","u":"https://a.example/"}'.encode("latin-1"), "not JSON in UTF-8"),
        (b'{"v":"a","u":"https://a.example/","r":"\\ud800"}', "not JSON in UTF-8"),
        (b'{"v":"a","u":"https://a.example/","x":' + b"[" * 4000 + b"]" * 4000 + b"}", "nested too deep"),
    ],
)
def test_it_says_that_it_cannot_be_read(body: bytes, reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(body)

    assert str(refused.value) == reason


def test_it_does_not_believe_that_a_hit_waited_for_years() -> None:
    assert read(json.dumps(VISIT | {"t": 10**15}).encode()).ago == WEEK


def test_it_ignores_keys_of_a_later_script() -> None:
    assert read(json.dumps(VISIT | {"zz": [1]}).encode()).visitor == VISIT["v"]


def _is_sound(hit: Hit) -> bool:
    texts = [value for value in hit if isinstance(value, str)]
    return all("\0" not in text and text.encode() for text in texts if text) and 0 <= hit.ago <= WEEK


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all_is_a_hit_or_malformed(body: bytes) -> None:
    with contextlib.suppress(Malformed):
        assert _is_sound(read(body))


@given(NEARLY)
@example({"v": "a", "u": "http://a.example", "k": "event", "i": "x", "d": {"big": 10**400}})
@example({"v": "a", "u": "http://a.example", "k": "event", "i": "x", "d": {"endless": float("inf")}})
@example({"v": "a", "u": "http://a.example", "t": 2**70})
@example({"v": "a", "u": "http://a.example", "t": 1e300})
def test_what_is_nearly_a_hit_is_one_or_malformed(posted: dict[str, Any]) -> None:
    with contextlib.suppress(Malformed):
        assert _is_sound(read(json.dumps(posted).encode()))


HOSTILE = [
    b"\0" * 100, b"{" * 8000, b"\xff\xfe{}", b'{"v":"a","u":"http://a.example","d":{"x":1e999}}',
    b'{"v":"a","u":"http://a.example","t":99999999999999999999999999}', b'{"v":"a","u":"http://a\\u0000.example"}',
    b'{"v":"a","v":"b","u":"http://a.example"}', '{"v":"a","u":"http://a.example/\U0001f926‮"}'.encode(),
    b"null", b"1e5", b'"' + b"a" * 8000 + b'"', b"\xef\xbb\xbf{}",
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_no_body_breaks_the_door(shared: RunningDoor, body: bytes) -> None:
    assert shared.ask("POST", "/hit", body).status in (202, 400)
    assert shared.post().status == 202
