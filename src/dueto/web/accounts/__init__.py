"""Log-in, password, second factor: the pages of allauth that we open, and no other of them."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/password/forgotten/", account.password_reset, name="account_reset_password"),
    path("accounts/password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/new/<str:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("accounts/password/kept/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("accounts/factor/", mfa.index, name="mfa_index"),
    path("accounts/factor/enter/", mfa.authenticate, name="mfa_authenticate"),
    path("accounts/factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/factor/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("accounts/factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
