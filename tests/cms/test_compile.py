"""Pages into a release: every language, the same right answers, clean HTML, and no release without a change."""

from __future__ import annotations

import re

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from assessments.models import QuestionVersion
from certificates.models import CertificateRule
from cms.models import CoursePage, LessonPage, QuizPage, ScenarioPage
from cms.operations import release_from_pages
from cms.operations.compile import compile_course
from cms.queries import course_trees
from core.errors import Refused
from courses.models import Release, ReleaseItem, ReleaseText
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def text(release: Release, key: str, language: str) -> ReleaseText:
    return ReleaseText.objects.showing(release.pk, key, language).get()


def again() -> tuple[Release, bool]:
    return release_from_pages(course_page=make.course_page(), actor=None)


def edit(page, **fields) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()


def test_compiling_asks_six_queries(release, django_assert_num_queries):
    with django_assert_num_queries(6):
        compile_course(course_trees("T"))


def test_releasing_asks_the_same_number_of_queries_when_nothing_changed(release, django_assert_num_queries):
    page = make.course_page()

    with django_assert_num_queries(25):
        release_from_pages(course_page=page, actor=None)


def test_unchanged_pages_make_no_release(release):
    assert again() == (release, False)


def test_the_course_page_says_how_long_a_certificate_is_valid(release):
    """A published course can award at once; another validity is a rule for later awards and no new release."""
    rule = CertificateRule.objects.get(course=release.course)
    assert (rule.validity_months, rule.by_commission) == (36, False)
    for page in CoursePage.objects.all():
        edit(page, validity_months=12)

    assert again() == (release, False)
    assert CertificateRule.objects.get(course=release.course).validity_months == 12


def test_changed_page_makes_release_two(release):
    edit(make.lesson_page(), title="A new title")

    second, new = again()

    assert (second.number, new) == (2, True)
    assert text(second, "T1-L1", "en").content.body["title"] == "A new title"
    assert text(release, "T1-L1", "en").content.body["title"] == "Lesson 1 en"


def test_items_have_the_shapes_of_the_release(release):
    specs = {item.activity.key: item.spec for item in ReleaseItem.objects.filter(release=release)}
    ids = dict(QuestionVersion.objects.values_list("question__key", "pk"))

    assert list(specs) == ["T1-L1", "T1-L2", "T1-S1", "T1-Q", "T1-O"]
    assert specs["T1-L1"] == {"minutes": 2, "practice": [ids["T1-q1"]]}
    assert specs["T1-Q"] == {
        "questions": [ids[f"T1-q{number}"] for number in (2, 3, 5, 6, 7, 8, 9, 10)],
        "critical": ["T1-q2"],
        "pass_percent": 70,
        "wait_after": 3,
        "wait_hours": 12,
    }
    assert specs["T1-O"] == {"lines": ["l1", "l2"], "critical": [], "pass_percent": 80}
    assert specs["T1-S1"]["nodes"]["n2"]["choices"][0] == {"next": "e_good", "effects": {"trust": 1, "felt_safety": 0}}


def test_questions_have_the_shapes_of_the_bank(release):
    rows = {row.question.key: row for row in QuestionVersion.objects.select_related("question")}

    assert rows["T1-q1"].spec == {"options": ["o1", "o2"], "right": ["o2"]}
    assert rows["T1-q1"].texts["en"]["hints"] == {"o1": "Look again.", "o2": "Yes."}
    assert rows["T1-q4"].spec == {"right": False}
    assert rows["T1-q5"].spec == {"items": ["i1", "i2"]}
    assert rows["T1-q6"].spec == {"left": ["l1", "l2"], "right": ["r1", "r2"]}
    assert rows["T1-q7"].spec == {"blanks": [{"n": 1, "options": ["o1", "o2"], "right": "o1"}]}
    assert rows["T1-q7"].texts["ru"]["words"] == {"1.o1": "white", "1.o2": "red"}
    assert rows["T1-q8"].spec == {"right": 10, "tolerance": 1}
    assert {tuple(sorted(row.texts)) for row in rows.values()} == {("en", "ky", "ru")}


def test_machine_quality_reaches_the_release(release):
    found = {language: text(release, "T1-Q", language).needs_review for language in make.LANGUAGES}

    assert found == {"en": False, "ru": True, "ky": True}


def test_reviewed_text_loses_the_flag(release):
    edit(make.lesson_page("ky"), text_quality="reviewed")

    second, _new = again()

    assert text(second, "T1-L1", "ky").needs_review is False


@pytest.mark.parametrize(("missing", "shown"), [(("ky",), "ru"), (("ky", "ru"), "en")])
def test_missing_language_falls_back_and_says_so(release, missing, shown):
    LessonPage.objects.filter(key="T1-L1", locale__language_code__in=missing).update(live=False)

    second, _new = again()

    found = text(second, "T1-L1", "ky")
    assert (found.text_language, found.content.body["title"]) == (shown, f"Lesson 1 {shown}")
    steps = second.outlines.get(language="ky").data["modules"][0]["steps"]
    assert [step["text_language"] for step in steps] == [shown, "ky", "ky", "ky", "ky"]


