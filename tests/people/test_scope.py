"""visible_to against a plain reading of the rules, on small random trees."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.choices import Kind
from people.models import Authority, Institution, Post, Responsibility, scope_of
from tests.factories import AuthorityFactory, InstitutionFactory, PersonFactory, PostFactory

pytestmark = pytest.mark.django_db

FIGURES = {"institution_manager", "authority_manager", "ministry", "observer", "administrator"}
NAMES = {"trainer", "institution_manager", "authority_manager", "administrator"}
TREE_KINDS = [kind for kind in Kind if kind != Kind.INSTITUTION_MANAGER]
DAYS = {"now": (-30, None), "until tomorrow": (-30, 1), "over": (-30, 0), "to come": (1, None)}


@st.composite
def worlds(draw):
    """parents: of each authority, an earlier one or None. homes: the authority of each institution.

    duties: (kind, index of authority or institution, when).
    """
    size = draw(st.integers(1, 6))
    parents = [draw(st.one_of(st.none(), st.integers(0, each - 1))) if each else None for each in range(size)]
    homes = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=4))
    trees = st.tuples(st.sampled_from(TREE_KINDS), st.integers(0, size - 1), st.sampled_from(sorted(DAYS)))
    alone = st.tuples(st.just(Kind.INSTITUTION_MANAGER), st.integers(0, len(homes) - 1), st.sampled_from(sorted(DAYS)))
    duties = draw(st.lists(st.one_of(trees, alone), max_size=4, unique_by=lambda duty: duty[:2]))
    return parents, homes, duties


def build(world):
    parents, homes, duties = world
    authorities = []
    for parent in parents:
        above = Authority.objects.get(pk=authorities[parent].pk) if parent is not None else None
        authorities.append(AuthorityFactory(parent=above))
    institutions = [InstitutionFactory(authority=authorities[home]) for home in homes]
    posts = [PostFactory(institution=each) for each in institutions]
    person = PersonFactory()
    today = timezone.localdate()
    for kind, index, when in duties:
        start, end = DAYS[when]
        alone = kind == Kind.INSTITUTION_MANAGER
        Responsibility.objects.create(
            person=person,
            kind=kind,
            authority=None if alone else authorities[index],
            institution=institutions[index] if alone else None,
            starts_on=today + timedelta(days=start),
            ends_on=None if end is None else today + timedelta(days=end),
        )
    return person, authorities, institutions, posts


def below(parents, index, top):
    """Whether the authority is the top one or stands under it."""
    while index is not None:
        if index == top:
            return True
        index = parents[index]
    return False


def reached(world, kinds):
    """Indexes of the institutions that duties of these kinds, in force today, reach."""
    parents, homes, duties = world
    found = set()
    for kind, index, when in duties:
        if when in ("over", "to come") or kind not in kinds:
            continue
        if kind == Kind.INSTITUTION_MANAGER:
            found.add(index)
        else:
            found |= {each for each, home in enumerate(homes) if below(parents, home, index)}
    return found


def authorities_reached(world):
    parents, _homes, duties = world
    tops = [
        index
        for kind, index, when in duties
        if when not in ("over", "to come") and kind in FIGURES and kind != Kind.INSTITUTION_MANAGER
    ]
    return {each for each in range(len(parents)) if any(below(parents, each, top) for top in tops)}


FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(world=worlds())
def test_visible_to_is_what_a_plain_reading_gives(db, world):
    person, authorities, institutions, posts = build(world)

    def shown(model, rows):
        seen = set(model.objects.visible_to(person).values_list("pk", flat=True))
        return {index for index, row in enumerate(rows) if row.pk in seen}

    assert shown(Authority, authorities) == authorities_reached(world)
    assert shown(Institution, institutions) == reached(world, FIGURES | {"trainer"})
    assert shown(Post, posts) == reached(world, NAMES)


@FEW
@given(world=worlds())
def test_training_reaches_only_what_trainers_and_administrators_answer_for(db, world):
    person, _authorities, institutions, _posts = build(world)

    seen = set(Institution.objects.filter(scope_of(person).training()).values_list("pk", flat=True))

    assert {index for index, row in enumerate(institutions) if row.pk in seen} == reached(
        world, {"trainer", "administrator"}
    )


def test_somebody_who_may_not_sign_in_sees_nothing():
    post = PostFactory()
    person = PersonFactory(is_active=False)
    Responsibility.objects.create(
        person=person, kind=Kind.ADMINISTRATOR, authority=post.institution.authority, starts_on=date(2020, 1, 1)
    )

    assert not Institution.objects.visible_to(person).exists()


def test_visible_to_names_no_row_twice():
    post = PostFactory()
    person = PersonFactory()
    for kind in (Kind.TRAINER, Kind.AUTHORITY_MANAGER):
        Responsibility.objects.create(
            person=person, kind=kind, authority=post.institution.authority, starts_on=date(2020, 1, 1)
        )

    assert Post.objects.visible_to(person).count() == 1
