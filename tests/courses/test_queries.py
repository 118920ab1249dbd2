import pytest

from courses.choices import ActivityKind
from courses.queries import enrolment_in, places_of, studies_of, study_in, way_on
from people.choices import Kind
from tests.factories import AuthorityFactory, PersonFactory, a_course, an_enrolment, give
from tests.factories.courses import item, lesson

from .test_views import done, opened, withdraw

pytestmark = pytest.mark.django_db


def study(enrolment):
    return study_in(enrolment, "ru")


def test_next_is_the_first_activity_not_done():
    enrolment = an_enrolment()
    done(enrolment, "T1-L1")

    assert study(enrolment).next.step.key == "T1-L2"


def test_next_is_what_was_opened_last_even_out_of_order():
    enrolment = an_enrolment()
    opened(enrolment, "T1-L2")

    assert study(enrolment).next.step.key == "T1-L2"


def test_next_leaves_what_needs_an_assessor_to_the_end():
    seen = item("T1-O", ActivityKind.OBSERVATION, {}, {"title": "Watched"})
    enrolment = an_enrolment(course=a_course(items=(seen, lesson("T1-L1"))))

    first = study(enrolment).next.step.key
    done(enrolment, "T1-L1")

    assert (first, study(enrolment).next.step.key) == ("T1-L1", "T1-O")


def test_next_of_a_completed_course_is_nothing():
    enrolment = an_enrolment()
    done(enrolment, "T1-L1", "T1-L2")

    assert study(enrolment).next is None


def test_shyrdak_has_a_tile_for_every_activity_the_laid_ones_first():
    enrolment = an_enrolment()
    done(enrolment, "T1-L2")

    assert study(enrolment).tiles == [True, False]


def test_shyrdak_of_a_long_course_has_a_tile_for_every_module():
    def module(key, length):
        body = {"title": "x", "screens": ["x"]}
        return [item(f"{key}-L{n}", ActivityKind.LESSON, {}, body, module_key=key) for n in range(length)]

    enrolment = an_enrolment(course=a_course(items=(*module("T1", 24), *module("T2", 1))))
    done(enrolment, "T2-L0")

    assert study(enrolment).tiles == [True, False]


def test_enrolment_in_a_course_is_the_latest_period():
    first = an_enrolment()
    done(first, "T1-L1", "T1-L2")
    second = an_enrolment(first.person, first.course)

    assert enrolment_in(first.person, "T") == second


def test_enrolment_in_a_course_skips_a_withdrawn_period():
    first = an_enrolment()
    done(first, "T1-L1", "T1-L2")
    withdraw(an_enrolment(first.person, first.course))

    assert enrolment_in(first.person, "T") == first


def test_studies_of_somebody_else_are_not_shown():
    an_enrolment()

    assert studies_of(PersonFactory(), "ru") == ([], [])


def test_studies_cost_three_queries_however_many_there_are(django_assert_num_queries):
    person = PersonFactory()
    for code in ("T", "U", "V"):
        an_enrolment(person, a_course(code, (lesson(f"{code}1-L1"),)))

    with django_assert_num_queries(3):
        studies_of(person, "ru")


def test_way_on_stays_in_the_module():
    body = {"title": "x", "screens": ["x"]}
    other = item("T2-L1", ActivityKind.LESSON, {}, body, module_key="T2")
    course = a_course(items=(lesson("T1-L1"), other))

    way = way_on(code="T", release_id=course.current_release_id, key="T1-L1")

    assert way == "/learn/T/?finished=T1"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(None, (True, False, False)), (Kind.TRAINER, (False, True, False)), (Kind.MINISTRY, (False, False, True))],
)
def test_places_follow_from_what_a_person_answers_for(kind, expected):
    person = PersonFactory()
    if kind:
        give(person, kind, AuthorityFactory())

    places = places_of(person)

    assert (places.learns, places.authors, places.manages) == expected
