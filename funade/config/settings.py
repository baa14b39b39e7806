"""Every setting of the program, read from FUNADE_* variables (table: docs/operations.md).

Safe unless told otherwise: no debug pages, localhost only, login required, strict CSP. Reading
this module fails with one line when a variable is malformed, before anything has been served.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP

from funade.config import logs
from funade.config.database import connection_settings
from funade.config.env import Env, SettingError
from funade.config.keyring import checked, local_keyring
from funade.config.mail import checked_sender, mailer_settings
from funade.config.pushkey import checked_push_key, local_push_key
from funade.config.secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parents[2]
ENV = Env(os.environ)


class Mode(StrEnum):
    """Who runs this installation (DESIGN §1). A mode switches features on; it never forks code."""

    PERSONAL = "personal"
    LISTING = "listing"
    AGENCY = "agency"
    GROUP = "group"


FUNADE_MODE = ENV.choice("FUNADE_MODE", Mode.LISTING)
FUNADE_DATA_DIR = ENV.path("FUNADE_DATA_DIR", BASE_DIR / "var")
# A demo says on every page that its facilities and postings are made up.
FUNADE_DEMO = ENV.flag("FUNADE_DEMO", default=False)
DEBUG = ENV.flag("FUNADE_DEBUG", default=False)

# --- Where the site is reached -----------------------------------------------------------------

# One address decides three things: the host that is answered, whether cookies are __Host-, HSTS.
FUNADE_ORIGIN = ENV.text("FUNADE_ORIGIN", "http://localhost:8000").rstrip("/")
_ORIGIN = urlsplit(FUNADE_ORIGIN)
if _ORIGIN.scheme not in {"http", "https"} or not _ORIGIN.hostname:
    raise SettingError(f"FUNADE_ORIGIN must be like https://example.jp, not {FUNADE_ORIGIN!r}")
_HTTPS = _ORIGIN.scheme == "https"

# How many reverse proxies stand in front. Only then are their X-Forwarded-* headers believed.
FUNADE_TRUSTED_PROXIES = ENV.integer("FUNADE_TRUSTED_PROXIES", 0)
if _HTTPS and not FUNADE_TRUSTED_PROXIES:
    raise SettingError("FUNADE_ORIGIN is https, so a proxy ends TLS: set FUNADE_TRUSTED_PROXIES=1")

ALLOWED_HOSTS = [
    _ORIGIN.hostname,
    *ENV.words("FUNADE_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]")),
]
ROOT_URLCONF = "funade.config.urls"
WSGI_APPLICATION = "funade.config.wsgi.application"

# --- Applications, in the order of the floors --------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.line",
    "allauth.mfa",
    "allauth.usersessions",
    "funade.apps.accounts",
    "funade.apps.outbox",
    "funade.apps.notices",
    "funade.apps.catalog",
    "funade.apps.careers",
    # Before the portals, so that a template of ours stands in front of allauth's.
    "funade.web.shared",
    "funade.web.public",
    "funade.web.entrance",
    "funade.web.member",
    "funade.web.backoffice",
    "funade.web.hooks",
]

MIDDLEWARE = [
    # Outermost, so that static files and every error page carry the headers too.
    "funade.web.shared.headers.isolation_headers",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before the journal: assets are not logged
    "funade.web.shared.journal.request_journal",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so lengths do not leak (BREACH)
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "funade.web.shared.origin.attested_origin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the login check: on a locked screen nobody is signed in.
    "funade.web.shared.screen.guard.ScreenGuard",
    # Default deny: a view without @public_view asks for a login.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "funade.web.entrance.middleware.second_factor_first",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Innermost, so that it guards views and not the bookkeeping of sessions around them.
    "funade.web.shared.readonly.select_only_on_get",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "funade.web.shared.site.site",
            ],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------

DATABASES = {
    "default": connection_settings(
        ENV.secret("FUNADE_DATABASE_URL") or f"sqlite:///{FUNADE_DATA_DIR / 'funade.sqlite3'}",
        statement_timeout_ms=ENV.integer("FUNADE_STATEMENT_TIMEOUT_MS", 5000),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Time and language -------------------------------------------------------------------------

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"  # for display; instants are stored in UTC
USE_TZ = True

# --- Static files ------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = FUNADE_DATA_DIR / "static"
# Third-party browser code, put there by tools/setup.sh and never committed.
FUNADE_ASSETS_DIR = ENV.path("FUNADE_ASSETS_DIR", BASE_DIR / "build" / "assets")
STATICFILES_DIRS = [FUNADE_ASSETS_DIR] if FUNADE_ASSETS_DIR.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else needs our files
MEDIA_ROOT = FUNADE_DATA_DIR / "media"

# --- Security (RELIABILITY §6.3) ---------------------------------------------------------------

SECRET_KEY = ENV.secret("FUNADE_SECRET_KEY") or local_secret_key(FUNADE_DATA_DIR / "secret-key")

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

_TWO_YEARS_S = 2 * 365 * 24 * 3600
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = _TWO_YEARS_S if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
if FUNADE_TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A __Host- cookie cannot be set by a subdomain or over plain HTTP.
_COOKIE_PREFIX = "__Host-" if _HTTPS else ""
SESSION_ENGINE = "funade.apps.accounts.sessions"  # Django's, with a lock (STEALTH S-20)
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "funade.web.shared.errors.csrf_failure"

# Seals what is personal in the database; newest key first. Outside the database on purpose.
FUNADE_KEYRING = (
    checked(_keys.split(), "FUNADE_KEYRING")
    if (_keys := ENV.secret("FUNADE_KEYRING"))
    else local_keyring(FUNADE_DATA_DIR / "keyring")
)

# --- Accounts (RELIABILITY §6.2) ---------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/me/"
AUTHENTICATION_BACKENDS = ["funade.web.entrance.backend.AddressBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "funade.web.entrance.passwords.NotTheAddressValidator"},
    {"NAME": "funade.web.entrance.passwords.NotMonotonousValidator"},
]
SESSION_COOKIE_AGE = 7 * 24 * 3600  # however busy; the lock comes much earlier
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not on the device
ACCOUNT_ADAPTER = "funade.web.entrance.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# The first field; the second one only tells allauth that signing in may take a password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
# An account begins with a proved address (web/entrance/proofs), so there is nothing to verify
# later and allauth's table of addresses stays empty: `User.email` is the only truth.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True  # until SESSION_COOKIE_AGE, whichever way one signed in
ACCOUNT_FORMS = {
    "login": "funade.web.entrance.forms.SignInForm",
    "reauthenticate": "funade.web.entrance.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "letter": "20/m/ip,5/15m/key",  # letters with a code, for each network and each address
    "code": "30/m/ip",  # codes from such a letter
}
MFA_ADAPTER = "funade.web.entrance.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Signing up by passkey is a stage of `AccountAdapter.get_login_stages`; allauth's own switch for
# it demands its own verification of addresses.
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # so that a passkey is two factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
MFA_TOTP_ISSUER = "Funade"
MFA_FORMS = {
    "authenticate": "funade.web.entrance.forms.SecondFactorForm",
    "reauthenticate": "funade.web.entrance.forms.SecondFactorAgainForm",
    "activate_totp": "funade.web.entrance.forms.FirstTotpForm",
    "add_webauthn": "funade.web.entrance.forms.NewPasskeyForm",
    "signup_webauthn": "funade.web.entrance.forms.FirstPasskeyForm",
    "edit_webauthn": "funade.web.entrance.forms.PasskeyNameForm",
    "login_webauthn": "funade.web.entrance.forms.PasskeySignInForm",
}

# LINE connects to an existing account and never makes one; without both values there is no link.
FUNADE_LINE_LOGIN_ID = ENV.text("FUNADE_LINE_LOGIN_ID", "")
_LINE_LOGIN_SECRET = ENV.secret("FUNADE_LINE_LOGIN_SECRET")
if bool(FUNADE_LINE_LOGIN_ID) != bool(_LINE_LOGIN_SECRET):
    raise SettingError("set FUNADE_LINE_LOGIN_ID and FUNADE_LINE_LOGIN_SECRET, or neither")
SOCIALACCOUNT_ADAPTER = "funade.web.entrance.adapter.LineAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS = {
    "line": {
        "APPS": [{"client_id": FUNADE_LINE_LOGIN_ID, "secret": _LINE_LOGIN_SECRET, "key": ""}]
        if FUNADE_LINE_LOGIN_ID
        else [],
        "SCOPE": ["profile"],  # no address: what LINE knows about a person stays there
    }
}
if FUNADE_LINE_LOGIN_ID:
    # Chromium holds form-action against redirects too.
    SECURE_CSP["form-action"].append("https://access.line.me")

# Shared by all processes, because the limits on sign-in attempts are counted in it. When full it
# drops what has expired first; at Django's 300 entries a flood of keys would lift the limits.
CACHES = {
    "default": {
        "BACKEND": "funade.config.cache.CountingCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Channels of notices -----------------------------------------------------------------------

# LINE is off until both are there (docs/line.md).
FUNADE_LINE_CHANNEL_SECRET = ENV.secret("FUNADE_LINE_CHANNEL_SECRET") or ""
FUNADE_LINE_CHANNEL_TOKEN = ENV.secret("FUNADE_LINE_CHANNEL_TOKEN") or ""
FUNADE_LINE_API = ENV.text("FUNADE_LINE_API", "https://api.line.me").rstrip("/")
FUNADE_LINE_BASIC_ID = ENV.text("FUNADE_LINE_BASIC_ID", "")
FUNADE_LINE_MONTHLY_QUOTA = ENV.integer("FUNADE_LINE_MONTHLY_QUOTA", 0)

# Web Push: who we are to push services, and which of them we ever speak to (docs/push.md).
FUNADE_PUSH_PRIVATE_KEY = (
    checked_push_key(_push_key, source="FUNADE_PUSH_PRIVATE_KEY")
    if (_push_key := ENV.secret("FUNADE_PUSH_PRIVATE_KEY"))
    else local_push_key(FUNADE_DATA_DIR / "push-key")
)
FUNADE_PUSH_HOSTS = ENV.words(
    "FUNADE_PUSH_HOSTS",
    (
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    ),
)
FUNADE_PUSH_CONTACT = ENV.text(
    "FUNADE_PUSH_CONTACT",
    f"https://{_ORIGIN.hostname}" if _HTTPS else "mailto:nobody@localhost",
)
if not FUNADE_PUSH_CONTACT.startswith(("mailto:", "https://")):
    raise SettingError("FUNADE_PUSH_CONTACT must begin with mailto: or https://")

# --- Mail (docs/notices.md) --------------------------------------------------------------------

# Without an address of a server, mails are written to files and nothing is sent.
MAILERS = {
    "default": mailer_settings(ENV.secret("FUNADE_MAIL_URL") or (FUNADE_DATA_DIR / "mail").as_uri())
}
FUNADE_MAIL_FROM = checked_sender(ENV.text("FUNADE_MAIL_FROM", "notices@funade.example"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = FUNADE_MAIL_FROM
# --- Jobs --------------------------------------------------------------------------------------

# How long a killed worker's jobs wait before another takes them; renewed while a worker lives.
FUNADE_JOB_LEASE_S = ENV.integer("FUNADE_JOB_LEASE_S", 60, at_least=1)

# --- Limits ------------------------------------------------------------------------------------

# name -> (burst, refill per minute); 0 per minute switches a limit off. See web/shared/throttling.
FUNADE_LIMITS = {
    # Calendar services fetch for many people from one network.
    "feeds": (200, 600),
    "search": (
        ENV.integer("FUNADE_SEARCH_BURST", 60, at_least=1),
        ENV.integer("FUNADE_SEARCH_PER_MINUTE", 120),
    ),
    "hooks": (
        ENV.integer("FUNADE_HOOKS_BURST", 600, at_least=1),
        ENV.integer("FUNADE_HOOKS_PER_MINUTE", 6000),
    ),
}

# --- Logs --------------------------------------------------------------------------------------

LOGGING = logs.configuration(ENV.choice("FUNADE_LOG_LEVEL", logs.Level.INFO))
