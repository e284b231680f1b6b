"""The same call twice does its work once; and never is one call answered with another's answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.apps.base.models import Activity, Note, Person
from dueto.apps.team.actions.calls import Begun, Kept, Other, UnderWay, begin_call, drop_call, forget_calls, keep_answer
from dueto.apps.team.models import ApiToken, CallOnce
from tests.api.program import ANA, Program, bring
from tests.cast import AT
from tests.migrated import place, place_on
from tests.work.running import ROOT

KEY = {"idempotency_key": "5f0c"}
INQUIRY = {"form": "contacto", "values": ANA}


@pytest.mark.django_db
def test_the_same_call_is_answered_again_and_does_nothing_more(program: Program) -> None:
    first, again = program.post("people", INQUIRY, **KEY), program.post("people", INQUIRY, **KEY)

    assert first.status_code == again.status_code == 201
    assert again.content == first.content
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert Activity.objects.filter(kind="form").count() == 1


@pytest.mark.django_db
def test_another_call_under_the_same_key_is_refused(program: Program) -> None:
    program.post("people", INQUIRY, **KEY)
    changed = program.post("people", {**INQUIRY, "values": ANA | {"email": "b@lacteos.example"}}, **KEY)
    elsewhere = program.post("webhooks", INQUIRY, **KEY)

    assert changed.status_code == elsewhere.status_code == 422
    assert "another call" in changed.json()["title"]
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_refusal_is_not_kept_so_that_it_can_be_mended_elsewhere(program: Program) -> None:
    assert program.post("people/1/notes", {"text": "too early"}, **KEY).status_code == 404
    person = bring(program)

    assert program.post(f"people/{person}/notes", {"text": "in time"}, **KEY).status_code == 201
    assert CallOnce.objects.count() == 1


@pytest.mark.django_db
def test_what_fails_halfway_is_undone_and_can_be_called_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = bring(program)
    program.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("dueto.api.people.judge", lambda **_: 1 / 0)
        answer = program.send("PATCH", f"people/{person}", json.dumps({"facts": {"sites": "9"}}), **KEY)
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "sites" in {one["field"] for one in program.get(f"people/{person}").json()["data"] if one["value"] == "7"}

    again = program.send("PATCH", f"people/{person}", json.dumps({"facts": {"sites": "9"}}), **KEY)
    assert again.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a b", "ñ" * 3, "x" * 256])
def test_a_key_that_is_none_is_refused(program: Program, key: str) -> None:
    assert program.post("people", INQUIRY, idempotency_key=key).status_code == 422


@pytest.mark.django_db
def test_no_kept_answer_holds_anything_personal(program: Program) -> None:
    person = bring(program)
    program.post("people", INQUIRY, idempotency_key="1")
    program.post(f"people/{person}/notes", {"text": "Ana calls back"}, idempotency_key="2")
    program.send(
        "PATCH", f"people/{person}", json.dumps({"facts": {"full_name": "Ana María Sol"}}), idempotency_key="3"
    )

    kept = " ".join(CallOnce.objects.values_list("body", flat=True))
    assert CallOnce.objects.exclude(status=None).count() == 3
    assert not any(word in kept for word in ("Ana", "Sol", "lacteos"))


@pytest.mark.django_db
def test_one_token_does_not_see_what_another_was_answered(program: Program, cast: object) -> None:
    other = ApiToken.objects.create(name="B", beginning="x", token_hash="y", made_by_id=cast.samuel.pk, made_at=AT)  # type: ignore[attr-defined]
    mine = ApiToken.objects.exclude(pk=other.pk).get()
    for token in (mine, other):
        assert isinstance(begin_call(token_id=token.pk, key="k", fingerprint="f", at=AT), Begun)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("a", "b")), st.sampled_from(("1", "2")), st.sampled_from(("keep", "drop", "die")),
        st.integers(0, 30 * 3600),
    ),
    max_size=12,
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_calls_equal_a_plain_account_of_them(secret: str, steps: list[tuple[str, str, str, int]]) -> None:
    """A dictionary says the same: by key the fingerprint, the answer if there is one, and since when."""
    CallOnce.objects.all().delete()
    token, at = ApiToken.objects.get().pk, AT
    plain: dict[str, tuple[str, str | None, object]] = {}
    for key, fingerprint, then, seconds in steps:
        at += timedelta(seconds=seconds)
        standing = begin_call(token_id=token, key=key, fingerprint=fingerprint, at=at)
        before = plain.get(key)
        age = at - before[2] if before else timedelta.max  # type: ignore[operator]
        if before is None or age >= timedelta(hours=24) or (before[1] is None and age >= timedelta(seconds=90)):
            assert isinstance(standing, Begun)
            plain[key] = (fingerprint, None, at)
            if then == "keep":
                assert keep_answer(standing, answer=Kept(201, "", fingerprint))
                plain[key] = (fingerprint, fingerprint, at)
            elif then == "drop":
                drop_call(standing)
                del plain[key]
        elif before[0] != fingerprint:
            assert isinstance(standing, Other)
        elif before[1] is None:
            assert isinstance(standing, UnderWay)
        else:
            assert standing == Kept(201, "", before[1])


@pytest.mark.django_db
def test_whoever_was_overtaken_keeps_nothing_and_a_day_later_all_is_forgotten(secret: str) -> None:
    token = ApiToken.objects.get().pk
    slow = begin_call(token_id=token, key="k", fingerprint="f", at=AT)
    quick = begin_call(token_id=token, key="k", fingerprint="f", at=AT + timedelta(minutes=2))
    assert isinstance(slow, Begun)
    assert isinstance(quick, Begun)

    assert not keep_answer(slow, answer=Kept(201, "", "slow"))
    drop_call(slow)
    assert keep_answer(quick, answer=Kept(201, "", "quick"))
    assert forget_calls(at=AT + timedelta(hours=24)) == 0
    assert forget_calls(at=AT + timedelta(hours=25)) == 1


TOGETHER = """
import json, threading, django; django.setup()
from collections import Counter
from datetime import UTC, datetime
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
if not django.conf.settings.IS_SQLITE: call_command("createcachetable", verbosity=0)
from dueto.apps.base.models import Activity
from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from dueto.work.demo.cast import seat_cast
from tests.api.program import ANA, Program
now = datetime.now(UTC)
samuel = seat_cast(at=now).members["samuel"]
token = make_token(name="x", scopes=list(SCOPES), by=samuel, at=now)[1]
statuses, start = Counter(), threading.Barrier(6)
def call():
    program = Program(token)
    start.wait()
    for key in range(3):
        body = {"form": "contacto", "values": ANA | {"email": f"p{key}@lacteos.example"}}
        statuses[program.post("people", body, idempotency_key=f"k{key}").status_code] += 1
    connection.close()
