import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import databases

from . import site as house
from .visitor import DESK, PHONE, Visitor, launch

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """One process walks all journeys: there is one site, and one browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The running site with the demo's people, on a database of its own."""
    template = f"demo_{databases.digest_of(*house.sources())}"
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            database = stack.enter_context(databases.copy_of(template, house.fill))
        yield stack.enter_context(house.running(database, tmp_path_factory.mktemp("site")))


@pytest.fixture
def records(site, django_db_blocker):
    """The site's own database, for what a person could not see on a screen."""
    with django_db_blocker.unblock(), databases.pointed_at(site.database):
        yield


@pytest.fixture(scope="session")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in this very thread
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture
def visit(browser, site):
    """visit(), visit(DESK), visit(javascript=False): people at their screens; what goes wrong there fails the test."""
    present = []

    def arrive(screen=PHONE, *, javascript=True):
        present.append(Visitor.at(browser, site, screen, javascript=javascript))
        return present[-1]

    yield arrive
    wrong = [line for visitor in present for line in visitor.wrong]
    for visitor in present:
        visitor.leaves()
    assert wrong == []


@pytest.fixture
def phone(visit):
    return visit(PHONE)


@pytest.fixture
def desk(visit):
    return visit(DESK)
