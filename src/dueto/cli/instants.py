"""Instants as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import click


class Instant(click.ParamType[datetime]):
    """A date, or a date with a time; without a zone it is UTC."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant with its zone; fails with the form that is expected."""
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} ≠ 2026-11-23, 2026-11-23T09:00, 2026-11-23T09:00-05:00", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


INSTANT = Instant()
