"""Every setting of Punos, read from environment variables; `.env.example` describes each of them."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from punos.core.postgres import Cluster

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The value of an environment variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def env_flag(name: str, *, default: bool = False) -> bool:
    """Whether a switch is on: 1, true, yes and on mean that it is."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    """The parts of a comma-separated variable."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


DEMO = env_flag("DEMO")
DEBUG = env_flag("DEBUG")
BUILD = env("BUILD", "0.1.0")

SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give it a long random value that only this site knows."
        )
    SECRET_KEY = "demo-town-only-" + "0" * 50  # the demo town holds sample material alone

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")
SECURE_TRANSPORT = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",  # for its own API documentation page, which would otherwise come from a CDN
    "procrastinate.contrib.django",
    "punos.core",
    "punos.journal",
    "punos.search",
    "punos.mail",
    "punos.people",
    "punos.organisations",
    "punos.processes",
    "punos.contributions",
    "punos.consultations",
    "punos.home",
    "town",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.doors.hat",
    "config.doors.refusals",
    "config.doors.privacy",
    "config.doors.sample_mark",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "config.doors.chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "punos.core.templatetags.punos",
            ],
        },
    },
]


def database() -> dict[str, Any]:
    """Where PostgreSQL answers: `DATABASE_URL`, or the embedded server of this checkout.

    A socket address is a directory, which URL parsers get wrong; libpq's own parser does not.
    """
    parts = conninfo_to_dict(env("DATABASE_URL") or Cluster.for_checkout(BASE_DIR).conninfo)
    options = {key: value for key, value in parts.items() if key not in {"dbname", "user", "host", "port"}}
    password = options.pop("password", "") or env("DATABASE_PASSWORD")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "punos"),
        "USER": parts.get("user", ""),
        "PASSWORD": password,
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": int(env("CONN_MAX_AGE", "600")),
        "CONN_HEALTH_CHECKS": True,
        # Statements that come again are planned once a connection: the uncached page takes a fifth less time.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, **options},
    }


DATABASES = {"default": database()}

# Each room's tasks.py is found by name, in the web server (which defers jobs) and in the worker (which runs them).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["punos.core.formats"]
LANGUAGE_COOKIE_NAME = "punos_language"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "static")))
NODE_MODULES = BASE_DIR / "node_modules"
# Third-party files are served from where npm put them, one folder a package.
STATICFILES_DIRS = [
    (f"vendor/{name}", NODE_MODULES / path)
    for name, path in {"inter": "@fontsource-variable/inter/files", "hds": "hds-core/lib"}.items()
    if (NODE_MODULES / path).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
THEME = env("THEME", "helsinki" if DEMO else "neutral")
SITE_NAME = env("SITE_NAME", "Punos")
SOURCE_ADDRESS = env("SOURCE_ADDRESS", "https://github.com/punos-project/punos")

CONTENT_SECURITY = ["'self'"]
SECURE_CSP = {
    "default-src": CONTENT_SECURITY,
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
# Whether a proxy in front says by X-Forwarded-Proto that the reader came by https; it must overwrite the header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("TRUST_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TRANSPORT else 0
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VOICE_COOKIE_SECURE = SECURE_TRANSPORT
SESSION_COOKIE_NAME = "punos_session"
VOICE_COOKIE_NAME = "punos_voice"
VOICE_COOKIE_DAYS = 180
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "people:sign_in"
CSRF_FAILURE_VIEW = "punos.core.pages.stale_form"

# One rating is about 1 kB of form; a brainstorm's background page some more. Files come with a later room.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

PAGE_CACHE_MEGABYTES = int(env("PAGE_CACHE_MEGABYTES", "32"))
RESULTS_EVERY_SECONDS = 5

# The mail server. Without one the demo town shows its mail on a page; a real site keeps it waiting, and says so.
MAILERS = {
    "default": {
        "BACKEND": "punos.mail.adapters.Server",
        "OPTIONS": {
            "host": env("EMAIL_HOST"),
            "port": int(env("EMAIL_PORT", "25")),
            "username": env("EMAIL_HOST_USER"),
            "password": env("EMAIL_HOST_PASSWORD"),
            "use_tls": env_flag("EMAIL_USE_TLS"),
            "timeout": int(env("EMAIL_TIMEOUT", "10")),
        },
    }
}
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL") or f"noreply@{urlsplit(PUBLIC_ADDRESS).hostname}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
