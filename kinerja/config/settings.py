"""All settings, from the environment. `.env.example` names every variable that this file reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kinerja.config.embedded import Embedded
from kinerja.config.keys import secret_key

KINERJA = Path(__file__).resolve().parents[1]
BASE_DIR = KINERJA.parent
VAR = Path(os.environ.get("KINERJA_VAR", BASE_DIR / "var")).absolute()
APP, OWNER = "kinerja_app", "kinerja_owner"


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable."""
    value = os.environ.get(name, "true" if default else "false").lower()
    if value not in {"true", "false", "1", "0"}:
        raise ValueError(f"{name} is {value!r}; use 'true' or 'false'.")
    return value in {"true", "1"}


def database(url: str, **options: Any) -> dict[str, Any]:
    """Return Django's settings of a PostgreSQL URL; a socket folder stands in `?host=`."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "kinerja",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        **options,
        "OPTIONS": {**query, **options.get("OPTIONS", {})},
    }


DEBUG = flag("KINERJA_DEBUG", default=False)
SECRET_KEY = os.environ.get("KINERJA_SECRET_KEY") or secret_key(VAR)
ALLOWED_HOSTS = os.environ.get("KINERJA_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("KINERJA_ORIGINS", "").split(",") if o]
#: behind a proxy that speaks TLS: cookies are secure, the proxy's headers are believed
BEHIND_PROXY = flag("KINERJA_BEHIND_PROXY", default=False)
#: where people reach us; printed into QR codes and messages
PUBLIC_URL = os.environ.get(
    "KINERJA_PUBLIC_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
).rstrip("/")

EMBEDDED = None if "DATABASE_URL" in os.environ else Embedded(VAR / "pg")
DATABASE_URL = EMBEDDED.url(APP) if EMBEDDED else os.environ["DATABASE_URL"]
DATABASE_OWNER_URL = EMBEDDED.url(OWNER) if EMBEDDED else os.environ.get("DATABASE_OWNER_URL")
DATABASES = {
    "default": database(
        DATABASE_URL,
        CONN_MAX_AGE=60,
        OPTIONS={
            "server_side_binding": True,
            "prepare_threshold": 2,
            # starting parallel workers costs a page far more than they save it
            "options": "-c statement_timeout=60s -c lock_timeout=10s"
            " -c idle_in_transaction_session_timeout=60s -c max_parallel_workers_per_gather=0",
        },
    )
}
if DATABASE_OWNER_URL:
    DATABASES["owner"] = database(DATABASE_OWNER_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "kinerja.config",
    "kinerja.demo",
    "kinerja.dashboards",
    "kinerja.public",
    "kinerja.evaluations",
    "kinerja.growth",
    "kinerja.guidance",
    "kinerja.counseling",
    "kinerja.dialogue",
    "kinerja.coaching",
    "kinerja.anonymous",
    "kinerja.evidence",
    "kinerja.plans",
    "kinerja.improvements",
    "kinerja.surveys",
    "kinerja.complaints",
    "kinerja.services",
    "kinerja.cycles",
    "kinerja.organization",
    "kinerja.documents",
    "kinerja.notifications",
    "kinerja.accounts",
    "kinerja.city",
    "kinerja.audit",
    "kinerja.ui",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
]
if flag("KINERJA_LINEAR_MIGRATIONS", default=False):
    INSTALLED_APPS.append("django_linear_migrations")

MIDDLEWARE = [
    "kinerja.config.middleware.GuardedRequests",
    "kinerja.surveys.door.SurveyDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kinerja.organization.middleware.ActorMiddleware",
    "kinerja.config.middleware.Answers",
]

ROOT_URLCONF = "kinerja.config.urls"
WSGI_APPLICATION = "kinerja.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(KINERJA.glob("*/templates")),
        "OPTIONS": {
            "environment": "kinerja.ui.rendering.environment",
            "context_processors": ["kinerja.ui.rendering.page_context"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kinerja.accounts.backends.PasswordBackend"]
PASSWORD_HASHERS = ["kinerja.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
SESSION_ENGINE = "kinerja.accounts.sessions"
SESSION_COOKIE_NAME = "kinerja_sesi"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_PROXY
CSRF_COOKIE_NAME = "kinerja_csrf"
CSRF_COOKIE_HTTPONLY = True
#: gives the typed fields back when a session ends in mid-form
SESSION_EXPIRED_VIEW = "kinerja.config.expired.expired_form"
CSRF_FAILURE_VIEW = "kinerja.config.expired.expired_form"
MESSAGE_STORAGE = "kinerja.ui.notices.Notices"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILES = VAR / "files"

LANGUAGE_CODE = "id"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = os.environ.get("KINERJA_TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or flag("KINERJA_TESTING", default=False)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or flag("KINERJA_TESTING", default=False)

EMAIL_BACKEND = "kinerja.notifications.backends.CityBackend"
DEFAULT_FROM_EMAIL = os.environ.get("KINERJA_FROM", "Kinerja <kinerja@localhost>")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"traces": {"()": "kinerja.foundation.traceless.WithoutTraces"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["traces"]}
    },
    "root": {"handlers": ["console"], "level": os.environ.get("KINERJA_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, TLS and secure cookies are on behind the proxy only
    "security.W008",
    "security.W012",
    "security.W016",
]