def test_page_under_a_draft_module_is_not_released(release):
    page = make.lesson_page().get_parent()
    page.live = False
    page.save()

    second, _new = again()

    assert text(second, "T1-L1", "en").text_language == "ru"


def test_outline_is_in_the_readers_language_with_the_sources_roles_and_hours(release):
    module = release.outlines.get(language="ru").data["modules"][0]

    assert (module["key"], module["title"], module["outcomes"]) == ("T1", "Module ru", ["Один", "Два"])
    assert module["roles"] == ["EDU", "CAR"]
    assert module["hours"] == {"contact": 2, "self_study": 1, "practice": 1, "assessment": 0}


def raw(page, **changes) -> list:
    """The page's blocks, with the first one changed."""
    blocks = [dict(block) for block in page.body.raw_data]
    blocks[0] = {**blocks[0], "value": {**blocks[0]["value"], **changes}}
    return blocks


def test_languages_that_disagree_about_the_right_answer_are_refused(release):
    page = make.quiz_page("ru")
    options = [{"text": "Да", "right": True, "feedback": ""}, {"text": "Нет", "right": False, "feedback": ""}]
    edit(page, body=raw(page, options=options))

    with pytest.raises(Refused, match="Module T1, question q2 has another right answer: Русский."):
        again()


def test_question_in_one_language_only_is_refused(release):
    page = make.quiz_page("en")
    extra = {"type": "truefalse", "value": {"key": "q11", "stem": "New?", "right": "true", "difficulty": "1"}}
    edit(page, body=[*page.body.raw_data, extra])

    with pytest.raises(Refused, match="Module T1: question q11 of “Quiz” is missing: Русский."):
        again()


def test_other_pass_mark_in_another_language_is_refused(release):
    edit(make.quiz_page("ky"), pass_percent=50)

    with pytest.raises(Refused, match="pass_percent"):
        again()


def test_question_key_used_twice_is_refused(release):
    for language in make.LANGUAGES:
        page = make.quiz_page(language)
        edit(page, body=raw(page, key="q1"))

    with pytest.raises(Refused, match="Two questions are called T1-q1."):
        again()


def test_authors_html_is_cleaned(release):
    page = make.lesson_page()
    dirty = "<p onclick='x()'>Hello<script>alert(1)</script> <a href='javascript:alert(1)'>there</a></p><img src=x>"
    callout = {"tone": "note", "text": "<p>Aside<iframe src='//x'></iframe></p>"}
    heading = "<b>Bold</b> & new"
    edit(
        page,
        body=[
            {"type": "text", "value": dirty},
            {"type": "heading", "value": heading},
            {"type": "callout", "value": callout},
        ],
    )

    for language in ("ru", "ky"):
        LessonPage.objects.filter(key="T1-L1", locale__language_code=language).update(live=False)
    second, _new = again()

    assert text(second, "T1-L1", "en").content.body["screens"] == [
        "<p>Hello <a>there</a></p>",
        '<h2>&lt;b&gt;Bold&lt;/b&gt; &amp; new</h2><div class="note"><div><p>Aside</p></div></div>',
    ]


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("decorative", "alt"), [(False, "A calendar with &quot;faces&quot; &lt;b&gt;"), (True, "")])
def test_picture_comes_in_three_widths_with_its_words(release, decorative, alt):
    image = get_image_model().objects.create(title="Calendar", file=get_test_image_file(size=(1600, 900)))
    value = {"image": image.pk, "decorative": decorative, "alt_text": 'A calendar with "faces" <b>'}
    edit(make.lesson_page(), body=[{"type": "picture", "value": value}])
    for language in ("ru", "ky"):
        LessonPage.objects.filter(key="T1-L1", locale__language_code=language).update(live=False)

    second, _new = again()

    (html,) = text(second, "T1-L1", "en").content.body["screens"]
    assert re.findall(r"(\d+)w[,\"]", html) == ["360", "720", "1080"]
    assert f'width="1080" height="607" alt="{alt}" loading="lazy"' in html
    assert html.count("/media/images/") == 4


def test_markup_in_a_question_is_shown_and_not_run(release):
    for language in make.LANGUAGES:
        page = make.quiz_page(language)
        edit(page, body=raw(page, stem="<script>alert(1)</script>?"))

    again()

    newest = QuestionVersion.objects.filter(question__key="T1-q2").order_by("-number").first()
    assert newest.texts["en"]["stem"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;?</p>"


def test_meters_are_in_words(release):
    body = text(release, "T1-S1", "en").content.body

    assert body["meters"] == {"trust": "Trust", "felt_safety": "Feeling safe"}


def test_course_without_live_pages_is_refused(release):
    for model in (LessonPage, QuizPage, ScenarioPage):
        model.objects.update(live=False)
    page = make.course_page()
    page.get_children().update(live=False)
    for language in ("ru", "ky"):
        make.course_page(language).get_children().update(live=False)

    with pytest.raises(Refused, match="Add at least one activity"):
        release_from_pages(course_page=page, actor=None)
