"""The forms of log-in, in our words."""

from __future__ import annotations

from allauth.account.forms import LoginForm


class Login(LoginForm):  # type: ignore[misc]
    """E-mail and password; whoever is known stays known until they leave."""
