"""What machines did, looked at again: mails whose gateways have had their time, and acts to be classed otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

from dueto.apps.base import actions as base


def settling() -> int:
    """Look once more at mails whose gateways have had their time."""
    return base.settle_mails(at=datetime.now(UTC))


def reclassing() -> int:
    """Class acts again that somebody, or a rule, wants classed otherwise; or put them back."""
    return base.go_on_reclassing(at=datetime.now(UTC))
