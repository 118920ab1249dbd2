import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.choices import ActivityKind
from courses.operations import Deed, mark_read
from people.choices import Kind, LeaveReason
from people.models import Leave
from reports.choices import State
from reports.operations import refresh_for_enrolment, refresh_rollups
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    RoleFactory,
    a_course,
    an_enrolment,
    give,
)
from tests.factories.courses import item
from tests.factories.reports import a_certificate_row, a_post_in, a_rollup

pytestmark = pytest.mark.django_db

OVERVIEW = "/manage/"
DISTRICT = "/manage/D-SOK/"
OTHER = "/manage/D-KEM/"
HOME = "/manage/institution/belovodsk/"
SCHOOL = "/manage/institution/shopokov/"
PEOPLE = "/manage/people/?institution=belovodsk"
PEOPLE_OF_DISTRICT = "/manage/people/?authority=D-SOK"
EXPORT = "/manage/export.xlsx?authority=D-SOK"
DEFINITIONS = "/manage/definitions/"
ADDRESSES = (OVERVIEW, DISTRICT, OTHER, HOME, SCHOOL, PEOPLE, PEOPLE_OF_DISTRICT, EXPORT, DEFINITIONS)


def words(response):
    """What stands on the page, without tags, in one line."""
    text = re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())


def rows(response):
    """The cells of the last table."""
    table = response.content.decode().rpartition("<tbody>")[2]
    return [
        [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
    ]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("director", (302, 404, 404, 200, 404, 200, 404, 404, 200)),
        ("district", (200, 200, 404, 200, 200, 200, 200, 200, 200)),
        ("region", (200, 200, 200, 200, 200, 200, 200, 200, 200)),
        ("ministry", (200, 200, 200, 200, 200, 404, 404, 200, 200)),
        ("observer", (200, 200, 200, 200, 200, 404, 404, 200, 200)),
        ("administrator", (200, 200, 200, 200, 200, 200, 200, 200, 200)),
        ("trainer", (403,) * 9),
        ("learner", (403,) * 9),
        ("anonymous", (302,) * 9),
    ],
)
def test_each_reader_reaches_what_is_theirs(client, sign_in, course, who, expected):
    sign_in(who)

    assert tuple(client.get(address).status_code for address in ADDRESSES) == expected


def test_a_stranger_is_asked_to_sign_in(client, places):
    assert client.get(OVERVIEW)["Location"] == "/accounts/login/?next=/manage/"


def test_a_director_goes_straight_to_the_institution(client, sign_in, course):
    sign_in("director")

    assert client.get(OVERVIEW)["Location"] == HOME


def test_several_places_are_offered_for_a_choice(client, sign_in, places, course):
    person = sign_in("district")
    give(person, Kind.INSTITUTION_MANAGER, places.far)
    give(person, Kind.INSTITUTION_MANAGER, places.home)  # lies in the district already

    page = client.get(OVERVIEW)

    links = re.findall(r'<li><div><a href="([^"]+)">([^<]+)', page.content.decode())
    assert links == [(DISTRICT, "Сокулукский район"), ("/manage/institution/manas/", "Дом «Манас»")]


def test_a_course_that_is_not_there_is_not_found(client, sign_in, course):
    sign_in("region")

    asked = [f"{address}{'&' if '?' in address else '?'}course=none" for address in (DISTRICT, HOME, PEOPLE, EXPORT)]
    assert [client.get(address).status_code for address in asked] == [404, 404, 404, 404]


def test_the_overview_adds_up_what_lies_below(client, sign_in, places, course):
    a_rollup(places.home, course, 5, 1, 2, 3, 0, on_leave=2)
    a_rollup(places.school, course, 0, 0, 0, 0, 4)
    a_rollup(places.centre, course, 10, 0, 0, 0, 0)
    a_rollup(places.far, course, 7, 0, 0, 0, 0)
    sign_in("region")

    page = client.get(OVERVIEW)

    assert rows(page) == [
        ["Сокулукский район", "15", "40 %", "5", "1", "2", "3", "4"],
        ["Кеминский район", "10", "100 %", "10", "0", "0", "0", "0"],
        ["Together", "25", "64 %", "15", "1", "2", "3", "4"],
    ]
    assert "<h1>Valid certificates: 16 of 25 posts (64 %)</h1>" in page.content.decode()
    assert "On leave, not counted: 2" in words(page)


