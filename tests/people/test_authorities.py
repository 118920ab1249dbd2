from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from people.choices import Level
from people.imports import LARGEST, BadFile, read_authorities, read_roles
from people.models import Authority, AuthorityName, Role
from people.operations import store_authorities

CONTENT = Path(__file__).resolve().parents[2] / "content"
HEADER = "code,parent,level,name_en,name_ru,name_local,country"
ROWS = [
    "KG,,0,Kyrgyzstan,Кыргызстан,Кыргызстан,KG",
    "KG-C,KG,1,Chüy Region,Чуйская область,Чүй облусу,KG",
    "KG-T,KG,1,Talas Region,Таласская область,Талас облусу,KG",
    "D-1,KG-C,2,Sokuluk district,Сокулукский район,Сокулук району,KG",
    "C-1,D-1,3,Shopokov city,город Шопоков,Шопоков шаары,KG",
    "M-1,D-1,3,Gavrilovka,Гавриловка,Гавриловка,KG",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(tmp_path):
    def write(*rows, header=HEADER, encoding="utf-8"):
        path = tmp_path / "places.csv"
        path.write_bytes("\n".join([header, *rows]).encode(encoding))
        return path

    return write


def load(path, **options):
    return store_authorities(drafts=read_authorities(path), **options)


def problems(path, read=read_authorities):
    with pytest.raises(BadFile) as raised:
        read(path)
    return [line.removeprefix(f"{path}:") for line in raised.value.problems.lines()]


def tree():
    return list(Authority.objects.order_by("path").values_list("code_path", "depth", "numchild"))


def test_the_whole_file_loads_in_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        stored = load(CONTENT / "authorities.csv")

    assert (stored.added, stored.changed) == (121, 0)
    assert AuthorityName.objects.count() == 363
    assert Authority.find_problems() == ([], [], [], [], [])


def test_loading_twice_changes_nothing(django_assert_num_queries):
    load(CONTENT / "authorities.csv")
    before = list(Authority.objects.values_list()), list(AuthorityName.objects.values_list())

    with django_assert_num_queries(4):  # a savepoint, two reads, its release
        stored = load(CONTENT / "authorities.csv")

    assert (stored.added, stored.changed) == (0, 0)
    assert (list(Authority.objects.values_list()), list(AuthorityName.objects.values_list())) == before


def test_levels_come_from_words_and_depth(written):
    load(written(*ROWS, "KG-GB,KG,1,Bishkek city,город Бишкек,Бишкек шаары,KG"))

    assert dict(Authority.objects.values_list("code", "level")) == {
        "KG": Level.COUNTRY,
        "KG-C": Level.REGION,
        "KG-T": Level.REGION,
        "KG-GB": Level.CITY,
        "D-1": Level.DISTRICT,
        "C-1": Level.CITY,
        "M-1": Level.MUNICIPALITY,
    }


def test_parents_may_stand_below_their_children(written):
    load(written(*reversed(ROWS)))

    assert tree() == [
        ("KG", 1, 2),
        ("KG/KG-T", 2, 0),
        ("KG/KG-C", 2, 1),
        ("KG/KG-C/D-1", 3, 2),
        ("KG/KG-C/D-1/M-1", 4, 0),
        ("KG/KG-C/D-1/C-1", 4, 0),
    ]
    assert Authority.find_problems() == ([], [], [], [], [])


def test_names_are_kept_in_the_language_of_the_country(written):
    load(written("KZ,,0,Kazakhstan,Казахстан,Қазақстан,KZ"))

    names = AuthorityName.objects.values_list("language", "name", "valid_from", "valid_to")
    assert sorted(names) == [
        ("en", "Kazakhstan", None, None),
        ("kk", "Қазақстан", None, None),
        ("ru", "Казахстан", None, None),
    ]


def test_a_different_name_is_a_correction(written):
    load(written(*ROWS))

    stored = load(written(*ROWS[:-1], "M-1,D-1,3,Gavrilovka,Гавриловское,Гавриловка,KG"))

    assert (stored.added, stored.changed) == (0, 1)
    assert list(AuthorityName.objects.filter(authority__code="M-1", language="ru").values_list("name", "valid_to")) == [
        ("Гавриловское", None)
    ]


def test_a_different_name_from_a_day_on_keeps_the_old_one(written):
    day = date(2026, 1, 1)
    load(written(*ROWS))
    renamed = written(*ROWS[:-1], "M-1,D-1,3,Gavrilovka,Гавриловское,Гавриловка,KG")

    load(renamed, renamed_on=day)
    load(renamed, renamed_on=day)

    names = AuthorityName.objects.filter(authority__code="M-1", language="ru").order_by("pk")
    assert list(names.values_list("name", "valid_from", "valid_to")) == [
        ("Гавриловка", None, day),
        ("Гавриловское", day, None),
    ]
    assert Authority.objects.named("ru", date(2025, 12, 31)).get(code="M-1").name == "Гавриловка"
    assert Authority.objects.named("ru", day).get(code="M-1").name == "Гавриловское"


def test_a_district_moves_with_everything_below_it(written):
    load(written(*ROWS))

    stored = load(written(*ROWS[:3], ROWS[3].replace("KG-C", "KG-T"), *ROWS[4:]))

    assert (stored.added, stored.changed) == (0, 1)
    assert tree() == [
        ("KG", 1, 2),
        ("KG/KG-C", 2, 0),
        ("KG/KG-T", 2, 1),
        ("KG/KG-T/D-1", 3, 2),
        ("KG/KG-T/D-1/C-1", 4, 0),
        ("KG/KG-T/D-1/M-1", 4, 0),
    ]
    assert Authority.find_problems() == ([], [], [], [], [])


def test_a_file_may_add_to_the_tree_that_is_there(written):
    load(written(*ROWS))

    stored = load(written("M-2,D-1,3,Asylbash,Асылбаш,Асылбаш,KG"))

    assert (stored.added, stored.changed) == (1, 0)
    assert Authority.objects.get(code="M-2").code_path == "KG/KG-C/D-1/M-2"
    assert Authority.objects.count() == 7


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*ROWS, ROWS[1]], ['8: The code "KG-C" stands in line 3 already.']),
        (["A,B,1,A,А,А,KG"], ['2: Unknown parent: "B"']),
        (
            ["A,B,1,A,А,А,KG", "B,A,1,B,Б,Б,KG"],
            ['2: "A" stands above itself. Check the parents.', '3: "B" stands above itself. Check the parents.'],
        ),
        ([*ROWS, "D-9,KG-C,2,,Район,Район,KG"], ['8: The name under "name_en" is empty.']),
        (["XX,,0,X,Х,Х,XX"], ['2: Unknown country: "XX". Known: KG, KZ, TJ, TM, UZ']),
        ([*ROWS, "D-9,KG-C,3,A,А,А,KG"], ["8: The parent stands at level 1, so this is level 2."]),
        ([*ROWS, "D-9,,2,A,А,А,KG"], ["8: Level 2 needs a parent."]),
        ([*ROWS, "D-9,KG-C,2,A,А,А,KZ"], ["8: The parent lies in another country: KG"]),
        (["KG,,nought,K,К,К,KG"], ['2: The level is a number from 0 to 5, not "nought".']),
        (["KG,,0,K,К,К"], ["2: This row has 6 cells. Needed: 7"]),
        (["kg/1,,0,K,К,К,KG"], ['2: "kg/1" is no code. Use capital Latin letters, digits and hyphens.']),
        (['KG,,0,"K,К,К,KG'], ["2: The quotation marks of this row do not close."]),
        ([], ["1: The file has a first row and nothing under it."]),
    ],
)
def test_a_bad_row_is_named(written, rows, expected):
    assert problems(written(*rows)) == expected


