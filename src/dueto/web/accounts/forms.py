"""The forms of log-in, password and second factor, with our words at their fields."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as codes
from allauth.mfa.totp import forms as totp
from django import forms

from dueto.domain.basics.message import Message, say

LABELS: Final[dict[str, Message]] = {
    "login": say("E-mail"),
    "email": say("E-mail"),
    "password": say("Password"),
    "oldpassword": say("Password of today"),
    "password1": say("New password"),
    "password2": say("New password, once more"),
    "code": say("Code from the app, or a recovery code"),
    "remember": say("Stay logged in on this device"),
}
HINTS: Final[dict[str, Message]] = {"password1": say("Ten letters or more; three words in a row are easy to keep.")}


class Worded(forms.Form):
    """A form of the library whose fields speak our words; the label says what a placeholder would hide."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)  # type: ignore[assignment]
            field.help_text = HINTS.get(name, "")  # type: ignore[assignment]
            field.widget.attrs.pop("placeholder", None)


class Login(Worded, account.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class ForgottenPassword(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """To which address the link goes."""


class NewPassword(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The password after the link."""


class ChangedPassword(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    """The password of today and that of tomorrow."""


class FirstPassword(Worded, account.SetPasswordForm):  # type: ignore[misc]
    """The password of whoever came in without one."""


class PasswordAgain(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """Who asks for something grave says once more who they are."""


class Code(Worded, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second factor at log-in."""


class CodeAgain(Worded, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The second factor before something grave."""


class FirstCode(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that has just been set up."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["code"].label = say("Code of six digits that the app shows")  # type: ignore[assignment]


class NoMoreCodes(Worded, totp.DeactivateTOTPForm):  # type: ignore[misc]
    """The end of a second factor."""


class NewCodes(Worded, codes.GenerateRecoveryCodesForm):  # type: ignore[misc]
    """New recovery codes."""
