"""Nobody signs up by themselves: members are invited."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class MembersOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
