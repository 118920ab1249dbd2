"""All settings, typed, from the environment. A missing or wrong one stops the boot with a sentence."""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("OCHAG_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- who we are -------------------------------------------------------------------------------------------------
DEMO = env.bool("OCHAG_DEMO", default=False)  # links that sign in as invented people: never with real ones
DEBUG = env.bool("OCHAG_DEBUG", default=False)
SECRET_KEY = env.str("OCHAG_SECRET_KEY")
ALLOWED_HOSTS = env.list("OCHAG_HOSTS", default=["127.0.0.1", "localhost"])
SITE_URL = env.str("OCHAG_URL", default="http://127.0.0.1:8000").rstrip("/")
HELP_PHONE = env.str("OCHAG_HELP_PHONE", default="+996 312 00 00 00")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE = SITE_URL.startswith("https://")

if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("OCHAG_SECRET_KEY is too short: give it at least 32 random characters.")
if DEMO and not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]", "testserver"}:
    raise ImproperlyConfigured("OCHAG_DEMO signs anybody in: it runs on 127.0.0.1 only. Take OCHAG_HOSTS away.")
if not SECURE and not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]", "testserver"}:
    raise ImproperlyConfigured("OCHAG_URL must start with https:// on a public host.")

INSTALLED_APPS = [
    *(["demo"] if DEMO else []),
    "core",
    "people",
    "courses",
    "assessments",
    "certificates",
    "cms",
    "reports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "import_export",
    "csp",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.WagtailUsers",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.SpeakTheirLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "people.middleware.AdminPolicy",  # inside the other, which writes the header after it
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- where things are kept ----------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("OCHAG_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'ochag.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Django's defaults lose concurrent writes to "database is locked"; these lose none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("OCHAG_REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90  # a carer's phone knows her until the next quarter
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = env.bool("OCHAG_SERVE_UNCOLLECTED", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- people and sign-in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
ACCOUNT_ADAPTER = "people.adapters.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "people.forms.SignInForm",
    "request_login_code": "people.forms.AskForCodeForm",
    "confirm_login_code": "people.forms.TypeCodeForm",
    "reset_password": "people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "people.forms.NewPasswordForm",
    "change_password": "people.forms.ChangePasswordForm",
    "set_password": "people.forms.SetPasswordForm",
    "reauthenticate": "people.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: a letter over a weak line takes a while
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("OCHAG_PROXIES", default=0)  # how many of our own stand before the site
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
EMAIL_BACKEND = env.str("OCHAG_EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("OCHAG_FROM", default="ochag@localhost")

# --- languages ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ky", "Кыргызча")]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Bishkek"
USE_TZ = True

# --- authoring --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = _("Ochag")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000

# --- tasks ------------------------------------------------------------------------------------------------------------
_MAILBOX = VAR_DIR / "broker"  # the embedded broker: files, no server
CELERY_BROKER_URL = env.str("OCHAG_BROKER_URL", default=REDIS_URL or "filesystem://")
# Kombu waits two seconds between tries before it tells that nobody listens: an answer must not wait with it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 1,
}
if CELERY_BROKER_URL == "filesystem://":
    for folder in ("queue", "control"):
        (_MAILBOX / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "data_folder_in": str(_MAILBOX / "queue"),
        "data_folder_out": str(_MAILBOX / "queue"),
        "control_folder": str(_MAILBOX / "control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False  # a broker that is down must not hold a learner up: the sweep redoes what was lost
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # in memory: a file cut off by a power cut would stop every sweep
CELERY_BEAT_SCHEDULE = {
    "certificates-sweep": {"task": "certificates.sweep", "schedule": 60.0},
    "reports-sweep": {"task": "reports.sweep", "schedule": 120.0},
}

# --- what a page may load --------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
ADMIN_POLICY = {  # Wagtail's explorer and editor carry inline scripts and styles: theirs is a policy of its own
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows previews in a frame of its own

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"kombu.connection": {"level": "ERROR"}},  # the broker of files has no host, and kombu minds
    "root": {"handlers": ["console"], "level": env.str("OCHAG_LOG_LEVEL", default="WARNING")},
}
