"""Instants as people type them."""

from __future__ import annotations

from datetime import datetime, tzinfo

import click


class Instant(click.ParamType[datetime]):
    """A date, or a date with a time; it has a zone only if one was typed."""

    name = "instant"
    years = range(1970, 2201)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant as it was typed; fails for what is none, or lies beyond any story."""
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(str(value), param, ctx)
        if instant.year not in self.years:
            self.fail(str(value), param, ctx)
        return instant


INSTANT = Instant()


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    """Return the instant with its zone: the one that was typed, else `zone`."""
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)
