"""Log-in, password, second factor: the pages of allauth that we open, and no other of them."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from dueto.web.guard import members, public


class Number36(StringConverter):
    """The number of a member as the link to a new password writes it; what follows has dashes of its own."""

    regex = "[0-9A-Za-z]+"


register_converter(Number36, "number36")

urlpatterns: list[URLPattern] = [
    path("accounts/login/", public(account.login), name="account_login"),
    path("accounts/logout/", public(account.logout), name="account_logout"),
    path("accounts/inactive/", public(account.account_inactive), name="account_inactive"),
    path("accounts/reauthenticate/", members(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/password/", members(account.password_change), name="account_change_password"),
    path("accounts/password/first/", members(account.password_set), name="account_set_password"),
    path("accounts/password/forgotten/", public(account.password_reset), name="account_reset_password"),
    path("accounts/password/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "accounts/password/new/<number36:uidb36>-<str:key>/",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/kept/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("accounts/factor/", members(mfa.index), name="mfa_index"),
    path("accounts/factor/enter/", public(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/factor/again/", members(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/factor/set-up/", members(totp.activate_totp), name="mfa_activate_totp"),
    path("accounts/factor/remove/", members(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("accounts/factor/codes/", members(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("accounts/factor/codes/new/", members(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("accounts/factor/codes/file/", members(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
