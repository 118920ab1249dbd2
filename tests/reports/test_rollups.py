from datetime import timedelta

import pytest
from django.utils import timezone

from people.choices import LeaveReason
from people.models import Leave, Post
from reports import tasks
from reports.choices import State
from reports.models import Rollup
from reports.operations import refresh_for_certificate, refresh_for_enrolment, refresh_rollups, sweep_rollups
from tests.factories import InstitutionFactory, PostFactory, a_course
from tests.factories.reports import a_certificate_row, a_post_in, a_rollup, an_enrolment_row

pytestmark = pytest.mark.django_db
FIELDS = ("institution", "posts", "on_leave", *State.values)


@pytest.fixture
def course():
    return a_course("R")


def told():
    return list(Rollup.objects.order_by("institution").values_list(*FIELDS))


def test_a_rollup_counts_each_post_in_its_state(course):
    home = InstitutionFactory()
    for state in State:
        a_post_in(state, course, institution=home)
    Leave.objects.create(
        post=a_post_in(State.VALID, course, institution=home),
        reason=LeaveReason.MATERNITY,
        starts_on=timezone.localdate(),
    )
    PostFactory(institution=home, ends_on=timezone.localdate())

    refresh_rollups()

    assert told() == [(home.pk, 5, 1, 1, 1, 1, 1, 1)]


def test_a_person_with_two_posts_counts_in_both(course):
    post = a_post_in(State.VALID, course)
    second = PostFactory(person=post.person)

    refresh_rollups()

    assert told() == [(post.institution_id, 1, 0, 1, 0, 0, 0, 0), (second.institution_id, 1, 0, 1, 0, 0, 0, 0)]


@pytest.mark.parametrize("homes", [1, 50])
def test_the_number_of_queries_does_not_grow_with_institutions(course, django_assert_num_queries, homes):
    PostFactory.create_batch(homes)

    with django_assert_num_queries(7):
        assert refresh_rollups() == homes


def test_counting_twice_is_counting_once(course):
    a_post_in(State.LATE, course)
    refresh_rollups()
    before = told(), list(Rollup.objects.values_list("pk", flat=True))

    refresh_rollups()

    assert (told(), list(Rollup.objects.values_list("pk", flat=True))) == before


def test_an_institution_without_posts_leaves_the_figures(course):
    post = a_post_in(State.VALID, course)
    other = a_post_in(State.VALID, course)
    refresh_rollups()
    Post.objects.all().update(ends_on=timezone.localdate())

    refresh_rollups(institution_ids=[post.institution_id])

    assert told() == [(other.institution_id, 1, 0, 1, 0, 0, 0, 0)]


def test_an_enrolment_is_counted_where_its_person_works(course):
    post = a_post_in(State.LATE, course)
    PostFactory()

    assert refresh_for_enrolment(enrolment_id=post.person.enrolments.get().pk) == 1
    assert told() == [(post.institution_id, 1, 0, 0, 0, 0, 1, 0)]


def test_a_certificate_is_counted_where_its_holder_works(course):
    post = PostFactory()
    certificate = a_certificate_row(post, course, until=timezone.localdate())

    assert refresh_for_certificate(certificate_id=certificate.pk) == 1
    assert told() == [(post.institution_id, 1, 0, 0, 1, 0, 0, 0)]


def test_somebody_without_a_post_is_counted_nowhere(course):
    post = PostFactory(ends_on=timezone.localdate())

    assert refresh_for_enrolment(enrolment_id=an_enrolment_row(post, course).pk) == 0


@pytest.mark.parametrize(
    "made_old",
    [
        {"day": timezone.localdate() - timedelta(days=1)},
        {"computed_at": timezone.now() - timedelta(minutes=16)},
    ],
)
def test_the_sweep_counts_what_is_old(course, made_old):
    post = a_post_in(State.VALID, course)
    a_rollup(post.institution, course, 9)
    Rollup.objects.update(**made_old)

    tasks.sweep()

    assert told() == [(post.institution_id, 1, 0, 1, 0, 0, 0, 0)]


def test_the_sweep_counts_what_is_missing_and_leaves_what_is_fresh(course):
    fresh, missing = a_post_in(State.VALID, course), a_post_in(State.LATE, course)
    a_rollup(fresh.institution, course, 9)

    assert sweep_rollups() == 1
    assert told() == [
        (fresh.institution_id, 9, 0, 9, 0, 0, 0, 0),
        (missing.institution_id, 1, 0, 0, 0, 0, 1, 0),
    ]
    assert sweep_rollups() == 0
