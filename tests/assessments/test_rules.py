from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.rules import (
    KINDS,
    Mark,
    Quiz,
    Unclear,
    begin,
    check,
    check_scenario,
    judge,
    judge_observation,
    looks_private,
    mark,
    parse,
    split_stem,
    tries,
    walk,
)
from tests.factories.assessments import RIGHT, SCENARIO, SPECS, WRONG, question_text

SEED = "a seed"
ids = st.lists(st.sampled_from(["o1", "o2", "o3", "o4", "i1", "i2", "i3", "r1", "r2", "nonsense"]), max_size=6)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab1.-", max_size=5) | ids,
    lambda inner: st.dictionaries(st.sampled_from(["l1", "l2", "1", "2", "x"]), inner, max_size=4),
    max_leaves=6,
)
answers = st.dictionaries(
    st.sampled_from(["chosen", "order", "pairs", "blanks", "number", "unsure"]), anything, max_size=4
)


def form(*pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def sent_back(kind, answer, seed=SEED):
    """The form as a browser would send it when it shows this answer."""
    shown = KINDS[kind].show(SPECS[kind], question_text("en", kind), answer, seed)
    picked = [(line.name, pick.value) for line in shown.lines for pick in line.picks if pick.chosen]
    return form(*picked, *((line.name, line.value) for line in shown.lines if line.value))


@pytest.mark.parametrize("kind", SPECS)
def test_the_right_answer_is_worth_everything(kind):
    assert mark(kind, SPECS[kind], RIGHT[kind]).share == 1


@pytest.mark.parametrize("kind", SPECS)
def test_a_wrong_answer_is_worth_nothing(kind):
    assert mark(kind, SPECS[kind], WRONG[kind]).share == 0


@pytest.mark.parametrize("kind", SPECS)
def test_not_being_sure_is_an_answer_worth_nothing(kind):
    assert parse(kind, SPECS[kind], form(("unsure", "1")), SEED) == {"unsure": True}
    assert mark(kind, SPECS[kind], {"unsure": True}).share == 0


@pytest.mark.parametrize("kind", SPECS)
@settings(deadline=None)
@given(answer=answers)
def test_a_mark_is_a_share_whatever_is_answered(kind, answer):
    assert 0 <= mark(kind, SPECS[kind], answer).share <= 1


@pytest.mark.parametrize("kind", SPECS)
@pytest.mark.parametrize("answer", [RIGHT, WRONG])
def test_a_saved_answer_is_shown_and_read_as_it_was(kind, answer):
    assert parse(kind, SPECS[kind], sent_back(kind, answer[kind]), SEED) == answer[kind]


@pytest.mark.parametrize("kind", SPECS)
def test_an_empty_form_asks_for_the_answer(kind):
    with pytest.raises(Unclear):
        parse(kind, SPECS[kind], form(), SEED)


@pytest.mark.parametrize("kind", ["order", "match", "cloze"])
def test_forms_do_not_carry_the_ids_that_stand_in_the_right_order(kind):
    shown = KINDS[kind].show(SPECS[kind], question_text("en", kind), {}, SEED)

    assert all(pick.value.isdecimal() for line in shown.lines for pick in line.picks)


@settings(deadline=None)
@given(order=st.permutations(["o1", "o2", "o3", "o4"]), chosen=st.sets(st.sampled_from(["o1", "o2", "o3", "o4"])))
def test_the_order_of_options_changes_no_mark(order, chosen):
    answer = {"chosen": sorted(chosen)}
    moved = {"options": order, "right": ["o1", "o3"]}

    assert mark("multiple", moved, answer) == mark("multiple", SPECS["multiple"], answer)


def test_ticking_everything_earns_nothing_more_than_it_costs():
    assert mark("multiple", SPECS["multiple"], {"chosen": ["o1", "o2", "o3", "o4"]}).share == 0
    assert mark("multiple", SPECS["multiple"], {"chosen": ["o1", "o2", "o3"]}).share == Fraction(1, 2)


def test_each_item_in_its_place_counts():
    assert mark("order", SPECS["order"], {"order": ["i1", "i3", "i2"]}).share == Fraction(1, 3)


def test_each_pair_and_each_gap_counts():
    assert mark("match", SPECS["match"], {"pairs": {"l1": "r1", "l2": "r1"}}).share == Fraction(1, 2)
    assert mark("cloze", SPECS["cloze"], {"blanks": {"1": "o1"}}).share == Fraction(1, 2)


@pytest.mark.parametrize(("written", "kept"), [("9,5", "9.5"), (" 1 000 ", "1000"), ("−3", "-3"), ("10", "10")])
def test_a_number_is_read_as_people_write_it(written, kept):
    assert parse("numeric", SPECS["numeric"], form(("a", written)), SEED) == {"number": kept}


@pytest.mark.parametrize("written", ["ten", "1e999999", "NaN", "1.2.3", "9" * 40])
def test_what_is_no_number_is_asked_for_again(written):
    with pytest.raises(Unclear):
        parse("numeric", SPECS["numeric"], form(("a", written)), SEED)


@pytest.mark.parametrize(("number", "right"), [("9.5", True), ("10.5", True), ("9.49", False)])
def test_the_tolerance_includes_its_ends(number, right):
    assert mark("numeric", SPECS["numeric"], {"number": number}).right is right


def test_one_place_cannot_be_given_twice():
    with pytest.raises(Unclear):
        parse("order", SPECS["order"], form(("a1", "1"), ("a2", "1"), ("a3", "2")), SEED)


@pytest.mark.parametrize("kind", SPECS)
def test_a_sound_question_has_no_problems(kind):
    assert check(kind, SPECS[kind], {"en": question_text("en", kind)}) == []


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("single", {"options": ["o1", "o2"], "right": ["o1", "o2"]}),
        ("single", {"options": ["o1", "o2"], "right": ["o9"]}),
        ("single", {"options": ["o1"], "right": ["o1"]}),
        ("multiple", {"options": ["o1", "o2"], "right": []}),
        ("truefalse", {"right": "true"}),
        ("order", {"items": ["i1"]}),
        ("match", {"left": ["l1", "l2"], "right": ["r1"]}),
        ("cloze", {"blanks": [{"n": 1, "options": ["o1", "o2"], "right": "o3"}]}),
        ("numeric", {"right": "ten", "tolerance": 0}),
        ("numeric", {"right": 10, "tolerance": -1}),
        ("essay", {}),
    ],
)
def test_an_unsound_question_is_explained(kind, spec):
    assert len(check(kind, spec, {"en": question_text("en", kind)})) == 1


