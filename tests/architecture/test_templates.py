"""Pages carry nothing that the content security policy would block, and nothing that a person could not read."""

import re

import pytest

from .tree import ROOT, templates

INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_have_nothing_inline(what):
    found = [str(path.relative_to(ROOT)) for path in templates() if INLINE[what].search(path.read_text("utf-8"))]

    assert found == []


def test_components_state_their_inputs():
    silent = [
        path.name
        for path in sorted((ROOT / "templates" / "components").glob("*.html"))
        if not path.read_text("utf-8").lstrip().startswith(("{% comment %}", "{% load"))
        or "{% comment %}" not in path.read_text("utf-8")
    ]

    assert silent == []
