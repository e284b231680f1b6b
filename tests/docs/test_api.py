"""What the page on the API promises: a check of signatures that works, events that there are, statuses as answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

from dueto.adapters.webhooks.signing import headers_of
from dueto.api.described import REFUSALS
from dueto.apps.webhooks.events import EVENTS
from tests.docs.pages import DOCS, table

SECRET = "whsec_" + "c2VjcmV0" * 4
BODY = '{"type": "lead.passage.opened", "data": {"name": "Ñandú"}}'


def test_its_check_of_signatures_takes_ours_and_no_other() -> None:
    document = Sybil(parsers=[PythonCodeBlockParser()]).parse(DOCS / "api.md")
    for example in document.examples():
        example.evaluate()
    is_ours = document.namespace["is_ours"]
    now = datetime.now(UTC)
    headers = headers_of("msg_1", BODY, secrets=["whsec_" + "b3RoZXI1" * 4, SECRET], at=now)

    assert is_ours(headers, BODY.encode(), SECRET)
    assert not is_ours(headers, BODY.encode() + b" ", SECRET)
    assert not is_ours({**headers, "webhook-id": "msg_2"}, BODY.encode(), SECRET)
    assert not is_ours(headers, BODY.encode(), "whsec_" + "dGhpcmQx" * 4)
    old = headers_of("msg_1", BODY, secrets=[SECRET], at=now - timedelta(minutes=6))
    assert not is_ours(old, BODY.encode(), SECRET)


def test_it_names_events_that_there_are() -> None:
    named = {row["Event"].strip("`") for row in table("api.md", "table-events")}

    assert named <= set(EVENTS)
    assert {"lead.passage.opened", "lead.stage.moved", "handoff.contract.sent", "person.fact.told"} <= named


def test_it_tells_of_every_refusal() -> None:
    page = (DOCS / "api.md").read_text("utf-8")
    assert [status for status in REFUSALS if f"| {status}" not in page and f", {status} |" not in page] == []
