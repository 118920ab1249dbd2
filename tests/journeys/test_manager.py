"""From a country's figures down to a person, and out as a table; each by those who may."""

import io

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from people.models import Institution, Post

from .visitor import DESK


@pytest.fixture(autouse=True)
def _in_russian(records):
    with translation.override("ru"):
        yield


def test_a_district_goes_down_to_its_people_and_takes_a_table_away(visit):
    home = Institution.objects.get(code="topolyok")
    desk = visit(DESK)

    desk.signs_in_as("district")
    desk.sees(".", shot="manager-1-overview")
    desk.page.locator(f'main a[href*="/manage/institution/{home.code}/"]').first.click()
    desk.sees(".", shot="manager-2-institution")
    desk.page.locator('main a[href*="/manage/people/"]').first.click()
    desk.sees(".", shot="manager-3-people")
    assert desk.page.locator("main tbody tr").count() > 0

    address = desk.page.locator('main a[href*="export.xlsx"]').first.get_attribute("href")
    table = desk.page.request.get(f"{desk.site.url}{address}")
    book = load_workbook(io.BytesIO(table.body()))
    assert table.status == 200
    assert sum(sheet.max_row for sheet in book.worksheets) > 1


def test_a_phone_is_wide_enough_for_the_figures(visit):
    phone = visit()

    phone.signs_in_as("district")

    phone.sees(".", shot="manager-1-overview")
    phone.goes("/manage/institution/topolyok/")
    phone.sees(".", shot="manager-2-institution")
    phone.goes("/manage/people/?institution=topolyok")
    phone.sees(".", shot="manager-3-people")


def test_a_director_sees_the_own_home_and_no_other(visit):
    desk = visit(DESK)

    desk.signs_in_as("director")
    desk.sees(".", shot="director-1-overview")
    desk.goes("/manage/institution/topolyok/")
    assert desk.status == 200
    desk.goes("/manage/institution/altyn-balyk/")

    desk.sees(".", status=404, accessible=False)


def test_the_ministry_sees_figures_and_no_names(visit):
    home = Institution.objects.get(code="topolyok")
    names = Post.objects.in_post_on(timezone.localdate()).filter(institution=home)
    desk = visit(DESK)

    desk.signs_in_as("ministry")
    desk.sees(".", shot="ministry-1-overview")
    desk.goes("/manage/institution/topolyok/")

    words = desk.page.content()
    assert [name for name in names.values_list("person__name_official", flat=True) if name in words] == []


def test_the_definitions_are_one_page_away(visit):
    desk = visit(DESK)
    desk.signs_in_as("ministry")

    desk.page.locator('main a[href*="/manage/definitions/"]').first.click()

    desk.sees(_("How this is counted"), shot="ministry-2-definitions")