def test_institutions_stand_beside_the_places_of_their_authority(client, sign_in, places, course):
    office = InstitutionFactory(code="office", authority=places.chuy, names={"ru": "Управление"})
    a_rollup(office, course, 5)
    a_rollup(places.centre, course, 10)
    sign_in("region")

    assert [row[:2] for row in rows(client.get(OVERVIEW))] == [
        ["Кеминский район", "10"],
        ["Управление", "5"],
        ["Together", "15"],
    ]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["Дом «Беловодск»", "Интернат «Шопоков»"]),
        ("late", ["Интернат «Шопоков»", "Дом «Беловодск»"]),
        ("-posts", ["Интернат «Шопоков»", "Дом «Беловодск»"]),
        ("name", ["Дом «Беловодск»", "Интернат «Шопоков»"]),
        ("-name", ["Интернат «Шопоков»", "Дом «Беловодск»"]),
        ("nonsense", ["Дом «Беловодск»", "Интернат «Шопоков»"]),
    ],
)
def test_rows_can_be_sorted(client, sign_in, places, course, sort, names):
    a_rollup(places.home, course, 5, 0, 0, 5, 0)
    a_rollup(places.school, course, 20, 0, 0, 6, 0)
    sign_in("district")

    page = client.get(OVERVIEW, {"sort": sort} if sort else {})

    assert [row[0] for row in rows(page)] == [*names, "Together"]


def test_the_column_in_order_says_so(client, sign_in, places, course):
    a_rollup(places.home, course, 5)
    sign_in("district")

    page = client.get(OVERVIEW, {"sort": "-posts"}).content.decode()

    assert re.findall(r'aria-sort="(\w+)"><a href="([^"]+)">([^<]+)', page) == [
        ("descending", "?course=base&amp;sort=posts", "Filled posts")
    ]


def test_the_most_used_course_is_shown_first(client, sign_in, places, course):
    used = a_course("used")
    a_rollup(places.home, course, 1, 0, 0, 0, 9)
    a_rollup(places.home, used, 0, 0, 0, 2, 8)
    sign_in("district")

    assert 'value="used" selected' in client.get(OVERVIEW).content.decode()
    assert 'value="base" selected' in client.get(OVERVIEW, {"course": "base"}).content.decode()


def test_a_place_without_figures_says_so(client, sign_in, places):
    sign_in("district")

    assert "No figures yet" in words(client.get(OVERVIEW))
    assert "No figures yet" in words(client.get(HOME))


def test_the_way_up_ends_where_the_reader_stops(client, sign_in, places, course):
    a_rollup(places.home, course, 5)
    sign_in("region")

    page = client.get(HOME).content.decode()

    crumbs = re.search(r'<nav class="crumbs".*?</nav>', page, re.S).group()
    assert re.findall(r'<a href="([^"]+)">([^<]+)', crumbs) == [
        ("/manage/", "Figures"),
        ("/manage/KG-C/", "Чуйская область"),
        ("/manage/D-SOK/", "Сокулукский район"),
    ]


def test_the_ministry_is_not_shown_small_numbers(client, sign_in, places, course):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    a_rollup(places.school, course, 30, 8, 9, 11, 12)
    a_rollup(places.centre, course, 50, 20, 30, 40, 25)
    a_rollup(places.far, course, 50, 20, 30, 40, 50)
    sign_in("ministry")

    assert rows(client.get(DISTRICT)) == [
        ["Дом «Беловодск»", "50", "*", "20", "*", "9", "*", "12"],
        ["Интернат «Шопоков»", "70", "*", "30", "*", "9", "*", "12"],
        ["Together", "120", "53 %", "50", "14", "18", "14", "24"],
    ]
    assert "Not shown: fewer than 5 people" in words(client.get(DISTRICT))
    home = words(client.get(HOME))
    assert "Late *" in home
    assert " 3 " not in home


def test_what_the_page_above_hides_stays_hidden_below(client, sign_in, places, course):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    a_rollup(places.centre, course, 50, 20, 30, 40, 25)
    a_rollup(places.far, course, 50, 20, 30, 40, 50)
    sign_in("ministry")

    above = {row[0]: row[1:] for row in rows(client.get("/manage/KG-C/"))}
    home, together = rows(client.get(DISTRICT))

    assert above["Сокулукский район"] == ["50", "*", "20", "*", "9", "*", "12"]
    assert home[1:] == together[1:] == above["Сокулукский район"]


def test_the_district_manager_sees_small_numbers(client, sign_in, places, course):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    sign_in("district")

    assert rows(client.get(OVERVIEW))[0] == ["Дом «Беловодск»", "50", "52 %", "20", "6", "9", "3", "12"]


@pytest.mark.parametrize("who", ["ministry", "observer"])
def test_readers_without_names_are_given_none(client, sign_in, places, course, who):
    post = a_post_in(State.LATE, course, institution=places.home)
    refresh_rollups()
    sign_in(who)

    pages = [client.get(address) for address in (OVERVIEW, DISTRICT, HOME)]

    assert [post.person.name_official in page.content.decode() for page in pages] == [False] * 3
    assert ["/manage/people/" in page.content.decode() for page in pages] == [False] * 3