threads = [threading.Thread(target=call) for _ in range(6)]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
print(json.dumps([dict(statuses), Activity.objects.filter(kind="form").count()]))
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.enable_socket
def test_many_at_once_do_it_once(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    environment = {
        **os.environ, "DUETO_HOME": str(tmp_path), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings", "DUETO_DATABASE_PATIENCE": "120",
        "DUETO_DATABASE": place_on(request.getfixturevalue("postgres")) if database == "postgresql" else "",
        "DUETO_LOG_LEVEL": "error", "DUETO_HOSTS": "testserver",
    }  # fmt: skip
    place(tmp_path)
    statuses, forms = json.loads(run(TOGETHER, environment=environment).splitlines()[-1])

    assert set(statuses) <= {"201", "409"}
    assert sum(statuses.values()) == 18
    assert forms == 3


def run(script: str, *, environment: dict[str, str]) -> str:
    """Return what a script prints that runs in a process of its own."""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.django_db
def test_a_note_written_under_a_key_is_one_note(program: Program) -> None:
    person = bring(program)
    for _ in range(3):
        program.post(f"people/{person}/notes", {"text": "called"}, **KEY)
    assert Note.objects.count() == 1


@pytest.mark.django_db
def test_a_secret_is_shown_once_and_kept_nowhere(program: Program) -> None:
    wanted = {"name": "CRM", "address": "https://crm.example/", "events": ["lead.passage.opened"]}
    made, again = program.post("webhooks", wanted, **KEY), program.post("webhooks", wanted, **KEY)

    assert made.json()["secret"].startswith("whsec_")
    assert again.status_code == 409
    assert again.headers["Location"] == made.headers["Location"]
    assert len(program.get("webhooks").json()["items"]) == 1
    assert CallOnce.objects.get().body == ""
