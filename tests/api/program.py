"""Another program with its token, and somebody whom it brings in."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

ANA = {
    "email": "ana@lacteos.example", "full_name": "Ana Sol", "company": "Lácteos Sol", "role": "jefa de calidad",
    "country": "PE", "sector": "alimentos", "sites": "7",
}  # fmt: skip


class Program:
    """Another program with its token."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})

    def get(self, path: str) -> Any:
        """Return the answer to a question."""
        return self.client.get(f"/api/v1/{path}")

    def post(self, path: str, body: object, **headers: str) -> Any:
        """Return the answer to what is sent."""
        return self.send("POST", path, json.dumps(body), **headers)

    def send(
        self, method: str, path: str, body: str | bytes = b"", kind: str = "application/json", **headers: str
    ) -> Any:
        """Return the answer to any call; headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, f"/api/v1/{path}", body, content_type=kind, headers=named)


def bring(program: Program, **changed: str) -> int:
    """Return the id of somebody brought in."""
    answer = program.post("people", {"form": "contacto", "values": ANA | changed})
    assert answer.status_code == 201, answer.content
    return int(answer.json()["person"])
