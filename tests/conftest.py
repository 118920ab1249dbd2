from contextlib import ExitStack

import pytest
from django.conf import settings as site

from . import databases

site.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # inside VAR_DIR; the server of static files wants it


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A database of this process's own, copied from one that was migrated once."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            own = stack.enter_context(databases.copy_of(f"tables_{databases.digest_of()}", databases.migrate))
        stack.enter_context(databases.pointed_at(own))
        yield


@pytest.fixture(autouse=True)
def _throwaway_files(settings, tmp_path):
    """A media folder of its own, fast passwords, and tasks that stay in their queue unless a test runs them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