def test_an_unknown_column_is_named(written):
    assert problems(written(*ROWS, header=HEADER.replace("level", "tier"))) == [
        '1: The column "level" must stand here once. Found: 0',
        '1: Unknown column: "tier". Known: code, parent, level, name_en, name_ru, name_local, country',
    ]


def test_another_encoding_is_named(written):
    assert problems(written(*ROWS, encoding="utf-16")) == [
        "1: The file is not in UTF-8. Save it again as CSV in UTF-8."
    ]


def test_a_byte_order_mark_is_no_problem(written):
    assert load(written(*ROWS, encoding="utf-8-sig")).added == 6


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "places.csv"
    path.write_bytes(b"x" * (LARGEST + 1))

    assert problems(path) == ["1: The file is larger than 5 MB."]


def test_the_command_prints_all_problems_and_stores_nothing(written, capsys):
    path = written(*ROWS, "D-8,NO,2,A,А,А,KG", "D-9,KG-C,2,,А,А,UK")

    with pytest.raises(SystemExit) as left:
        call_command("load_authorities", str(path))

    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        f'{path}:8: Unknown parent: "NO"',
        f'{path}:9: The name under "name_en" is empty.',
        f'{path}:9: Unknown country: "UK". Known: KG, KZ, TJ, TM, UZ',
    ]
    assert Authority.objects.count() == 0


def test_the_command_loads_the_roles(capsys):
    call_command("load_roles", str(CONTENT / "roles.csv"))
    call_command("load_roles", str(CONTENT / "roles.csv"))

    assert capsys.readouterr().out.splitlines() == ["Roles added: 29, changed: 0", "Roles added: 0, changed: 0"]
    assert Role.objects.filter(after_transformation=True).count() == 11
    assert Role.objects.get(code="CAR").names == {
        "en": "Junior carer",
        "ru": "Помощник воспитателя",
        "ky": "Тарбиячынын жардамчысы",
    }


def test_a_bad_role_is_named(written):
    path = written("EDU,Educator,Воспитатель,,maybe", header="code,en,ru,ky,after_transformation")

    assert problems(path, read_roles) == [
        '2: The name under "ky" is empty.',
        '2: Write "yes" or "no" under after_transformation.',
    ]
