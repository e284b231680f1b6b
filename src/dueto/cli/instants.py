"""Instants as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import click


class Instant(click.ParamType[datetime]):
    """A date, or a date with a time; without a zone it is UTC."""

    name = "instant"
    years = range(1970, 2201)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant with its zone; fails for what is none, or lies beyond any story."""
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(str(value), param, ctx)
        if instant.year not in self.years:
            self.fail(str(value), param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


INSTANT = Instant()
