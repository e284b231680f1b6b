"""What allauth asks us: nobody signs up, mail leaves through the outbox, and the words are ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from dueto.apps.journal.tags import Tag
from dueto.apps.team.actions import ask_for_password, note_entry, note_security
from dueto.domain.basics.message import say
from dueto.web.accounts.spoken import spoken

INCORRECT_CODE = say("This code does not fit, or its time is over. Wait for the next one.")


NOTED = {
    "account/email/password_changed": Tag.PASSWORD_CHANGED,
    "account/email/password_reset": Tag.PASSWORD_CHANGED,
    "mfa/email/totp_activated": Tag.FACTOR_ADDED,
    "mfa/email/totp_deactivated": Tag.FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": Tag.CODES_MADE,
}
"""What the library would send a mail about goes into the journal."""


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

    def send_notification_mail(self, template_prefix: str, user: Any, *_: Any, **__: Any) -> None:
        """Note in the journal that the way in was changed."""
        if (tag := NOTED.get(template_prefix)) is not None:
            note_security(tag, member_id=user.pk, at=datetime.now(UTC))

    def post_login(self, request: HttpRequest, user: Any, **named: Any) -> Any:
        """Note in the journal who came in; both factors were given by now."""
        note_entry(member_id=user.pk, at=datetime.now(UTC))
        return super().post_login(request, user, **named)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": spoken(INCORRECT_CODE),
        "cannot_generate_recovery_codes": spoken(say("Recovery codes come with a second factor. Set it up first.")),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the square to photograph, on white: on a dark page the phone would not see it."""
        drawn: str = super().build_totp_svg(url)
        head, _, rest = drawn.partition("<path")
        return f'{head}<rect width="100%" height="100%" fill="#fff"/><path{rest}'
