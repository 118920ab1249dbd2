"""What a page weighs on a cold phone: its bytes and those of everything it links to, uncompressed."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.factories import an_enrolment

pytestmark = pytest.mark.django_db

KILOBYTE = 1024


def linked(page: str) -> set[str]:
    """Static files the page asks for, and the fonts its stylesheet asks for. The icons are one file."""
    found = {path.split("#")[0] for path in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    for sheet in [path for path in found if path.endswith(".css")]:
        found |= {f"fonts/{name}" for name in re.findall(r"url\(\.\./fonts/([^)]+)\)", static(sheet).decode())}
    return found


def static(path: str) -> bytes:
    return Path(finders.find(path)).read_bytes()


@pytest.mark.parametrize("address", ["/", "/learn/T/", "/learn/T/lesson/T1-L1/"])
def test_a_learners_page_is_light(client, address):
    client.force_login(an_enrolment().person)

    page = client.get(address).content

    files = linked(page.decode())
    assert len(files) + 1 <= 8
    assert len(page) + sum(len(static(path)) for path in files) <= 100 * KILOBYTE


def test_the_stylesheet_is_small_on_the_wire():
    assert len(gzip.compress(static("css/app.css"))) <= 5.5 * KILOBYTE


@pytest.mark.parametrize("address", ["/", "/learn/T/", "/learn/T/lesson/T1-L1/2/", "/help/"])
def test_a_page_carries_no_script_style_or_handler_inside(client, address):
    client.force_login(an_enrolment().person)

    page = client.get(address).content.decode()

    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", page) == []
