"""What is ours: the addresses from which we write, the colleagues, the company's own domains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.apps.team.models import Member


@dataclass(frozen=True, slots=True)
class Ours:
    """Addresses of ours, the colleagues by theirs, and the domains on which nobody is a prospect."""

    addresses: frozenset[str]
    colleagues: Mapping[str, int]
    domains: frozenset[str]

    def is_colleague(self, address: str) -> bool:
        """Return whether somebody of the company has this address."""
        return address in self.colleagues or address.rpartition("@")[2] in self.domains


def ours(*addresses: str) -> Ours:
    """Return what is ours beside these addresses. One query."""
    rows = Member.objects.filter(is_active=True).exclude(role="").values_list("email", "pk")
    mails = {mail.lower(): pk for mail, pk in rows}
    domains = {mail.rpartition("@")[2] for mail in mails if mail_kind(mail).startswith("company")}
    return Ours(frozenset(one.lower() for one in addresses if one), mails, frozenset(domains))
