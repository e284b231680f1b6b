"""What allauth asks us: nobody signs up, mail leaves through the outbox, and the words are ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from dueto.apps.team.actions import ask_for_password
from dueto.domain.basics.message import say
from dueto.web.accounts.spoken import spoken

INCORRECT_CODE = say("This code does not fit, or its time is over. Wait for the next one.")


class MembersOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: by invitation only."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": spoken(say("This account is closed. An administrator can open it again.")),
        "email_password_mismatch": spoken(say("E-mail and password do not fit together.")),
        "too_many_login_attempts": spoken(say("Too many tries. Wait five minutes, or set a new password.")),
        "incorrect_password": spoken(say("This is not the password of today.")),
        "enter_current_password": spoken(say("This is not the password of today.")),
        "incorrect_code": spoken(INCORRECT_CODE),
        "invalid_password_reset": spoken(say("This link has been used, or is too old. Ask for another.")),
        "rate_limited": spoken(say("Too many tries. Wait a moment.")),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the way to a new password into the outbox; the worker writes the link when it sends it."""
        if template_prefix == "account/email/password_reset_key":
            ask_for_password(member_id=context["user"].pk, at=datetime.now(UTC))


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": spoken(INCORRECT_CODE),
        "cannot_generate_recovery_codes": spoken(say("Recovery codes come with a second factor. Set it up first.")),
    }
