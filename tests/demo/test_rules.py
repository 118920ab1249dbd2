"""What the invented people are made of."""

from datetime import date, timedelta
from random import Random

import pytest

from assessments.rules import begin, walk
from certificates.rules import last_valid_day
from demo.operations.periods import MONTHS, first_day
from demo.rules import FATES, HOMES, Names, State, draw_fate, good_way, staff_of


def everybody(seed=2026):
    random = Random(seed)
    names = Names(random)
    return [person for home in HOMES for person in staff_of(home, random, names)]


def test_there_are_twelve_homes_and_four_hundred_people():
    assert len(HOMES) == 12
    assert len(everybody()) == 400


def test_the_same_seed_invents_the_same_people():
    assert everybody() == everybody()


def test_no_two_people_have_the_same_name():
    assert len({person.name for person in everybody()}) == 400


def test_some_are_called_after_their_father():
    assert any(" кызы " in person.name for person in everybody())
    assert any(person.name.endswith(("овна", "евна")) for person in everybody())


@pytest.mark.parametrize("pace", FATES)
def test_shares_leave_room_for_those_who_were_never_enrolled(pace):
    assert 0 < sum(FATES[pace]) < 100


def test_every_fate_is_drawn():
    random = Random(1)
    drawn = {draw_fate(random, pace, fresh=False).state for pace in FATES for _ in range(300)}

    assert drawn == set(State)


def test_who_came_lately_has_no_certificate():
    random = Random(1)

    assert {draw_fate(random, "quick", fresh=True).ends for _ in range(200)} == {None}


@pytest.mark.parametrize("days", range(0, 800, 7))
def test_the_first_day_of_a_certificate_follows_from_its_last(days):

    last = date(2026, 1, 1) + timedelta(days=days)
    found = first_day(last)

    assert last_valid_day(found, MONTHS) <= last
    assert last_valid_day(found + timedelta(days=1), MONTHS) >= last


def test_a_good_way_through_a_scenario_ends_well():
    spec = {
        "start": "n1",
        "meters": ["trust"],
        "nodes": {
            "n1": {"choices": [{"next": "n2", "effects": {"trust": -2}}, {"next": "n2", "effects": {"trust": 1}}]},
            "n2": {"choices": [{"next": "bad"}, {"next": "good"}]},
        },
        "endings": {"good": {"result": "pass"}, "bad": {"result": "retry"}},
    }
    stand = begin(spec)
    for node, choice in good_way(spec):
        stand = walk(spec, node, choice, stand.meters)

    assert good_way(spec) == [("n1", 1), ("n2", 1)]
    assert stand.passed
