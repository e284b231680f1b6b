"""A browser before a public form, for tests: what it sees, what it sends."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.web.people.world import ROCIO

HUMAN = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')
ASKED = re.compile(r'<(?:input|select) id="q-([a-z_]+)"')


class Visitor:
    """Somebody with a browser of their own, who opens a form and sends it."""

    def __init__(self, cast: Cast, visitor: str = "v-1", **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.cast, self.visitor, self.headers = cast, visitor, {"user-agent": HUMAN, **headers}
        self.last = ""

    def opens(self, form: str, **asked: str) -> list[str]:
        """Return which fields the form asks."""
        answer = self.client.get(f"/f/{form}/", asked, headers=self.headers)
        assert answer.status_code == 200
        self.last = answer.content.decode()
        return ASKED.findall(self.last)

    def sends(self, form: str, *, consents: tuple[str, ...] = ("consent_given",), **values: str) -> Any:
        """Return the answer to the form that was opened last, filled in by what it asks and `values`."""
        asked = ASKED.findall(self.last)
        hidden = {**dict(HIDDEN.findall(self.last)), "dueto_visitor": self.visitor}
        typed = {name: value for name, value in {**ROCIO, **values}.items() if name in asked or name in values}
        posted = {**hidden, **typed, **dict.fromkeys(consents, "1")}
        with time_machine.travel(self.cast.at + timedelta(seconds=30), tick=False):
            return self.client.post(f"/f/{form}/", posted, headers=self.headers)

    def fills(self, form: str, **values: Any) -> HttpResponse:
        """Open a form and send it."""
        self.opens(form)
        answer: HttpResponse = self.sends(form, **values)
        return answer


__all__ = ["Visitor"]
