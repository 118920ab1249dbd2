"""Files into pages: once, in three languages, and never over a trainer's shoulder."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import Page, Site

from assessments.models import Question
from cms.imports import read_curriculum
from cms.models import CoursePage, HomePage, LessonPage, ModulePage, ObservationPage, QuizPage
from cms.operations import load_curriculum, prepare_site, release_from_pages
from cms.queries import course_trees
from courses.models import Course, Release, ReleaseText
from tests.factories import cms as make

pytestmark = pytest.mark.django_db
STARTER = Path(__file__).resolve().parents[2] / "content" / "curriculum"


def test_first_load_makes_pages_and_a_release(tmp_path):
    loaded = make.loaded(tmp_path)

    assert (loaded.created, loaded.changed, loaded.unchanged) == (24, 0, 0)
    assert [(release.course.code, release.number) for release in loaded.releases] == [("T", 1)]
    assert loaded.releases[0].languages == ["en", "ky", "ru"]


def test_second_load_changes_nothing(tmp_path):
    make.loaded(tmp_path)

    again = make.loaded(tmp_path)

    assert (again.created, again.changed, again.unchanged, again.releases) == (0, 0, 24, [])
    assert Release.objects.count() == 1


def test_second_load_asks_the_same_however_large_the_curriculum(tmp_path, django_assert_num_queries):
    make.loaded(tmp_path)
    courses = read_curriculum(tmp_path)

    with django_assert_num_queries(12):
        load_curriculum(courses=courses)


def test_changed_file_makes_release_two(tmp_path):
    make.loaded(tmp_path)
    english = make.module()
    english["lesson_texts"][0]["body"] = "Quite another text."

    again = make.loaded(tmp_path, en=english)

    assert (again.created, again.changed) == (0, 1)
    assert [release.number for release in again.releases] == [2]
    text = ReleaseText.objects.showing(again.releases[0].pk, "T1-L1", "en").get()
    assert text.content.body["screens"] == ["<p>Quite another text.</p>"]


def test_changed_file_shows_in_the_editor_too(tmp_path):
    make.loaded(tmp_path)
    page = make.lesson_page()
    page.title = "A draft"
    page.save_revision()
    english = make.module()
    english["lesson_texts"][0]["title"] = "From the file"

    make.loaded(tmp_path, en=english)

    assert make.lesson_page().get_latest_revision_as_object().title == "From the file"


def test_unchanged_file_leaves_a_trainers_page_alone(tmp_path):
    make.loaded(tmp_path)
    page = make.lesson_page()
    page.title = "As the trainer likes it"
    page.save_revision().publish()

    make.loaded(tmp_path)

    assert make.lesson_page().title == "As the trainer likes it"


def test_easy_questions_become_practice_and_the_rest_counts(tmp_path):
    make.loaded(tmp_path)

    first, second = make.lesson_page(), make.lesson_page(key="T1-L2")
    assert [block.value["key"] for block in first.body if block.block_type != "text"] == ["q1"]
    assert [block.value["key"] for block in second.body if block.block_type != "text"] == ["q4"]
    assert [block.value["key"] for block in make.quiz_page().body] == ["q2", "q3", "q5", "q6", "q7", "q8", "q9", "q10"]


def test_translations_share_keys_and_are_marked_as_machine_quality(tmp_path):
    make.loaded(tmp_path)

    pages = LessonPage.objects.filter(key="T1-L1").select_related("locale")
    assert len({page.translation_key for page in pages}) == 1
    assert {page.locale.language_code: page.text_quality for page in pages} == {
        "en": "source",
        "ru": "machine",
        "ky": "machine",
    }


def test_site_gets_a_home_for_every_language_and_loses_the_welcome_page():
    prepare_site()
    prepare_site()

    assert HomePage.objects.count() == 3
    assert Page.objects.count() == 4
    assert Site.objects.get().root_page.locale.language_code == "ru"


def test_whole_starter_curriculum_loads(django_assert_num_queries):
    courses = read_curriculum(STARTER)

    load_curriculum(courses=courses)

    assert Course.objects.count() == 3
    assert ModulePage.objects.filter(locale__language_code="en").count() == 23
    assert LessonPage.objects.filter(locale__language_code="en").count() == 89
    assert ObservationPage.objects.count() == 69
    assert QuizPage.objects.get(key="C7-Q", locale__language_code="ky").pass_percent == 80
    assert Question.objects.count() == 230
    assert [release.languages for release in Release.objects.all()] == [["en", "ky", "ru"]] * 3
    page = CoursePage.objects.get(key="C", locale__language_code="en")
    with django_assert_num_queries(25):  # as many as for one module
        release_from_pages(course_page=page, actor=None)
    assert _questions_by_module() == dict.fromkeys(ModulePage.objects.values_list("key", flat=True), 10)


def _questions_by_module() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in CoursePage.objects.filter(locale__language_code="en").values_list("key", flat=True):
        for module in course_trees(code)["en"].modules:
            bodies = [page.body for page in module.activities if hasattr(page, "body")]
            asked = [block for body in bodies for block in body.raw_data if block["type"] != "text"]
            found[module.page.key] = len(asked)
    return found
