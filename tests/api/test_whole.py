"""The whole API, called as its description allows and as it does not: never a failure of ours, never a surprise."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
from collections.abc import Iterator
from itertools import count
from types import ModuleType

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from ninja import Schema
from pytest_django import Settings
from schemathesis import GenerationMode, checks
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks as openapi

import dueto.api
from dueto.api.v1 import api
from dueto.apps.base.models import Activity, Person
from dueto.apps.team.actions import make_token
from dueto.apps.team.models import ApiToken, Member
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program, bring
from tests.cast import AT, Cast
from tests.thread import crossed

pytestmark = pytest.mark.django_db
IS_LONG = bool(os.environ.get("DUETO_SOAK"))
TIMES = {GenerationMode.POSITIVE: 100 if IS_LONG else 4, GenerationMode.NEGATIVE: 100 if IS_LONG else 2}
"""So often each operation is called: as its description allows, and as it does not."""
DESCRIBED = json.loads(json.dumps(api.get_openapi_schema()))
WHOLE = schemathesis.openapi.from_dict(DESCRIBED)
WHOLE.app = get_wsgi_application()
WHOLE.config.update(base_url="http://localhost/")
ALWAYS = [
    checks.not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
    openapi.response_headers_conformance, openapi.response_schema_conformance,
]  # fmt: skip
CHECKS = {GenerationMode.POSITIVE: ALWAYS, GenerationMode.NEGATIVE: [*ALWAYS, openapi.negative_data_rejection]}
"""What the description refuses has to be refused."""


@pytest.fixture
def filled(program: Program, settings: Settings) -> Iterator[dict[str, list[int]]]:
    """Put something there to be asked for, and yield its ids; then let calls go on in the test's own transaction."""
    settings.API_PER_MINUTE = 10_000_000
    handoff = crossed(at=AT)
    people = [handoff.lead.person_id, *(bring(program, email=f"ana{n}@lacteos.example") for n in range(3))]
    assert program.post(f"people/{people[0]}/notes", {"text": "called"}).status_code == 201
    companies = sorted({pk for pk in Person.objects.values_list("company", flat=True) if pk is not None})
    sent = {
        "webhook_id": (
            "webhooks",
            {"name": "CRM", "address": "https://crm.example/", "events": ["lead.passage.opened"]},
        ),
        "door_id": ("doors", {"name": "Typeform", "mapping": {"email": "mail"}}),
        "list_id": ("lists", {"name": "Todos"}),
        "content_id": ("content", {"title": "Guía", "kind": "guide", "stage": "awareness"}),
        "contract_id": (f"companies/{companies[0]}/contracts", {"product": "P", "starts_on": "2026-01-01"}),
        "bulk_id": ("bulks", {"action": "note", "text": "hola", "people": people}),
        "invitation_id": ("invitations", {"email": "eva@nevadal.example", "role": "marketing", "team": "marketing"}),
        "rule_id": ("calls/rules", {"occasion": "event", "aim": "confirm", "per_day": 3}),
    }
    made = {name: program.post(path, body) for name, (path, body) in sent.items()}
    assert {name: one.status_code for name, one in made.items() if one.status_code not in (201, 202)} == {}
    ids = {name: [one.json()["id"]] for name, one in made.items()}
    members = list(Member.objects.filter(role="sales").values_list("pk", flat=True))
    acts = list(Activity.objects.values_list("pk", flat=True))
    more = {
        "person_id": people, "company_id": companies, "handoff_id": [handoff.pk], "member_id": members,
        "activity_id": acts, "number": [4], "token_id": list(ApiToken.objects.values_list("pk", flat=True)),
    }  # fmt: skip
    # A server ends its connection after a call. Django's client leaves that out, and sets it up again behind itself.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield ids | more
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def modules() -> Iterator[ModuleType]:
    """Yield every module of the API."""
    for found in pkgutil.iter_modules(dueto.api.__path__, "dueto.api."):
        yield importlib.import_module(found.name)


def test_no_two_things_are_called_alike_in_the_description() -> None:
    found: dict[str, set[str]] = {}
    for module in modules():
        for name, one in vars(module).items():
            if isinstance(one, type) and issubclass(one, Schema) and one is not Schema:
                found.setdefault(name, set()).add(f"{one.__module__}.{one.__qualname__}")
    assert not {name: places for name, places in found.items() if len(places) > 1}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
def test_no_call_breaks_it_and_no_answer_is_undescribed(
    filled: dict[str, list[int]], cast: Cast, mode: GenerationMode
) -> None:
    failed: list[str] = []
    for found in WHOLE.get_all_operations():
        key = make_token(name="one", scopes=list(SCOPES), by=cast.samuel.pk, at=AT)[1]
        try:
            call(found.ok(), key, filled, mode)
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE  # this one asks nothing that could be said wrongly
        except FailureGroup as failure:
            failed.append(f"{found.ok().label}\n{failure}")
    assert not failed, "\n\n".join(failed)


def call(
    operation: schemathesis.schemas.APIOperation, secret: str, ids: dict[str, list[int]], mode: GenerationMode
) -> None:
    """Call one operation in many ways, every second time about something that is there."""
    times = count()

    @given(case=operation.as_strategy(generation_mode=mode, headers={"Authorization": f"Bearer {secret}"}))
    @settings(
        max_examples=TIMES[mode], deadline=None, database=None, derandomize=not IS_LONG,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def calls(case: schemathesis.Case) -> None:
        time = next(times)
        for name in case.path_parameters.keys() & ids.keys() if time % 2 == 0 and not is_forged(case) else ():
            case.path_parameters[name] = ids[name][time // 2 % len(ids[name])]
        answer = case.call()
        case.validate_response(answer, checks=CHECKS[mode])
        connection.check_constraints()  # what would only fail when the call is over, were it one of a server

    calls()


def is_forged(case: schemathesis.Case) -> bool:
    """Return whether the path itself is what the description refuses."""
    path = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    return path is not None and path.mode is GenerationMode.NEGATIVE
