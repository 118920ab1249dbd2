from uuid import uuid4

import pytest

from core.errors import Refused
from courses.choices import EnrolmentStatus
from courses.models import Course, JournalEntry, Progress, Release
from courses.operations import Deed, enrol_person, keep_place, mark_read, release_course
from courses.rules import ReleaseDraft
from tests.factories import PersonFactory, PostFactory, a_course, an_enrolment, outline_of
from tests.factories.courses import lesson

pytestmark = pytest.mark.django_db


def read(enrolment, key, entry_id=None):
    activity = enrolment.course.activities.get(key=key)
    deed = Deed(entry_id=entry_id or uuid4(), language="ru")
    return mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=deed)


def test_release_of_the_same_content_is_the_same_release():
    course = a_course()
    again = a_course()

    assert again.current_release == course.current_release
    assert Release.objects.count() == 1


def test_release_of_changed_content_is_the_next_number():
    a_course()
    course = a_course(items=(lesson("T1-L1", screens=("<p>New</p>",)), lesson("T1-L2")))

    assert course.current_release.number == 2


def test_release_refuses_a_course_without_activities():
    with pytest.raises(Refused):
        release_course(code="T", draft=ReleaseDraft(outlines={}, items=()), actor=None)
    assert not Course.objects.exists()


def test_reading_every_lesson_completes_the_course_and_pins_the_release():
    enrolment = an_enrolment()

    read(enrolment, "T1-L1")
    completed = read(enrolment, "T1-L2")

    assert completed.status == EnrolmentStatus.COMPLETED
    assert completed.completed_release == enrolment.course.current_release


def test_the_same_deed_twice_is_stored_once():
    enrolment = an_enrolment()
    entry_id = uuid4()

    read(enrolment, "T1-L1", entry_id)
    read(enrolment, "T1-L1", entry_id)

    assert JournalEntry.objects.count() == 1
    assert Progress.objects.get().done_at


def test_somebody_elses_deed_id_is_refused():
    mine, other = an_enrolment(), an_enrolment(PersonFactory(), Course.objects.get())
    entry_id = uuid4()
    read(mine, "T1-L1", entry_id)

    with pytest.raises(Refused):
        read(other, "T1-L1", entry_id)


def test_going_back_to_a_lesson_never_undoes_it():
    enrolment = an_enrolment()
    read(enrolment, "T1-L1")
    activity = enrolment.course.activities.get(key="T1-L1")

    keep_place(enrolment_id=enrolment.pk, activity_id=activity.pk, place=1)

    assert Progress.objects.get(activity=activity).state == "done"


def test_evidence_remembers_the_place_of_its_day():
    post = PostFactory()
    enrolment = an_enrolment(post.person)

    read(enrolment, "T1-L1")

    entry = JournalEntry.objects.get()
    assert (entry.post, entry.institution, entry.authority_path) == (
        post,
        post.institution,
        post.institution.authority.code_path,
    )


def test_only_the_modules_of_the_role_are_compulsory():
    items = (lesson("T1-L1"), lesson("T1-L2"))
    outline = outline_of(items, roles=("NUR",))

    assert outline.compulsory_keys("NUR") == ["T1-L1", "T1-L2"]
    assert outline.compulsory_keys("") == ["T1-L1", "T1-L2"]


def test_enrolling_twice_is_one_enrolment_and_a_repeat_is_the_next_period():
    first = an_enrolment()
    assert enrol_person(person=first.person, course=first.course) == first
    read(first, "T1-L1")
    read(first, "T1-L2")

    assert enrol_person(person=first.person, course=first.course).period == 2


def test_a_deed_on_a_withdrawn_enrolment_is_held_not_lost():
    enrolment = an_enrolment()
    enrolment.status = EnrolmentStatus.WITHDRAWN
    enrolment.save()

    read(enrolment, "T1-L1")

    assert JournalEntry.objects.held().count() == 1
    assert not Progress.objects.exists()
