"""The signed mark in a link of our mails: whose choices it opens. It says who, and opens nothing else."""

from __future__ import annotations

from django.core import signing

SALT = "dueto.choices"


def path_to_choices(person_id: int) -> str:
    """Return the address, without the host, on which somebody says what we may do."""
    return f"/choices/{signing.dumps(person_id, salt=SALT)}/"


def person_in(token: str) -> int | None:
    """Return whose choices a mark opens; None if it is not ours."""
    try:
        person_id = signing.loads(token[:200], salt=SALT)
    except signing.BadSignature:
        return None
    return person_id if isinstance(person_id, int) else None
