"""The list of prospects: verdict words, conditions as sentences, keyset pages, a fixed number of queries."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, cast  # noqa: F401
from tests.web.people.world import People, write_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Cast) -> People:  # noqa: F811
    return write_people(cast)


@pytest.fixture
def mara(client: Client, cast: Cast, people: People) -> Client:  # noqa: F811
    client.force_login(cast.mara, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_it_says_the_verdict_and_what_lacks(mara: Client, cast: Cast) -> None:  # noqa: F811
    with time_machine.travel(cast.at, tick=False):
        page = mara.get("/prospects/").content.decode()
    print(page)
    assert "A un dato: sedes" in page
