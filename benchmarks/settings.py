"""A bare Django project on the site's own database: sessions, users, one view. What our pages are measured against."""

from config.settings import *  # noqa: F403 -- the same database, cache and keys
from config.settings import BASE_DIR

ROOT_URLCONF = "benchmarks.urls"
WSGI_APPLICATION = "benchmarks.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "benchmarks" / "templates"],
    }
]
