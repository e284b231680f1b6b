"""x"""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, cast  # noqa: F401
from tests.web.people.world import write_people

pytestmark = pytest.mark.django_db


def test_x(cast: Cast, client: Client):
    people = write_people(cast)
    client.force_login(cast.mara, backend="allauth.account.auth_backends.AuthenticationBackend")
    with time_machine.travel(cast.at, tick=False):
        for p in (people.rocio, people.joaquin):
            r = client.get(f"/people/{p}/")
            print(r.content.decode())
            assert r.status_code == 200