def test_the_director_sees_who_is_late(client, sign_in, places, course):
    late = a_post_in(State.LATE, course, institution=places.home)
    a_post_in(State.VALID, course, institution=places.home)
    a_post_in(State.LATE, course, institution=places.school)
    refresh_rollups()
    sign_in("director")

    page = client.get(HOME).content.decode()

    assert re.findall(r"<li><div>([^<]+)<small>", page) == [late.person.name_official]


# --- the list of people ---------------------------------------------------------------------------------------------


@pytest.fixture
def staff(places, course):
    names = dict(
        zip(State, ("Абдиева Нур", "Бекова Ай", "Жээнбекова Үмүт", "Иванов Пётр", "Ӯктамова Нодира"), strict=True)
    )
    nurse = RoleFactory(code="NUR", names={"en": "Nurse"})
    return {
        state: a_post_in(
            state,
            course,
            institution=places.home,
            person=PersonFactory(name_official=name),
            role=nurse if state == State.LATE else RoleFactory(),
        )
        for state, name in names.items()
    }


def names_in(page):
    return [row[0] for row in rows(page)]


def test_the_list_shows_where_everybody_stands(client, sign_in, staff):
    sign_in("district")

    shown = rows(client.get(PEOPLE_OF_DISTRICT))

    date = timezone.localdate().strftime("%d.%m.%Y")
    assert [[*row[:4], row[4] == date, row[6]] for row in shown] == [
        ["Абдиева Нур", "Дом «Беловодск»", "educator", "Valid", False, "0"],
        ["Бекова Ай", "Дом «Беловодск»", "educator", "Expires soon", False, "0"],
        ["Жээнбекова Үмүт", "Дом «Беловодск»", "educator", "In progress", shown[2][4] == date, "0"],
        ["Иванов Пётр", "Дом «Беловодск»", "Nurse", "Late", False, "0"],
        ["Ӯктамова Нодира", "Дом «Беловодск»", "educator", "Not started", False, "0"],
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"state": "late"}, ["Иванов Пётр"]),
        ({"state": "in_force"}, ["Абдиева Нур", "Бекова Ай"]),
        ({"role": "NUR"}, ["Иванов Пётр"]),
        ({"q": "умут"}, ["Жээнбекова Үмүт"]),
        ({"q": "петр ИВАНОВ"}, ["Иванов Пётр"]),
        ({"q": "нодира", "state": "late"}, []),
        ({"state": "on_leave"}, []),
        ({"state": "nonsense", "q": "бек ай"}, ["Бекова Ай"]),
    ],
)
def test_the_list_can_be_narrowed(client, sign_in, staff, asked, names):
    sign_in("director")

    page = client.get(PEOPLE, asked | {"institution": "belovodsk"})

    assert names_in(page) == names
    assert f": {len(names)}</h1>" in page.content.decode()


def finish(enrolment, *keys):
    for key in keys:
        activity = enrolment.course.activities.get(key=key)
        mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=Deed(entry_id=uuid4()))


def of(module, key):
    return item(
        key, ActivityKind.LESSON, {"minutes": 1, "practice": []}, {"title": key, "screens": []}, module_key=module
    )


def test_hours_are_those_of_finished_modules(client, sign_in, places):
    course = a_course("H", (of("A1", "A1-L1"), of("B1", "B1-L1"), of("B1", "B1-L2")))
    post = PostFactory(institution=places.home)
    finish(an_enrolment(post.person, course), "A1-L1", "B1-L1")
    sign_in("director")

    assert rows(client.get(PEOPLE))[0][5] == "5"


def test_who_is_on_leave_stands_apart(client, sign_in, staff):
    Leave.objects.create(post=staff[State.LATE], reason=LeaveReason.STUDY, starts_on=timezone.localdate())
    sign_in("director")

    assert names_in(client.get(PEOPLE + "&state=on_leave")) == ["Иванов Пётр"]
    assert len(names_in(client.get(PEOPLE))) == 4


def test_the_list_never_shows_another_institution(client, sign_in, staff, course, places):
    a_post_in(State.LATE, course, institution=places.centre)
    sign_in("district")

    assert len(names_in(client.get(PEOPLE_OF_DISTRICT))) == 5


def test_pages_follow_one_another(client, sign_in, places, course):
    for number in range(120):
        PostFactory(institution=places.home, person=PersonFactory(name_official=f"Имя {number % 60:03}"))
    sign_in("director")

    seen, pages, address = [], [], PEOPLE
    while address:
        page = client.get(address)
        pages.append([row[0] for row in rows(page)])
        seen += pages[-1]
        found = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        back = re.search(r'rel="prev" href="([^"]+)"', page.content.decode())
        address = "/manage/people/" + found.group(1).replace("&amp;", "&") if found else ""

    before = client.get("/manage/people/" + back.group(1).replace("&amp;", "&"))
    assert [len(each) for each in pages] == [50, 50, 20]
    assert seen == sorted(f"Имя {number % 60:03}" for number in range(120))
    assert [row[0] for row in rows(before)] == pages[1]


