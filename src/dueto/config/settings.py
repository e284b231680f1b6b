"""Every setting of Dueto, read from the environment. `docs/settings.md` tells what each is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from dueto.config import environment as env
from dueto.config.mailboxes import mailboxes

HOME = Path(env.text("DUETO_HOME", "dueto-home")).resolve()
DEMO = env.flag("DUETO_DEMO", default=False)
DEMO_IS_OPEN = env.flag("DUETO_DEMO_OPEN", default=False)
DEBUG = env.flag("DUETO_DEBUG", default=False)
TESTING = env.flag("DUETO_TESTING", default=False)
SECRET_KEY_FILE = HOME / "secret-key"
NO_SECRET_KEY = "insecure-until-set-" + "x" * 40
SECRET_KEY = env.secret("DUETO_SECRET_KEY") or env.written_in(SECRET_KEY_FILE) or NO_SECRET_KEY
ALLOWED_HOSTS = env.words("DUETO_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_ADDRESS = env.text("DUETO_ADDRESS", f"http://127.0.0.1:{env.text('PORT', '8000')}").rstrip("/")
COLLECT_ADDRESS = env.text("DUETO_COLLECT_ADDRESS", f"http://127.0.0.1:{env.text('COLLECT_PORT', '8001')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
IS_SECURE = PUBLIC_ADDRESS.startswith("https://")
WEB_WORKERS = env.number("DUETO_WEB_WORKERS", 1, least=1, most=64)
WORK_PORT = env.number("WORK_PORT", 8002, most=65535)
METRICS_TOKEN = env.secret("DUETO_METRICS_TOKEN")
PROXIES = env.number("DUETO_TRUSTED_PROXIES", 0, most=10)

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(env.secret("DUETO_DATABASE") or f"sqlite:///{HOME / 'dueto.db'}", conn_max_age=0)
}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": env.number("DUETO_DATABASE_PATIENCE", 20, least=1, most=300),
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        "PRAGMA wal_autocheckpoint=8000;",  # 32 MB: long work writes a page many times before it is put in its place
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Ours come first: a template of ours takes the place of one that a library carries.
INSTALLED_APPS = [
    "dueto.config",
    "dueto.web",
    "dueto.apps.journal",
    "dueto.apps.team",
    "dueto.apps.webhooks",
    "dueto.apps.base",
    "dueto.apps.agreements",
    "dueto.apps.imports",
    "dueto.apps.forms",
    "dueto.apps.conversations",
    "dueto.apps.leads",
    "dueto.apps.telephone",
    "dueto.apps.handoff",
    "dueto.apps.stewardship",
    "dueto.apps.privacy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "dueto.web.watching.watch",
    "dueto.api.door.door",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dueto.web.reader.reader",
    "dueto.web.accounts.second_factor.asked_for",
]
CSRF_FAILURE_VIEW = "dueto.web.mistakes.forged"
ROOT_URLCONF = "dueto.config.urls"
ASGI_APPLICATION = "dueto.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dueto.web.navigation.navigation",
            ],
            "builtins": ["dueto.web.templatetags.dueto"],
        },
    }
]

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING

AUTH_USER_MODEL = "team.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "/accounts/login/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "dueto.web.accounts.adapter.MembersOnly"
ACCOUNT_FORMS = {
    "login": "dueto.web.accounts.forms.Login",
    "reset_password": "dueto.web.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "dueto.web.accounts.forms.NewPassword",
    "set_password": "dueto.web.accounts.forms.FirstPassword",
    "change_password": "dueto.web.accounts.forms.ChangedPassword",
    "reauthenticate": "dueto.web.accounts.forms.PasswordAgain",
}
MFA_FORMS = {
    "authenticate": "dueto.web.accounts.forms.Code",
    "reauthenticate": "dueto.web.accounts.forms.CodeAgain",
    "activate_totp": "dueto.web.accounts.forms.FirstCode",
    "deactivate_totp": "dueto.web.accounts.forms.NoMoreCodes",
    "generate_recovery_codes": "dueto.web.accounts.forms.NewCodes",
}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
REQUIRE_SECOND_FACTOR = env.flag("DUETO_REQUIRE_SECOND_FACTOR", default=False)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation came by mail, which proves the address
MFA_ADAPTER = "dueto.web.accounts.adapter.SecondFactor"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dueto"

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * env.number("DUETO_SESSION_DAYS", 14, least=1, most=90)
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("DUETO_BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CACHES: dict[str, dict[str, Any]] = {
    # Counters against guessing stand here beside sessions: a few hundred entries would be washed out in a moment.
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
    if IS_SQLITE
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "dueto_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What is counted at every call stays in the process: in the database it would cost more than the call itself.
    "here": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "here",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500  # two for each column of a list

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("DUETO_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = env.number("DUETO_SMTP_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = env.text("DUETO_SMTP_USER")
EMAIL_HOST_PASSWORD = env.secret("DUETO_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("DUETO_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DUETO_MAIL_FROM", "Dueto <dueto@localhost>")
MAIL_IS_OFF = env.flag("DUETO_MAIL_OFF", default=DEMO)
MAILBOXES = mailboxes(demo=HOME / "mailbox" if DEMO else None)
IMAP_EVERY = env.number("DUETO_IMAP_EVERY", 60, least=5, most=86_400)
IMAP_DAYS = env.number("DUETO_IMAP_DAYS", 7, most=366)

WEBHOOKS_PRIVATE = env.flag("DUETO_WEBHOOKS_PRIVATE", default=DEMO and not DEMO_IS_OPEN)
API_PER_MINUTE = env.number("DUETO_API_PER_MINUTE", 300, least=1)
BACKUPS = env.text("DUETO_BACKUPS", str(HOME / "backups"))
INBOX = env.secret("DUETO_INBOX") or str(HOME / "inbox.db")
LOGGING_CONFIG = None  # `dueto.config.logs` writes them
LOGS_ARE_READABLE = env.flag("DUETO_READABLE_LOGS", default=DEBUG)
LOG_LEVEL = env.text("DUETO_LOG_LEVEL", "info").upper()
FORM_SITES = env.words("DUETO_FORM_SITES")
FORM_POSTS_A_MINUTE = env.number("DUETO_FORM_POSTS_A_MINUTE", 30, least=1)
SPELLINGS_EVERY = 0 if TESTING else 60
"""Seconds after which a process looks up how the company's own words are written; 0 never does."""
