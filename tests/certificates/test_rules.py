import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rules import (
    CODE_ALPHABET,
    last_valid_day,
    new_code,
    number_of,
    number_prefix,
    official_date,
    read_code,
    show_code,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 11, 21), 36, date(2029, 11, 20)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
    ],
)
def test_last_valid_day_of_known_cases(issued, months, last):
    assert last_valid_day(issued, months) == last


@given(DAYS, MONTHS)
def test_last_valid_day_is_followed_by_the_same_date_or_by_the_first(issued, months):
    following = last_valid_day(issued, months) + timedelta(days=1)

    assert following.day in {issued.day, 1}


@given(DAYS, MONTHS)
def test_last_valid_day_is_never_short_of_its_months(issued, months):
    days = (last_valid_day(issued, months) - issued).days + 1

    assert 28 * months <= days <= 31 * months


@given(DAYS, MONTHS)
def test_last_valid_day_never_comes_earlier_for_who_came_later(issued, months):
    assert last_valid_day(issued, months) <= last_valid_day(issued + timedelta(days=1), months)


@given(DAYS, MONTHS)
def test_last_valid_day_grows_with_the_months(issued, months):
    assert last_valid_day(issued, months) < last_valid_day(issued, months + 1)


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("KG/KG-C/SOATE-41708203000000", "KG-C-2026-C"),
        ("KG/KG-GB", "KG-GB-2026-C"),
        ("KG", "KG-X-2026-C"),
        ("KG/SOATE-1", "KG-X-2026-C"),
        ("", "XX-X-2026-C"),
        ("X-1/X-2", "XX-X-2026-C"),
    ],
)
def test_number_prefix_names_the_first_level_authority(path, prefix):
    assert number_prefix(path, 2026, "c") == prefix


def test_number_has_six_digits():
    assert number_of("KG-C-2026-C", 123) == "KG-C-2026-C-000123"


def test_new_code_is_ten_signs_that_cannot_be_misread():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(f"[{CODE_ALPHABET}]{{10}}", code) for code in codes)
    assert set("0O1I") & set(CODE_ALPHABET) == set()


def test_read_code_understands_what_is_shown_and_typed():
    code = new_code()

    assert {read_code(show_code(code)), read_code(code.lower()), read_code(f" {code[:5]} {code[5:]} ")} == {code}


@pytest.mark.parametrize(("language", "written"), [("ky", "2026-жылдын 21-ноябры"), ("ru", "21 ноября 2026 г.")])
def test_official_date_is_written_as_in_official_papers(language, written):
    assert official_date(date(2026, 11, 21), language) == written
