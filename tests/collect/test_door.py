"""What the door answers, asked over a socket."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dueto.collect.script import source
from tests.collect.running import VISIT, RunningDoor, Started
from tests.docs.pages import Row, table


def test_it_keeps_all_that_a_hit_says(shared: RunningDoor) -> None:
    everything = VISIT | {"v": "everything", "k": "event", "i": "video", "l": "es-PE", "s": "390x844", "c": True}

    answer = shared.post(
        everything | {"d": {"seconds": 30, "title": "Más margen"}, "t": 1500}, User_Agent="Mozilla/5.0"
    )

    (hit,) = (hit for hit in shared.hits() if hit.visitor == "everything")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (202, b"", "0")
    assert (hit.kind, hit.item, hit.language, hit.screen, hit.consent) == ("event", "video", "es-PE", "390x844", True)
    assert (hit.url, hit.referrer, hit.agent) == (VISIT["u"], VISIT["r"], "Mozilla/5.0")
    assert hit.received_at - hit.occurred_at == 1_500_000
    assert hit.extra is not None
    assert json.loads(hit.extra) == {"seconds": 30, "title": "Más margen"}


def test_it_takes_the_hit_of_the_benchmark_as_a_visit(shared: RunningDoor) -> None:
    shared.post(VISIT | {"v": "plain"}, Content_Type="application/json")

    (hit,) = (hit for hit in shared.hits() if hit.visitor == "plain")
    assert (hit.kind, hit.item, hit.consent, hit.extra, hit.ago, hit.agent) == ("visit", None, None, None, 0, None)


def test_it_takes_what_a_beacon_sends(shared: RunningDoor) -> None:
    answer = shared.post(Content_Type="text/plain;charset=UTF-8", Origin="https://nevadal.example")

    assert answer.status == 202
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("header", ["DNT", "Sec_GPC"])
def test_case_25_it_keeps_nothing_of_a_browser_that_asks_not_to_be_followed(shared: RunningDoor, header: str) -> None:
    answer = shared.post(VISIT | {"v": f"private-{header}"}, **{header: "1"})

    assert answer.status == 202
    assert not [hit for hit in shared.hits() if hit.visitor.startswith("private-")]


def test_it_cuts_a_long_agent(shared: RunningDoor) -> None:
    shared.post(VISIT | {"v": "long-agent"}, User_Agent="x" * 3000)

    (hit,) = (hit for hit in shared.hits() if hit.visitor == "long-agent")
    assert hit.agent == "x" * 400


def test_it_says_what_is_wrong_with_a_hit(shared: RunningDoor) -> None:
    answer = shared.post({"u": VISIT["u"]})

    assert answer.status == 400
    assert answer.reason == "Object missing required field `v`"
    assert shared.figure('dueto_hits_refused_total{reason="malformed"}') >= 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/hit", 405),
        ("PUT", "/hit", 405),
        ("POST", "/dueto.js", 405),
        ("DELETE", "/health/ready", 405),
        ("GET", "/", 404),
        ("POST", "/hit/", 404),
        ("GET", "/../inbox.db", 404),
    ],
)
def test_it_answers_the_wrong_question(shared: RunningDoor, method: str, path: str, status: int) -> None:
    assert shared.ask(method, path).status == status


def test_it_lets_a_browser_ask_first(shared: RunningDoor) -> None:
    answer = shared.ask(
        "OPTIONS", "/hit", Origin="https://nevadal.example", Access_Control_Request_Method="POST"
    )  # fmt: skip

    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "POST"
    assert answer.headers["access-control-allow-headers"] == "content-type"


def test_it_takes_hits_from_the_sites_it_was_told_and_from_no_other(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file, DUETO_COLLECT_ORIGINS="https://nevadal.example, https://www.nevadal.example")

    ours = door.post(Origin="https://www.nevadal.example")
    theirs = door.post(Origin="https://copy.example")
    asked = door.ask("OPTIONS", "/hit", Origin="https://copy.example", Access_Control_Request_Method="POST")

    assert (ours.status, theirs.status, asked.status) == (202, 403, 403)
    assert ours.headers["access-control-allow-origin"] == "https://www.nevadal.example"
    assert ours.headers["vary"] == "origin"
    assert theirs.reason == "hits from this site are not taken here"
    assert len(door.hits()) == 1


def test_it_hands_out_the_script_once(shared: RunningDoor) -> None:
    first = shared.ask("GET", "/dueto.js", Accept_Encoding="gzip, br")
    plain = shared.ask("GET", "/dueto.js")
    again = shared.ask("GET", "/dueto.js", If_None_Match=f'W/"other", {first.headers["etag"]}')

    assert gzip.decompress(first.body).decode() == plain.body.decode() == source()
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "max-age=3600" in first.headers["cache-control"]
    assert (again.status, again.body) == (304, b"")


def test_it_is_alive_and_ready(shared: RunningDoor) -> None:
    for path in ("/health/live", "/health/ready"):
        assert shared.ask("GET", path).status == 200
        assert shared.ask("HEAD", path).body == b""


def test_its_figures_tell_of_nobody(shared: RunningDoor) -> None:
    before = shared.figure("dueto_hits_accepted_total")
    shared.post()

    assert shared.figure("dueto_hits_accepted_total") == before + 1
    assert shared.figure("dueto_hits_waiting") == 0
    assert shared.figure("dueto_commit_seconds_count") >= 1
    text = shared.ask("GET", "/metrics").body.decode()
    assert VISIT["v"] not in text
    assert "127.0.0.1" not in text


def test_one_network_has_one_key_for_a_day_and_no_address(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file, DUETO_TRUSTED_PROXIES="1")

    for address in ("203.0.113.7", "198.51.100.9, 203.0.113.7", "203.0.113.8", "2001:db8:1:2::a", "2001:db8:1:2::b"):
        door.post(X_Forwarded_For=address)

    keys = [hit.origin_key for hit in door.hits()]
    assert keys[0] == keys[1]
    assert keys[3] == keys[4]
    assert len(set(keys)) == 3
    assert b"203.0.113" not in inbox_file.read_bytes() + inbox_file.with_suffix(".db-wal").read_bytes()


def test_one_network_that_sends_rubbish_is_told_to_wait(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file, DUETO_TRUSTED_PROXIES="1")

    answers = (door.post({}, X_Forwarded_For="203.0.113.7") for _ in range(2000))
    flooding = next(answer for answer in answers if answer.status != 400)
    other = door.post(X_Forwarded_For="203.0.113.8")

    assert flooding.status == 429
    assert 1 <= int(flooding.headers["retry-after"]) <= 61
    assert other.status == 202


def test_it_finishes_what_it_took_and_says_good_bye(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file)
    assert door.post(User_Agent="somebody").status == 202

    written = door.stop()

    assert door.process.returncode == 0
    assert [json.loads(line)["event"] for line in written.splitlines()] == ["collect_stopped"]
    assert "somebody" not in written
    assert len(door.hits()) == 1


@pytest.mark.parametrize("row", table("algorithms/collect.md", "table-answers"), ids=lambda row: row["Asked"])
def test_it_answers_as_its_page_says(shared: RunningDoor, row: Row) -> None:
    method, path, *body = row["Asked"].split(" ", 2)

    assert shared.ask(method, path, *body).status == int(row["Answer"])
