import pytest


@pytest.fixture(autouse=True)
def _throwaway_files(settings, tmp_path):
    """A media folder of its own, fast passwords, and tasks that stay in their queue unless a test runs them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
