"""Every setting of Factcheck, read from the environment.

Without any variable set this is the embedded desk of one laptop: SQLite, an in-memory
broker and readable e-mails, all under `var/`. `DATABASE_URL`, `REDIS_URL` and `EMAIL_URL`
turn the same code into a newsroom's installation. `.env.example` lists all variables.
"""

from datetime import timedelta
from logging import LogRecord
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from factcheck.secret_key import embedded_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEMO_SETTINGS = VAR_DIR / "demo.env"
"""What `make run` was started with, so that the other commands beside it see the same desk."""

if not (env.str("ENV_FILE", default="") or env.str("DATABASE_URL", default="")):
    environ.Env.read_env(DEMO_SETTINGS)

# --- What kind of installation this is -------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="")
REDIS_URL = env.str("REDIS_URL", default="")
EMAIL_URL = env.str("EMAIL_URL", default="")
EMBEDDED = not DATABASE_URL
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
"""Serve the demo's own source pages (`seeds/web/`)."""

# --- Security --------------------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not EMBEDDED:
        raise ImproperlyConfigured("SECRET_KEY must be set when DATABASE_URL is.")
    SECRET_KEY = embedded_secret_key(VAR_DIR / "secret_key")

BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])
HTTPS = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- The app ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "axes",
    "csp",
    "post_office",
    "simple_history",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
AUTH_USER_MODEL = "claims.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"desk": "claims.admin.template_tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- The desk --------------------------------------------------------------------------

DESK_NAME = env.str("DESK_NAME", default="Factcheck")

# --- Language and time -----------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Berlin")
USE_TZ = True

# --- Database --------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    if EMBEDDED:
        return _sqlite(
            {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "factcheck.sqlite3"}
        )
    configured = env.db_url_config(DATABASE_URL)
    engine = configured.get("ENGINE")
    if engine == "django.db.backends.sqlite3":
        return _sqlite(configured)
    if engine != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return _postgresql(configured)


def _sqlite(configured: dict[str, Any]) -> dict[str, Any]:
    options = {
        # Writers queue up at BEGIN instead of failing in the middle.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    return {**configured, "OPTIONS": options}


def _postgresql(configured: dict[str, Any]) -> dict[str, Any]:
    # psycopg's own pool replaces Django's persistent connections. Each process makes its
    # own at the first query: one connection at rest, one for each thread under load.
    pool = {"min_size": 1, "max_size": 16, "timeout": 10}
    return {
        **configured,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # PostgreSQL may have restarted since
        "OPTIONS": {**configured.get("OPTIONS", {}), "pool": pool},
    }


DATABASES = {"default": _database()}

# --- Cache, jobs -----------------------------------------------------------------------

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        # A task is handed to a second worker only after its time limit has long ended it.
        "visibility_timeout": 3600,
        "health_check_interval": 30,
        "socket_keepalive": True,
        "retry_on_timeout": True,
    }
    if REDIS_URL
    # The in-memory broker forgets everything and that is fine: rows are the messages.
    else {"polling_interval": 0.2}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_DEFAULT_QUEUE = "factcheck"
# A worker that is not told otherwise takes from all. Visits hold a process for minutes: where
# they have workers of their own, no e-mail waits for them.
CELERY_TASK_QUEUES = {name: {"exchange": name} for name in ("factcheck", "visits", "slow")}
CELERY_TASK_ROUTES = {
    "claims.tasks.check_due_pages": {"queue": "visits"},
    "claims.tasks.ask_public_archive": {"queue": "slow"},
}
# A nudge that finds no broker gives up at once: nobody waits for it, the row is written.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
# Periods start anew at every start, so no schedule file can be stale.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
# `celery -A factcheck inspect ping` then reaches beat as well: its health check.
CELERY_BEAT_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)
CELERY_TIMEZONE = TIME_ZONE

# --- Files -----------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
if EMBEDDED:
    Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "archive"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not EMBEDDED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = EMBEDDED
FILE_UPLOAD_PERMISSIONS = 0o640

