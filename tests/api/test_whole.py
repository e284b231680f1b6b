"""The whole API, called as its description allows and as it does not: never a failure of ours, never a surprise."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import Settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from dueto.api.v1 import api
from tests.api.program import Program, bring

pytestmark = pytest.mark.django_db
TIMES = 300 if os.environ.get("DUETO_SOAK") else 3
DESCRIBED = json.loads(json.dumps(api.get_openapi_schema()))
WHOLE = schemathesis.openapi.from_dict(DESCRIBED)
WHOLE.app = get_wsgi_application()
WHOLE.config.update(base_url="http://localhost/")
CHECKS = [
    checks.not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
    openapi.response_headers_conformance, openapi.response_schema_conformance,
]  # fmt: skip


@pytest.fixture
def filled(program: Program, settings: Settings) -> Iterator[None]:
    """Put something there to be asked for; then let calls go on in the test's own transaction."""
    settings.API_PER_MINUTE = 10_000_000
    person = bring(program)
    assert program.post(f"people/{person}/notes", {"text": "called"}).status_code == 201
    wanted = {"name": "CRM", "address": "https://crm.example/", "events": ["lead.passage.opened"]}
    assert program.post("webhooks", wanted).status_code == 201
    # A server ends its connection after a call. Django's client leaves that out, and sets it up again behind itself.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_call_breaks_it_and_no_answer_is_undescribed(filled: None, secret: str) -> None:
    for found in WHOLE.get_all_operations():
        call(found.ok(), secret)


def call(operation: schemathesis.schemas.APIOperation, secret: str) -> None:
    """Call one operation in many ways."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=TIMES, deadline=None, database=None, derandomize=not os.environ.get("DUETO_SOAK"),
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def calls(case: schemathesis.Case) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {secret}"})
        case.validate_response(answer, checks=CHECKS)

    calls()
