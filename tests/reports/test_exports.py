import csv
import io
import re
from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from reports.choices import State
from reports.exports import plain
from reports.operations import refresh_rollups
from tests.factories import InstitutionFactory, PersonFactory, PostFactory, RoleFactory, a_course
from tests.factories.reports import a_post_in, a_rollup

pytestmark = pytest.mark.django_db


def sheets(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def lines(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def on_screen(page):
    table = page.content.decode().rpartition("<tbody>")[2]
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in found]


def as_on_screen(row):
    """Institution, person, role, rate, state, deadline, valid until, hours -> the columns of the page."""
    institution, person, role, _rate, state, due, until, hours = row
    return [person, institution, role, state, *(f"{day:%d.%m.%Y}" if day else "–" for day in (due, until)), str(hours)]


def test_the_workbook_holds_what_the_screen_shows(client, sign_in, places, course):
    for state in State:
        a_post_in(state, course, institution=places.home)
    refresh_rollups()
    sign_in("district")

    for narrowed in ("", "&state=late", "&state=in_force", "&q=бекова"):
        screen = on_screen(client.get(f"/manage/people/?authority=D-SOK{narrowed}"))
        table, _about = sheets(client.get(f"/manage/export.xlsx?authority=D-SOK{narrowed}"))
        assert [
            as_on_screen([cell if not hasattr(cell, "date") else cell.date() for cell in row[3:]]) for row in table[1:]
        ] == screen


def test_the_head_has_a_column_for_every_level(client, sign_in, places, course):
    PostFactory(institution=places.home, person=PersonFactory(name_official="Бекова Айгүл"))
    a_rollup(places.home, course, 0, 0, 0, 0, 1)
    sign_in("district")

    assert lines(client.get("/manage/export.csv?authority=D-SOK")) == [
        [
            "Country",
            "Region",
            "District or city",
            "Institution",
            "Staff member",
            "Role now",
            "Rate",
            "State",
            "Deadline",
            "Valid until",
            "Academic hours",
        ],
        [
            "Кыргызстан",
            "Чуйская область",
            "Сокулукский район",
            "Дом «Беловодск»",
            "Бекова Айгүл",
            "educator",
            "1.00",
            "Not started",
            "",
            "",
            "0",
        ],
    ]


def test_the_file_is_in_the_language_of_the_reader(client, sign_in, places, course):
    PostFactory(institution=places.home, role=RoleFactory(code="EDU"))
    person = sign_in("director")
    person.language = "ru"
    person.save()

    assert lines(client.get("/manage/export.csv?institution=belovodsk"))[1][5] == "воспитатель"


def test_the_file_is_named_after_place_course_and_day(client, sign_in, places, course):
    sign_in("district")

    day = timezone.localdate().isoformat()
    for kind in ("xlsx", "csv"):
        reply = client.get(f"/manage/export.{kind}?authority=D-SOK")
        assert reply["Content-Disposition"] == f'attachment; filename="D-SOK-base-{day}.{kind}"'


def test_the_second_sheet_says_what_the_first_shows(client, sign_in, places, course):
    sign_in("district")

    _table, about = sheets(client.get("/manage/export.xlsx?authority=D-SOK&state=late"))

    assert [row[1] for row in about[:2]] == ["Сокулукский район", "Test course"]
    assert about[3] == ["State", "Late"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_starts_no_formula(start):
    assert plain(f"{start}1+1") == f"'{start}1+1"


def test_a_name_that_looks_like_a_formula_is_text(client, sign_in, places, course):
    person = PersonFactory(name_official='=HYPERLINK("http://example.org")')
    PostFactory(institution=InstitutionFactory(authority=places.sokuluk, names={"ru": "@home"}), person=person)
    sign_in("district")

    (_head, row), _about = sheets(client.get("/manage/export.xlsx?authority=D-SOK"))

    assert row[3:5] == ["'@home", '\'=HYPERLINK("http://example.org")']


def test_dates_and_hours_are_numbers_for_a_spreadsheet(client, sign_in, places, course):
    a_post_in(State.LATE, course, institution=places.home)
    sign_in("district")

    (_head, row), _about = sheets(client.get("/manage/export.xlsx?authority=D-SOK"))

    assert (row[6], row[8].date() < timezone.localdate(), row[10]) == (1, True, 0)
    assert isinstance(row[8], date)


@pytest.mark.parametrize("who", ["ministry", "observer"])
def test_readers_without_names_take_figures_along(client, sign_in, places, course, who):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    a_rollup(places.school, course, 30, 8, 9, 11, 12)
    sign_in(who)

    table = lines(client.get("/manage/export.csv?authority=D-SOK"))
    screen = on_screen(client.get("/manage/D-SOK/"))

    assert table[0] == [
        "Place",
        "Filled posts",
        "Valid",
        "Valid for more than 90 days",
        "Expires within 90 days",
        "In progress",
        "Late",
        "Not started",
    ]
    assert [[row[0], row[1], *row[3:]] for row in table[1:-1]] == [[row[0], row[1], *row[3:]] for row in screen[:-1]]
    assert table[1][6] == "*"


def test_an_export_of_another_place_is_not_there(client, sign_in, course):
    sign_in("district")

    assert [client.get(f"/manage/export.{kind}?authority=D-KEM").status_code for kind in ("xlsx", "csv")] == [404, 404]


@pytest.mark.parametrize(("posts", "queries"), [(1, 9), (50, 9)])
def test_an_export_costs_the_same_at_any_size(client, sign_in, places, django_assert_num_queries, posts, queries):
    course = a_course("base")
    for _number in range(posts):
        a_post_in(State.IN_PROGRESS, course, institution=places.home)
    sign_in("district")

    with django_assert_num_queries(queries):
        assert len(lines(client.get("/manage/export.csv?authority=D-SOK"))) == posts + 1