# --- E-mail ----------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Factcheck <factcheck@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "post_office.EmailBackend"
if EMAIL_URL:
    _smtp = env.email_url_config(EMAIL_URL)
    EMAIL_HOST = _smtp["EMAIL_HOST"]
    EMAIL_PORT = _smtp["EMAIL_PORT"]
    EMAIL_HOST_USER = _smtp["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _smtp["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _smtp.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = _smtp.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = VAR_DIR / "mail"
POST_OFFICE = {
    "BACKENDS": {
        "default": "django.core.mail.backends.smtp.EmailBackend"
        if EMAIL_URL
        else "django.core.mail.backends.filebased.EmailBackend",
    },
    # A mail server that is down for a night loses nothing.
    "MAX_RETRIES": 200,
    "RETRY_INTERVAL": timedelta(minutes=5),
    # A resend after a crash carries the same Message-ID, so mailboxes can fold it.
    "MESSAGE_ID_ENABLED": True,
    "MESSAGE_ID_FQDN": env.str("MESSAGE_ID_FQDN", default="factcheck.localhost"),
}

# --- Re-checking -----------------------------------------------------------------------

LINKCHECK_ALLOWED_HOSTS = env.list("LINKCHECK_ALLOWED_HOSTS", default=[])
if DEMO:
    LINKCHECK_ALLOWED_HOSTS = [*LINKCHECK_ALLOWED_HOSTS, urlsplit(BASE_URL).netloc]
LINKCHECK_HOST_PAUSE = env.float("LINKCHECK_HOST_PAUSE", default=1.0)
LINKCHECK_TIMEOUT = env.float("LINKCHECK_TIMEOUT", default=20.0)
LINKCHECK_MAX_BYTES = env.int("LINKCHECK_MAX_BYTES", default=5_000_000)
LINKCHECK_CONTACT = env.str("LINKCHECK_CONTACT", default="")
LINKCHECK_CONCURRENCY = env.int("LINKCHECK_CONCURRENCY", default=50)
LINKCHECK_BATCH = env.int("LINKCHECK_BATCH", default=500)
LINKCHECK_WAYBACK_URL = env.str("LINKCHECK_WAYBACK_URL", default="").rstrip("/")
LINKCHECK_WAYBACK_ACCESS_KEY = env.str("LINKCHECK_WAYBACK_ACCESS_KEY", default="")
LINKCHECK_WAYBACK_SECRET_KEY = env.str("LINKCHECK_WAYBACK_SECRET_KEY", default="")
if LINKCHECK_WAYBACK_URL and not LINKCHECK_WAYBACK_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("LINKCHECK_WAYBACK_URL must begin with https:// or http://.")

# --- A language model, beside the rules of the extraction ---------------------------------

EXTRACTION_LLM_URL = env.str("EXTRACTION_LLM_URL", default="")
EXTRACTION_LLM_MODEL = env.str("EXTRACTION_LLM_MODEL", default="")
EXTRACTION_LLM_KEY = env.str("EXTRACTION_LLM_KEY", default="")
EXTRACTION_LLM_TIMEOUT = env.float("EXTRACTION_LLM_TIMEOUT", default=30.0)
if EXTRACTION_LLM_URL and not EXTRACTION_LLM_MODEL:
    raise ImproperlyConfigured("EXTRACTION_LLM_MODEL must be set when EXTRACTION_LLM_URL is.")

# --- API -------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claims.api.permissions.ReadsOrHasToken"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    # Of callers without a token, by address: "600/hour". Off unless set; a proxy may do it better.
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("API_ANONYMOUS_RATE", default="") or None},
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.KeysetPagination",
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.FormParser",  # what `curl -d` sends
    ],
    # No browsable pages: their scripts would need a weaker Content-Security-Policy.
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "claims.api.problems.answer_problem",
    # `?format=` is an unknown parameter like any other.
    "URL_FORMAT_OVERRIDE": None,
}
# An article of 10 MB sent as JSON, its umlauts escaped; what is larger is refused unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
REST_KNOX = {"TOKEN_TTL": timedelta(days=365), "AUTH_HEADER_PREFIX": "Token"}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "DESCRIPTION": "What the desk has verified, for everybody; the desk's own work, with a token.",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        name: f"claims.vocabulary.{name}"
        for name in ("Kind", "Language", "LinkState", "QuoteState", "Rating", "Stance", "Status")
    },
}

# --- Brute force -----------------------------------------------------------------------

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True

# --- Logs ------------------------------------------------------------------------------


def _without_traceback(record: LogRecord) -> bool:
    record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {
        "one_line": {"()": "django.utils.log.CallbackFilter", "callback": _without_traceback},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # A page that is not there is the visitor's news, and in the access log.
    "loggers": {
        "django.request": {"level": "ERROR"},
        # A stranger's Host header, or a name missing in ALLOWED_HOSTS: worth a line, no more.
        "django.security.DisallowedHost": {"filters": ["one_line"]},
    },
}