def test_missing_words_are_named_per_language():
    text = question_text("ru", "single")
    del text["words"]["o2"]

    assert len(check("single", SPECS["single"], {"en": question_text("en", "single"), "ru": text})) == 1


def test_the_story_stands_apart_from_the_question():
    assert split_stem("<p>Timur is six.</p><p>What <em>first</em>?</p>") == (
        "<p>Timur is six.</p>",
        "What <em>first</em>?",
    )
    assert split_stem("Plain") == ("", "Plain")


FULL, NONE = Mark(Fraction(1), {}), Mark(Fraction(0), {})


@settings(deadline=None)
@given(st.lists(st.fractions(0, 1), min_size=1, max_size=20))
def test_a_percentage_lies_between_nought_and_a_hundred(shares):
    verdict = judge(Quiz((), pass_percent=70), {str(n): Mark(share, {}) for n, share in enumerate(shares)})

    assert 0 <= verdict.percent <= 100
    assert verdict.passed == (verdict.percent >= 70)


def test_a_missed_critical_question_fails_whatever_the_score():
    marks = {**{f"q{n}": FULL for n in range(9)}, "q9": NONE}

    verdict = judge(Quiz((), frozenset(["q9"])), marks)

    assert (verdict.passed, str(verdict.percent), verdict.missed_critical) == (False, "90.00", ("q9",))


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("results", "waits", "left"),
    [
        ([], False, 3),
        ([False], False, 2),
        ([False, False, False], True, 3),
        ([False, False, False, False], False, 2),
        ([False, False, True, False], False, 3),
    ],
)
def test_a_pause_follows_every_third_try_that_failed(results, waits, left):
    handed_in = [(NOON + timedelta(minutes=n), result) for n, result in enumerate(results)]

    found = tries(Quiz(()), handed_in)

    assert (found.next_at is not None, found.left) == (waits, left)
    if waits:
        assert found.next_at == handed_in[-1][0] + timedelta(hours=12)


@settings(deadline=None)
@given(st.lists(st.integers(0, 1), min_size=2, max_size=2))
def test_a_walk_ends_and_passes_only_when_nothing_did_harm(choices):
    stand = begin(SCENARIO)
    for choice in choices:
        stand = walk(SCENARIO, stand.node, choice, stand.meters)

    assert stand.ended
    assert stand.passed == (choices == [0, 0])


def test_there_is_no_walking_past_an_ending_or_through_a_missing_choice():
    assert walk(SCENARIO, "e_good", 0, {}) is None
    assert walk(SCENARIO, "n1", 2, {}) is None
    assert walk(SCENARIO, "n1", -1, {}) is None


def test_a_scenario_that_leads_nowhere_is_explained():
    nodes = {"n1": {"choices": [{"next": "n9", "effects": {}}, {"next": "e_good", "effects": {"luck": 1}}]}}

    assert check_scenario(SCENARIO) == []
    assert len(check_scenario({**SCENARIO, "nodes": nodes})) == 2


@pytest.mark.parametrize(
    ("seen", "percent", "passed"),
    [
        (["seen"] * 5, "100.00", True),
        (["seen"] * 4 + ["partly"], "80.00", True),
        (["seen"] * 3 + ["partly"] * 2, "60.00", False),
        (["not_seen"] + ["seen"] * 4, "80.00", False),
        (["seen", "na", "na", "na", "na"], "100.00", True),
        (["na"] * 5, "0.00", False),
    ],
)
def test_practice_is_good_when_enough_is_seen_and_nothing_critical_is_missing(seen, percent, passed):
    sight = judge_observation({f"l{n}": code for n, code in enumerate(seen)}, ["l0"], 80)

    assert (str(sight.percent), sight.passed) == (percent, passed)


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Call +996 555 12 34 56", True),
        ("12345678901234", True),
        ("born 03.04.2015", True),
        ("Seen on day 2, 10:30", False),
    ],
)
def test_numbers_that_lead_to_a_child_are_noticed(text, private):
    assert looks_private(text) is private
