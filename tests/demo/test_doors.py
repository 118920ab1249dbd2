"""The links that sign in are in the demo alone, and the demo is on this machine alone."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user
from django.urls import NoReverseMatch, reverse

from demo.queries import PERSONAS, username_of
from tests.factories import PersonFactory

from ..architecture.tree import ROOT

KEY = "for-tests-only-for-tests-only-for-tests-only"


def manage(*command, **env):
    """A process of its own, with these settings and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("OCHAG_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=inherited | env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def demo_doors(settings):
    settings.ROOT_URLCONF = "tests.demo.urls"
    settings.DEMO = True


@pytest.mark.django_db
@pytest.mark.parametrize("persona", [*PERSONAS, "inspector"])
def test_without_the_demo_there_is_no_such_link(client, persona):
    PersonFactory(username=username_of(persona))

    assert client.get(f"/demo/{persona}/").status_code == 404
    assert not get_user(client).is_authenticated


def test_without_the_demo_the_link_has_no_name():
    with pytest.raises(NoReverseMatch):
        reverse("demo:sign_in", args=["learner"])


def test_other_settings_do_not_know_the_demo(tmp_path):
    told = manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.apps import apps; from django.test import Client; "
        "print(apps.is_installed('demo'), Client(headers={'host': 'localhost'}).get('/demo/learner/').status_code)",
        OCHAG_SECRET_KEY=KEY,
        OCHAG_VAR=str(tmp_path),
        OCHAG_SERVE_UNCOLLECTED="1",
    )

    assert told.stdout.split() == ["False", "404"], told.stderr


def test_the_demo_refuses_a_public_host(tmp_path):
    told = manage(
        "check",
        OCHAG_SECRET_KEY=KEY,
        OCHAG_VAR=str(tmp_path),
        OCHAG_DEMO="1",
        OCHAG_HOSTS="ochag.example.org",
        OCHAG_URL="https://ochag.example.org",
    )

    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "A setting is wrong. OCHAG_DEMO signs anybody in: it runs on 127.0.0.1 only. Take OCHAG_HOSTS away."
    ]


def test_a_missing_setting_is_told_in_a_sentence(tmp_path):
    told = manage("check", OCHAG_VAR=str(tmp_path))

    assert told.returncode == 1
    assert told.stderr.splitlines() == ["A setting is wrong. Set the OCHAG_SECRET_KEY environment variable"]


@pytest.mark.django_db
def test_the_views_refuse_without_the_setting(client, settings, demo_doors):
    settings.DEMO = False
    PersonFactory(username=username_of("learner"))

    assert client.get("/demo/learner/").status_code == 404


@pytest.mark.django_db
def test_a_link_signs_in_as_its_persona_and_nobody_else(client, demo_doors):
    learner = PersonFactory(username=username_of("learner"))
    director = PersonFactory(username=username_of("director"))

    client.get("/demo/learner/")
    assert get_user(client) == learner
    reply = client.get("/demo/director/")
    assert get_user(client) == director
    assert reply["Location"] == reverse("reports:overview")


@pytest.mark.django_db
def test_the_inspector_has_no_account(client, demo_doors):
    PersonFactory(username=username_of("inspector"))

    reply = client.get("/demo/inspector/")

    assert reply["Location"] == reverse("certificates:verify_form")
    assert not get_user(client).is_authenticated


@pytest.mark.django_db
def test_a_persona_that_does_not_exist_is_not_found(client, demo_doors):
    PersonFactory(username="admin")

    assert client.get("/demo/admin/").status_code == 404
    assert client.get("/demo/learner/").status_code == 404
