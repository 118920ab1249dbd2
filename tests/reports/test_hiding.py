from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.rules import FLOOR, Figures, bar, hide, hide_one


def compositions(total, places):
    """Every way to seat a number of people in a number of places."""
    if places == 0:
        if total == 0:
            yield ()
        return
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in compositions(total - first, places - 1):
            yield (first, *others)


def rows_that_look_like(row, hidden):
    """Every row with the same sum and the same shown cells."""
    places = sorted(hidden)
    shown = sum(value for place, value in enumerate(row) if place not in hidden)
    for seats in compositions(sum(row) - shown, len(places)):
        guess = list(row)
        for place, value in zip(places, seats, strict=True):
            guess[place] = value
        yield tuple(guess)


def tables_that_look_like(rows, hidden, of_sum):
    """Every table of whole numbers that a reader of this one, with its sums, could be looking at."""
    sums = tuple(map(sum, zip(*rows, strict=True)))
    for guess in product(*(rows_that_look_like(row, mask) for row, mask in zip(rows, hidden, strict=True))):
        guessed = tuple(map(sum, zip(*guess, strict=True)))
        if all(guessed[place] == sums[place] for place in range(len(sums)) if place not in of_sum):
            yield guess


def recovered(rows, hidden, of_sum):
    """Small cells that have the same number in every table that looks like this one."""
    small = {(line, place) for line, row in enumerate(rows) for place, value in enumerate(row) if 0 < value < FLOOR}
    found = set(small)
    for guess in tables_that_look_like(rows, hidden, of_sum):
        found = {(line, place) for line, place in found if guess[line][place] == rows[line][place]}
        if not found:
            break
    return found


cells = st.sampled_from([0, 0, 1, 2, 4, 5, 7, 9])
tables = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), min_size=2, max_size=3)
)


@settings(max_examples=150, deadline=None)
@given(rows=tables)
def test_no_small_cell_follows_from_the_sums(rows):
    of_sum = hide_one([sum(column) for column in zip(*rows, strict=True)])
    hidden = hide(rows, of_sum)

    everything = [frozenset(range(len(rows[0])))] * len(rows)
    assert recovered(rows, hidden, of_sum) == recovered(rows, everything, of_sum)


@settings(max_examples=60, deadline=None)
@given(regions=st.lists(st.lists(st.tuples(cells, cells, cells), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_small_cell_follows_from_the_pages_above_it(regions):
    """Two levels: what the country's page shows of a region, and the region's page of its homes, taken together."""
    totals = [tuple(map(sum, zip(*homes, strict=True))) for homes in regions]
    of_country = hide_one([sum(column) for column in zip(*totals, strict=True)])
    of_regions = hide(totals, of_country)
    of_homes = [hide(homes, mask) for homes, mask in zip(regions, of_regions, strict=True)]

    def worlds(masks):
        """Every pair of regions that looks the same on all three pages."""
        inside = [
            list(tables_that_look_like(homes, mask, above))
            for homes, mask, above in zip(regions, masks, of_regions, strict=True)
        ]
        country = [sum(column) for column in zip(*totals, strict=True)]
        for both in product(*inside):
            columns = zip(*(row for homes in both for row in homes), strict=True)
            if all(sum(column) == country[place] for place, column in enumerate(columns) if place not in of_country):
                yield both

    def known(masks):
        small = {
            (region, home, place)
            for region, homes in enumerate(regions)
            for home, row in enumerate(homes)
            for place, value in enumerate(row)
            if 0 < value < FLOOR
        }
        for world in worlds(masks):
            small = {key for key in small if world[key[0]][key[1]][key[2]] == regions[key[0]][key[1]][key[2]]}
            if not small:
                break
        return small

    everything = [[frozenset(range(3))] * 2] * 2
    assert known(of_homes) <= known(everything)


@given(row=st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_a_row_alone_hides_none_or_two(row):
    hidden = hide_one(row)

    assert {place for place, value in enumerate(row) if 0 < value < FLOOR} <= hidden
    assert len(hidden) != 1


def test_large_numbers_stay():
    assert hide([(10, 20, 0), (9, 0, 5)], frozenset()) == [frozenset(), frozenset()]


def test_a_small_cell_takes_the_cheapest_rectangle_with_it():
    assert hide([(40, 3, 50), (7, 30, 60), (90, 80, 70)], frozenset()) == [{0, 1}, {0, 1}, frozenset()]


def test_what_is_hidden_in_the_sum_is_hidden_in_every_row():
    assert hide([(1, 5, 50), (2, 5, 60)], frozenset({0, 1})) == [{0, 1}, {0, 1}]


def test_a_single_row_is_its_sum():
    assert hide([(3, 9, 50)], frozenset({0, 1})) == [{0, 1}]


@pytest.mark.parametrize(
    ("counts", "hidden", "rate"),
    [((30, 11, 20, 30, 6), (), 42), ((0, 0, 0, 0, 0), (), None), ((30, 11, 20, 30, 6), (1, 2), None)],
)
def test_the_rate_counts_what_expires_soon(counts, hidden, rate):
    assert Figures(counts, 0, frozenset(hidden)).rate == rate


def test_a_bar_shows_hidden_states_as_one_piece():
    assert [(part.kind, part.x, part.width) for part in bar(Figures((40, 0, 20, 30, 10), 0, frozenset({2, 4})))] == [
        ("valid", "0.00%", "40.00%"),
        ("late", "40.00%", "30.00%"),
        ("hidden", "70.00%", "30.00%"),
    ]
