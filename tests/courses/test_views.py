from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from courses.choices import ActivityKind, EnrolmentStatus
from courses.models import Enrolment, JournalEntry, Progress
from courses.operations import Deed, keep_place, mark_read, release_course
from courses.rules import ReleaseDraft
from people.choices import Kind
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    a_course,
    an_enrolment,
    give,
    outline_of,
)
from tests.factories.courses import item, lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return an_enrolment()


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.person)
    return client


def at(name, *args):
    return reverse(f"courses:{name}", args=args)


def opened(enrolment, key, place=1):
    activity = enrolment.course.activities.get(key=key)
    keep_place(enrolment_id=enrolment.pk, activity_id=activity.pk, place=place)


def done(enrolment, *keys):
    for key in keys:
        activity = enrolment.course.activities.get(key=key)
        mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=Deed(entry_id=uuid4()))


def withdraw(enrolment):
    Enrolment.objects.filter(pk=enrolment.pk).update(status=EnrolmentStatus.WITHDRAWN)


PAGES = [("course", "T"), ("lesson", "T", "T1-L1"), ("lesson_screen", "T", "T1-L1", 2)]


# --- who may come in --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_who_they_are(client, enrolment, page):
    response = client.get(at(*page))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("page", PAGES)
def test_the_learner_reads_what_they_are_enrolled_in(learner, page):
    assert learner.get(at(*page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_somebody_else_finds_nothing(client, enrolment, page):
    client.force_login(PersonFactory())

    assert client.get(at(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_learners_manager_finds_nothing_to_learn_there(client, page):
    post = PostFactory()
    an_enrolment(post.person)
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, post.institution)
    client.force_login(manager)

    assert client.get(at(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_withdrawn_learner_finds_nothing(learner, enrolment, page):
    withdraw(enrolment)

    assert learner.get(at(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_completed_course_stays_open(learner, enrolment, page):
    done(enrolment, "T1-L1", "T1-L2")

    assert learner.get(at(*page)).status_code == 200


def test_help_is_for_everybody(client):
    assert client.get(at("help")).status_code == 200


def test_help_names_the_lesson_somebody_speaks_of(client):
    page = client.get(at("help"), {"about": "T1-L1"}).content.decode()

    assert page.count("<strong>T1-L1</strong>") == 1


# --- the first page ---------------------------------------------------------------------------------------------


def test_home_shows_a_stranger_three_ways_in(client):
    page = client.get("/").content.decode()

    ways = [reverse("people:slip_form"), reverse("account_login"), reverse("certificates:verify_form")]
    assert [page.count(f'href="{way}"') for way in ways] == [1, 1, 1]


def test_home_sends_a_manager_who_learns_nothing_to_the_figures(client):
    manager = PersonFactory()
    give(manager, Kind.INSTITUTION_MANAGER, InstitutionFactory())
    client.force_login(manager)

    assertRedirects(client.get("/"), reverse("reports:overview"), fetch_redirect_response=False)


def test_home_sends_a_trainer_who_learns_nothing_to_the_editor(client):
    trainer = PersonFactory()
    give(trainer, Kind.TRAINER, AuthorityFactory())
    client.force_login(trainer)

    assertRedirects(client.get("/"), "/admin/", fetch_redirect_response=False)


def test_home_sends_whoever_set_the_site_up_to_the_editor(client):
    client.force_login(PersonFactory(is_superuser=True))

    assertRedirects(client.get("/"), "/admin/", fetch_redirect_response=False)


def test_home_of_a_manager_who_learns_shows_the_lessons(client, enrolment):
    give(enrolment.person, Kind.INSTITUTION_MANAGER, InstitutionFactory())
    client.force_login(enrolment.person)

    page = client.get("/").content.decode()

    assert page.count('class="bar"') == 1
    assert page.count(f'href="{reverse("reports:overview")}"') == 1


def test_home_without_lessons_tells_whom_to_call(client, settings):
    settings.HELP_PHONE = "+996 312 12 34 56"
    client.force_login(PersonFactory())

    assert client.get("/").content.decode().count('href="tel:+996312123456"') == 1


def test_home_continues_at_the_screen_where_the_reader_stopped(learner, enrolment):
    opened(enrolment, "T1-L2", place=2)

    studies = learner.get("/").context["studies"]

    assert studies[0].next.address == at("lesson_screen", "T", "T1-L2", 2)


def test_home_names_what_is_done_for_a_screen_reader(learner, enrolment):
    done(enrolment, "T1-L1")
    learner.cookies["django_language"] = "en"

    assert learner.get("/").content.decode().count('aria-label="Done: 1 of 2"') == 1


def test_home_says_how_many_days_are_left(client):
    enrolment = an_enrolment(due_on=timezone.localdate() + timedelta(days=24))
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"

    assert client.get("/").content.decode().count("Days left: 24") == 1


def test_home_says_that_a_late_learner_can_still_finish(client):
    enrolment = an_enrolment(today=timezone.localdate() - timedelta(days=9), due_on=timezone.localdate())
    Enrolment.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    client.force_login(enrolment.person)
    client.cookies["django_language"] = "en"

    assert client.get("/").content.decode().count("You can still finish.") == 1


def test_home_puts_the_course_touched_last_first(learner, enrolment):
    other = an_enrolment(enrolment.person, a_course("U", (lesson("U1-L1"), lesson("U1-L2"))))
    opened(enrolment, "T1-L1")
    opened(other, "U1-L1")

    codes = [study.enrolment.course.code for study in learner.get("/").context["studies"]]

    assert codes == ["U", "T"]


def test_home_lists_a_completed_course_with_the_way_to_its_document(learner, enrolment):
    done(enrolment, "T1-L1", "T1-L2")

    response = learner.get("/")

    assert [each.pk for each in response.context["completed"]] == [enrolment.pk]
    assert response.content.decode().count(f'class="btn " href="{reverse("certificates:documents")}"') == 1


def test_home_tells_of_work_that_is_kept_and_not_counted(learner, enrolment):
    withdraw(enrolment)
    done(enrolment, "T1-L1")

    assert learner.get("/").content.decode().count('class="sync wait"><svg') == 1


def test_home_hides_a_withdrawn_course(learner, enrolment):
    withdraw(enrolment)

    assert learner.get("/").context["studies"] == []


# --- the course -------------------------------------------------------------------------------------------------


def test_course_tells_the_optional_modules_from_those_of_the_role(client):
    items = (lesson("T1-L1"), replace(lesson("T2-L1"), module_key="T2"))
    outline = outline_of(items)
    mine, other = (replace(module, roles=(role,)) for module, role in zip(outline.modules, ("EDU", "NUR"), strict=True))
    outlines = dict.fromkeys(("en", "ru", "ky"), replace(outline, modules=(mine, other)))
    release, _new = release_course(code="T", draft=ReleaseDraft(outlines, items), actor=None)
    enrolment = an_enrolment(PostFactory().person, release.course)
    client.force_login(enrolment.person)

    study = client.get(at("course", "T")).context["study"]

    assert [chapter.compulsory for chapter in study.chapters] == [True, False]
    assert [task.step.key for task in study.tasks] == ["T1-L1"]


def test_course_celebrates_a_module_that_is_finished(learner, enrolment):
    done(enrolment, "T1-L1", "T1-L2")

    response = learner.get(at("course", "T"), {"finished": "T1"})

    assert response.context["just_finished"].module.key == "T1"
    assert response.content.decode().count('class="on new"') == 1


def test_course_does_not_celebrate_what_is_not_finished(learner, enrolment):
    done(enrolment, "T1-L1")

    assert learner.get(at("course", "T"), {"finished": "T1"}).context["just_finished"] is None


@pytest.mark.parametrize("page", [("course", "NO"), ("lesson", "T", "T1-L9"), ("lesson_screen", "T", "T1-L1", 0)])
def test_a_wrong_address_is_not_found(learner, page):
    assert learner.get(at(*page)).status_code == 404


# --- a lesson ---------------------------------------------------------------------------------------------------


def test_lesson_beyond_its_last_screen_is_not_found(learner):
    assert learner.get(at("lesson_screen", "T", "T1-L1", 3)).status_code == 404


def test_lesson_of_another_course_is_not_found(learner):
    a_course("U", (lesson("U1-L1"),))

    assert learner.get(at("lesson", "T", "U1-L1")).status_code == 404


def test_lesson_address_of_a_quiz_is_not_found(client):
    quiz = item("T1-Q", ActivityKind.QUIZ, {"questions": []}, {"title": "Quiz"})
    client.force_login(an_enrolment(course=a_course(items=(lesson(), quiz))).person)

    assert client.get(at("lesson", "T", "T1-Q")).status_code == 404


def test_lesson_shows_one_screen(learner):
    page = learner.get(at("lesson_screen", "T", "T1-L1", 2)).content.decode()

    assert (page.count("<p>One</p>"), page.count("<p>Two</p>")) == (0, 1)


def test_lesson_opens_where_the_reader_stopped(learner, enrolment):
    opened(enrolment, "T1-L1", place=2)

    assert learner.get(at("lesson", "T", "T1-L1")).context["page"].screen == 2


def test_a_finished_lesson_opens_at_its_beginning(learner, enrolment):
    opened(enrolment, "T1-L1", place=2)
    done(enrolment, "T1-L1")

    assert learner.get(at("lesson", "T", "T1-L1")).context["page"].screen == 1


def test_looking_at_a_lesson_keeps_the_place_and_nothing_else(learner, enrolment):
    learner.get(at("lesson_screen", "T", "T1-L1", 2))

    assert list(Progress.objects.values_list("activity__key", "place", "state")) == [("T1-L1", 2, "opened")]
    assert not JournalEntry.objects.exists()


def test_lesson_speaks_the_chosen_language(learner):
    learner.cookies["django_language"] = "ky"

    assert learner.get(at("lesson", "T", "T1-L1")).content.decode().count('<html lang="ky">') == 1


def test_lesson_says_in_which_language_an_untranslated_text_is(client):
    draft = lesson()
    half = replace(draft, texts={**draft.texts, "ky": draft.texts["ru"]})
    client.force_login(an_enrolment(course=a_course(items=(half,))).person)
    client.cookies["django_language"] = "ky"

    page = client.get(at("lesson", "T", "T1-L1")).content.decode()

    assert page.count('<article lang="ru">') == 1
    assert page.count('class="note"') == 1


# --- reading to the end -----------------------------------------------------------------------------------------


def read(client, key="T1-L1", **form):
    return client.post(at("read", "T", key), form)


def test_reading_goes_on_to_the_next_activity(learner):
    assertRedirects(read(learner), at("lesson", "T", "T1-L2"))


def test_reading_the_last_activity_of_a_module_goes_to_the_course(learner, enrolment):
    assertRedirects(read(learner, "T1-L2"), f"{at('course', 'T')}?finished=T1")


def test_reading_goes_on_to_the_lessons_own_questions_first(client):
    client.force_login(an_enrolment(course=a_course(items=(lesson(practice=(1,)), lesson("T1-L2")))).person)

    expected = reverse("assessments:practice", args=["T", "T1-L1", 1])
    assertRedirects(read(client), expected, fetch_redirect_response=False)


def test_the_same_form_sent_twice_is_stored_once(learner):
    entry_id = str(uuid4())

    read(learner, entry_id=entry_id)
    read(learner, entry_id=entry_id)

    assert [str(each) for each in JournalEntry.objects.values_list("entry_id", flat=True)] == [entry_id]


def test_a_form_without_a_usable_id_is_kept_all_the_same(learner):
    read(learner, entry_id="spoilt")

    assert JournalEntry.objects.count() == 1


def test_reading_is_kept_when_the_course_was_closed_meanwhile(learner, enrolment):
    withdraw(enrolment)

    assertRedirects(read(learner), "/")
    assert JournalEntry.objects.held().count() == 1


def test_reading_is_kept_when_the_lesson_was_replaced_meanwhile(learner, enrolment):
    a_course(items=(lesson("T1-L2"),))

    assertRedirects(read(learner), at("course", "T"))
    assert JournalEntry.objects.count() == 1


def test_reading_somebody_elses_form_is_refused_in_words(learner, client):
    other = an_enrolment(PersonFactory(), Enrolment.objects.get().course)
    entry_id = uuid4()
    activity = other.course.activities.get(key="T1-L1")
    mark_read(enrolment_id=other.pk, activity=activity, person=other.person, deed=Deed(entry_id=entry_id))

    response = learner.post(at("read", "T", "T1-L1"), {"entry_id": str(entry_id)}, follow=True)

    assert response.content.decode().count('class="note bad"') == 1


def test_reading_without_an_enrolment_is_not_found(client, enrolment):
    client.force_login(PersonFactory())

    assert read(client).status_code == 404


def test_reading_by_address_alone_writes_nothing(learner):
    assert learner.get(at("read", "T", "T1-L1")).status_code == 405


# --- what a page costs ------------------------------------------------------------------------------------------


@pytest.fixture(params=[1, 50], ids=["1 activity", "50 activities"])
def sized(request, client):
    """A learner of a course with that many activities, all opened."""
    items = tuple(lesson(f"T1-L{n}") for n in range(1, request.param + 1))
    enrolment = an_enrolment(course=a_course(items=items))
    for activity in enrolment.course.activities.all():
        keep_place(enrolment_id=enrolment.pk, activity_id=activity.pk)
    client.force_login(enrolment.person)
    return client


def test_home_costs_seven_queries(sized, django_assert_num_queries):
    with django_assert_num_queries(7):
        sized.get("/")


def test_course_costs_six_queries(sized, django_assert_num_queries):
    with django_assert_num_queries(6):
        sized.get(at("course", "T"))


def test_reading_to_the_end_costs_fourteen_statements(learner, enrolment, django_assert_num_queries):
    """Eight of them keep the deed and draw its consequences; two more are the savepoint of the test's transaction."""
    opened(enrolment, "T1-L1")
    with django_assert_num_queries(14):
        read(learner)


def test_lesson_screen_costs_five_queries(sized, django_assert_num_queries):
    with django_assert_num_queries(5):
        sized.get(at("lesson_screen", "T", "T1-L1", 1))