# --- cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("homes", [1, 50])
@pytest.mark.parametrize(
    ("who", "address", "queries"),
    [
        ("region", OVERVIEW, 9),
        ("region", DISTRICT, 9),
        ("ministry", OVERVIEW, 9),
        ("ministry", DISTRICT, 11),
        ("region", HOME, 9),
        ("ministry", HOME, 11),
    ],
)
def test_pages_of_figures_cost_the_same_at_any_size(
    client, sign_in, places, course, django_assert_num_queries, homes, who, address, queries
):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    for _number in range(homes - 1):
        a_rollup(InstitutionFactory(authority=places.sokuluk), course, 20, 6, 9, 3, 12)
        a_rollup(InstitutionFactory(authority=AuthorityFactory(parent=places.chuy)), course, 20, 6, 9, 3, 12)
    sign_in(who)

    with django_assert_num_queries(queries):
        first = client.get(address)
    with django_assert_num_queries(5):
        again = client.get(address)

    assert words(first) == words(again)


def test_a_page_is_drawn_again_when_a_figure_changes(client, sign_in, places, course):
    late = a_post_in(State.LATE, course, institution=places.home)
    refresh_rollups()
    sign_in("district")
    before = rows(client.get(OVERVIEW))

    a_certificate_row(late, course, until=timezone.localdate() + timedelta(days=200))
    refresh_for_enrolment(enrolment_id=late.person.enrolments.last().pk)

    assert [before[0][2], rows(client.get(OVERVIEW))[0][2]] == ["0 %", "100 %"]


def test_what_is_drawn_for_one_reader_is_not_shown_to_another(client, sign_in, places, course):
    a_rollup(places.home, course, 20, 6, 9, 3, 12)
    sign_in("district")
    exact = rows(client.get(DISTRICT))
    sign_in("ministry")

    assert (exact[0][6], rows(client.get(DISTRICT))[0][6]) == ("3", "*")


@pytest.mark.parametrize("posts", [1, 50])
def test_the_list_costs_the_same_at_any_size(client, sign_in, places, course, django_assert_num_queries, posts):
    for _number in range(posts):
        a_post_in(State.LATE, course, institution=places.home)
    sign_in("district")

    with django_assert_num_queries(9):
        assert len(rows(client.get(PEOPLE_OF_DISTRICT + "&state=late&q=айгул"))) == posts


@pytest.mark.parametrize("posts", [1, 50])
def test_the_list_with_hours_costs_the_same_at_any_size(
    client, sign_in, places, course, django_assert_num_queries, posts
):
    for _number in range(posts):
        post = PostFactory(institution=places.home)
        finish(an_enrolment(post.person, course), "T1-L1", "T1-L2")
    sign_in("district")

    with django_assert_num_queries(10):
        assert [row[6] for row in rows(client.get(PEOPLE_OF_DISTRICT))] == ["5"] * posts


# --- any tree, any responsibility ----------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=st.lists(st.integers(0, 5), min_size=3, max_size=5),
    mine=st.integers(0, 4),
    kind=st.sampled_from([Kind.AUTHORITY_MANAGER, Kind.MINISTRY, Kind.OBSERVER]),
)
def test_a_reader_finds_their_subtree_and_nothing_else(client, transactional_tree, parents, mine, kind):
    with transactional_tree():
        nodes = [AuthorityFactory()]
        for parent in parents:
            nodes.append(AuthorityFactory(parent=nodes[parent % len(nodes)]))
        homes = [InstitutionFactory(authority=node) for node in nodes]
        top = nodes[mine % len(nodes)]
        person = PersonFactory()
        give(person, kind, top)
        client.force_login(person)

        inside = [200 if node.path.startswith(top.path) else 404 for node in nodes]
        named = inside if kind == Kind.AUTHORITY_MANAGER else [404] * len(nodes)

        def status(name, codes, query=""):
            return [client.get(reverse(name, args=[code]) + query).status_code for code in codes]

        assert status("reports:authority", [node.code for node in nodes]) == inside
        assert status("reports:institution", [home.code for home in homes]) == inside
        assert [client.get(f"/manage/people/?authority={node.code}").status_code for node in nodes] == named
        assert [client.get(f"/manage/people/?institution={home.code}").status_code for home in homes] == named
        assert [client.get(f"/manage/export.csv?authority={node.code}").status_code for node in nodes] == inside


@pytest.fixture
def transactional_tree(course):
    from contextlib import contextmanager  # noqa: PLC0415 -- one test's

    from django.db import transaction  # noqa: PLC0415

    @contextmanager
    def undone():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone
