import pytest
from django.utils import translation

from courses.models import Release
from people.choices import Kind
from tests.factories import AuthorityFactory, PersonFactory, give
from tests.factories import cms as make


@pytest.fixture(autouse=True)
def _english():
    """Sentences are compared in the language they were written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def release(tmp_path) -> Release:
    return make.loaded(tmp_path).releases[0]


@pytest.fixture
def trainer(release, client):
    person = PersonFactory(language="en")
    give(person, Kind.TRAINER, AuthorityFactory())
    client.force_login(person)
    return person
