"""Every setting of Punos, read from environment variables; `.env.example` describes each of them."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from config.environment import DEMO, env, env_flag, env_list
from config.outside import *  # noqa: F403 - they are settings as well
from punos.core.maps import Map
from punos.core.postgres import Cluster

BASE_DIR = Path(__file__).resolve().parent.parent

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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "ninja",  # for its own API documentation page, which would otherwise come from a CDN
    "procrastinate.contrib.django",
    "punos.core",
    "punos.journal",
    "punos.search",
    "punos.mail",
    "punos.people",
    "punos.organisations",
    "punos.notices",
    "punos.processes",
    "punos.contributions",
    "punos.themes",
    "punos.decisions",
    "punos.consultations",
    "punos.reports",
    "punos.home",
    "punos.records",
    "town",
]

MIDDLEWARE = [
    "config.doors.arrival",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.doors.session_end",
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
# What every web process has to know of each other: how often somebody has guessed a password. A table, made by
# a migration of `people`; past this many rows the oldest third goes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Each room's tasks.py is found by name, in the web server (which defers jobs) and in the worker (which runs them).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
# The languages in which the law wants a consultation of this installation to be asked; without one it does not open.
REQUIRED_LANGUAGES = env_list("REQUIRED_LANGUAGES", "fi,sv")
if not set(REQUIRED_LANGUAGES) <= {code for code, _name in LANGUAGES}:
    raise ImproperlyConfigured("REQUIRED_LANGUAGES names a language other than fi, sv and en.")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["punos.core.formats"]
LANGUAGE_COOKIE_NAME = "punos_language"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "static")))
NODE_MODULES = BASE_DIR / "node_modules"
# Third-party files are served from where npm put them, a whole folder here, or one by one in punos/core/static_files.py.
FONTS = NODE_MODULES / "@fontsource-variable" / "inter" / "files"
STATICFILES_DIRS = [("vendor/inter", FONTS)] if FONTS.is_dir() else []
# The map: tiles of somebody's server, an outline of one's own, or none.
MAP = Map.read(
    tiles=env("MAP_TILES"),
    attribution=env("MAP_ATTRIBUTION"),
    centre=env("MAP_CENTRE") or ("60.192,24.945" if DEMO else ""),
    zoom=env("MAP_ZOOM", "11"),
    outline=env("MAP_OUTLINE") or (str(BASE_DIR / "town" / "outline.json") if DEMO else ""),
)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "punos.core.static_files.SingleFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "punos.core.static_files.CollectedFiles"
    },
}
THEME = env("THEME", "helsinki" if DEMO else "neutral")
SITE_NAME = env("SITE_NAME", "Punos")
SOURCE_ADDRESS = env("SOURCE_ADDRESS", "https://github.com/punos-project/punos")

CONTENT_SECURITY = ["'self'"]
SECURE_CSP = {
    "default-src": CONTENT_SECURITY,
    "img-src": ["'self'", "data:", *(MAP.sources if MAP else [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
# Whether a proxy in front says by X-Forwarded-Proto that the reader came by https; it must overwrite the header.
TRUST_PROXY = env_flag("TRUST_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
# How many proxies have each added to X-Forwarded-For; without a trusted one the header never counts.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("PROXY_COUNT", "1")) if TRUST_PROXY else 0
# Whether that proxy says in X-Request-Start when a request reached it: what waits here in a queue still came in time.
PROXY_TELLS_ARRIVAL = TRUST_PROXY and env_flag("PROXY_TELLS_ARRIVAL")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TRANSPORT else 0
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VOICE_COOKIE_SECURE = EASY_COOKIE_SECURE = SECURE_TRANSPORT
SESSION_COOKIE_NAME = "punos_session"
VOICE_COOKIE_NAME = "punos_voice"
INVITATION_COOKIE_NAME = "punos_invitation"  # beside a voice cookie only, which keeps pages out of the cache
VOICE_COOKIE_DAYS = 180
EASY_COOKIE_NAME = "punos_easy"  # holds a 1 until the browser closes, and nothing about anybody
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home:desk"
LOGOUT_REDIRECT_URL = "home:front_page"
CSRF_FAILURE_VIEW = "punos.core.pages.stale_form"

# Accounts (django-allauth). One signs in with an address that has been verified.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # read only: hashed anew when its owner signs in
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A fortnight on one's own device; through the city's sign-in service, a working day.
SESSION_COOKIE_AGE = 14 * 86_400
PROVIDER_SESSION_HOURS = 8
# Roles of the city rest while their holder has signed in with a password alone.
STAFF_SECOND_FACTOR = env_flag("STAFF_SECOND_FACTOR", default=True)
ACCOUNT_ADAPTER = "punos.organisations.adapters.sign_in.GroupsAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
MFA_ADAPTER = "punos.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# An address can be changed while a second factor is in use: nobody signs in with one that is not verified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "punos.people.adapters.ProviderAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

# The city's sign-in service (OpenID Connect); without an issuer there is none.
OIDC_ISSUER = env("OIDC_ISSUER")
OIDC_NAME = env("OIDC_NAME", "City sign-in")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET")
OIDC_SCOPE = env("OIDC_SCOPE", "openid profile email")
OIDC_GROUPS_CLAIM = env("OIDC_GROUPS_CLAIM")
if OIDC_ISSUER:
    if not OIDC_CLIENT_ID:
        raise ImproperlyConfigured("OIDC_ISSUER is set, but OIDC_CLIENT_ID is not: it names this site there.")
    # The button's form is led on to the service, which browsers hold against form-action.
    SECURE_CSP["form-action"].append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER)))

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # forty long answers fit; files are not counted
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a survey in three languages side by side has a field for each text
# A request is measured before it is read; a file waits on the disk, not in the memory of a web process.
FILE_UPLOAD_HANDLERS = [
    "punos.core.uploads.measured.Measured",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# The gate before forms that need no sign-in; how often an hour a network may write: freely, and with a sum at most.
GATE = env_flag("GATE", default=True)
GATE_FREE_WRITES_AN_HOUR = int(env("GATE_FREE_WRITES_AN_HOUR", "20"))
GATE_MOST_WRITES_AN_HOUR = int(env("GATE_MOST_WRITES_AN_HOUR", "400"))

NOTICES_KEPT_DAYS = int(env("NOTICES_KEPT_DAYS", "400"))  # those that were read; others twice as long
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

# Where the heads of the journal are kept outside the database, so that lines cut off at its end are noticed.
AUDIT_HEADS_FILE = Path(
    env("AUDIT_HEADS_FILE", str(Path(env("PUNOS_VAR", str(BASE_DIR / "var"))) / "audit" / "heads.jsonl"))
)
# Whether sealed lines are shipped to a log store (Elasticsearch) with django-resilient-logger, and to which.
AUDIT_SHIPPING = env_flag("AUDIT_SHIPPING")
RESILIENT_LOGGER = {
    "origin": SITE_NAME,
    "environment": env("AUDIT_LOG_ENV", "production"),
    "sources": [{"class": "punos.journal.adapters.shipping.JournalSource"}],
    "targets": [
        {
            "class": "resilient_logger.targets.ElasticsearchLogTarget",
            "es_url": env("AUDIT_LOG_ES_URL"),
            "es_username": env("AUDIT_LOG_ES_USERNAME"),
            "es_password": env("AUDIT_LOG_ES_PASSWORD"),
            "es_index": env("AUDIT_LOG_ES_INDEX", "punos_audit_log"),
            "required": True,
        }
    ],
    "submit_unsent_entries": True,
}
if AUDIT_SHIPPING:
    INSTALLED_APPS.append("resilient_logger")

# Whether Helsinki Profile may ask for people's data and their erasure at /gdpr-api/ (helsinki-profile-gdpr-api).
GDPR_API = env_flag("GDPR_API")
if GDPR_API:
    if not OIDC_ISSUER:
        raise ImproperlyConfigured("GDPR_API is set, but OIDC_ISSUER is not: its tokens come from there.")
    INSTALLED_APPS.append("helusers.apps.HelusersConfig")
    GDPR_API_MODEL = "people.Person"
    GDPR_API_MODEL_LOOKUP = "punos.home.adapters.find_profile"
    GDPR_API_DELETER = "punos.home.adapters.erase_profile"
    GDPR_API_QUERY_SCOPE = env("GDPR_API_QUERY_SCOPE", "gdprquery")
    GDPR_API_DELETE_SCOPE = env("GDPR_API_DELETE_SCOPE", "gdprdelete")
    OIDC_API_TOKEN_AUTH = {
        "ISSUER": OIDC_ISSUER,
        "AUDIENCE": env("GDPR_API_AUDIENCE") or OIDC_CLIENT_ID,
        "API_AUTHORIZATION_FIELD": env("GDPR_API_SCOPE_CLAIM", "authorization.permissions.scopes"),
        "USER_RESOLVER": "punos.home.adapters.person_of_token",
    }
    REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
