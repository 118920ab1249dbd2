"""Bad files: each mistake is told with its file, line and a sentence; nothing is loaded."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from cms.imports import BadFiles, read_curriculum
from cms.models import CoursePage
from tests.factories import cms as make


def problems_of(folder) -> list[str]:
    try:
        read_curriculum(folder)
    except BadFiles as bad:
        return [f"{each.file}: {each.sentence}" for each in bad.problems]
    return []


def spoilt(language: str = "en", **changes) -> dict:
    return {**make.module(language), **changes}


def with_question(number: int, **changes) -> dict:
    quiz = make.questions()
    quiz[number - 1] = {name: value for name, value in {**quiz[number - 1], **changes}.items() if value is not None}
    return spoilt(quiz=quiz)


def with_scenario(**changes) -> dict:
    return spoilt(scenario={**make.scenario(), **changes})


def test_good_files_have_no_problem(tmp_path):
    assert problems_of(make.write(tmp_path)) == []


OPTIONS = [{"t": "One", "c": True}, {"t": "Two", "c": True}]
DANGLING = [{"text": "Go", "next": "n9", "effects": {}, "feedback": "So."}] * 2


@pytest.mark.parametrize(
    ("english", "sentence"),
    [
        (spoilt(colour="red"), "Unknown key: colour."),
        ({k: v for k, v in make.module().items() if k != "critical"}, "Missing key: critical."),
        (with_question(1, options=OPTIONS), "Mark exactly one option as right."),
        (with_question(1, options=[{"t": "One"}, {"t": "Two"}]), "Mark exactly one option as right."),
        (with_question(1, id="q2"), "Question q2 stands twice."),
        (with_question(1, type="essay"), None),
        (with_question(1, difficulty=4), "Expected a whole number from 1 to 3."),
        (with_question(8, answer="ten"), "Expected a number here."),
        (with_question(4, answer="no"), "Expected true or false here."),
        (spoilt(critical=["q99"]), "There is no question q99 to be critical."),
        (spoilt(quiz=make.questions()[:9]), "Expected 10 here, found 9."),
        (spoilt(lesson_texts=make.module()["lesson_texts"][:1]), "Expected 2 here, found 1."),
        (spoilt(observation=[]), "Give at least one line to observe."),
        (with_scenario(start="n9"), "There is no scene n9 to start with."),
        (
            with_scenario(nodes=[{"id": "n1", "text": "A knock.", "choices": DANGLING}]),
            "A choice in scene n1 leads to n9, which does not exist.",
        ),
        (with_scenario(endings=[{"id": "e", "text": "So.", "result": "won"}]), "Expected pass or retry here."),
        (with_scenario(nodes=make.scenario()["nodes"] * 2), "Two scenes or endings are called n1."),
    ],
)
def test_a_mistake_in_a_module_is_told(tmp_path, english, sentence):
    found = problems_of(make.write(tmp_path, languages=("en",), en=english))

    wanted = sentence or ("Expected one of these types: single, multiple, truefalse, order, match, cloze, numeric.")
    assert f"modules/T1.en.yaml: {wanted}" in found


def test_an_unreachable_ending_is_no_mistake(tmp_path):
    endings = [*make.scenario()["endings"], {"id": "e_far", "text": "Far.", "result": "retry"}]

    assert problems_of(make.write(tmp_path, languages=("en",), en=with_scenario(endings=endings))) == []


@pytest.mark.parametrize(
    ("russian", "sentence"),
    [
        (spoilt("ru", outcomes=["Один"]), "Expected 2 here, found 1."),
        (spoilt("ru", lesson_titles=["Один"]), "Expected 2 here, found 1."),
        (
            {**with_question(4, answer=True), "title": "М", "outcomes": ["1", "2"], "lesson_titles": ["1", "2"]},
            "Module T1, question q4 has another right answer: ru.",
        ),
        (
            {**with_question(1, id="q11"), "title": "М", "outcomes": ["1", "2"], "lesson_titles": ["1", "2"]},
            "Expected question q1 here, found q11.",
        ),
        (spoilt("ru", critical=[]), "Module T1, question q2 is critical in one language only: ru."),
        (spoilt("ru", observation=["Одна"]), "Expected 2 here, found 1."),
        (
            spoilt("ru", scenario={**make.scenario(), "start": "n2"}),
            "The scenario starts elsewhere or has other meters in English.",
        ),
    ],
)
def test_a_translation_that_differs_is_told(tmp_path, russian, sentence):
    found = problems_of(make.write(tmp_path, languages=("en", "ru"), ru=russian))

    assert found == [f"modules/T1.ru.yaml: {sentence}"]


def test_other_effects_in_a_translation_are_told(tmp_path):
    scenario = make.scenario()
    scenario["nodes"][1]["choices"][0]["effects"] = {"trust": 2}

    found = problems_of(make.write(tmp_path, languages=("en", "ru"), ru=spoilt("ru", scenario=scenario)))

    assert found == ["modules/T1.ru.yaml: Scene n2 has other choices or effects in English."]


def test_codes_given_twice_or_unknown_are_told(tmp_path):
    meta = make.meta()
    first = meta["programmes"][0]["modules"][0]
    meta["programmes"][0]["modules"] = [first, {**first, "standards": ["S9"]}]

    found = problems_of(make.write(tmp_path, languages=("en",), meta=meta))

    assert found == ["meta.yaml: This code stands twice: T1.", "meta.yaml: There is no such code: S9."]


def test_a_problem_names_its_line(tmp_path):
    folder = make.write(tmp_path)
    path = folder / "modules" / "T1.en.yaml"
    lines = path.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines, start=1) if '"answer": false' in line)
    lines[place - 1] = lines[place - 1].replace("false", '"perhaps"')
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(BadFiles) as caught:
        read_curriculum(folder)

    assert [str(each) for each in caught.value.problems] == [
        f"modules/T1.en.yaml:{place}: Expected true or false here."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\na: 2\n", "This key stands twice: a."),
        ("a: &x [1]\nb: *x\n", "Write the value out: aliases (*name) are not allowed."),
        ("a: [1\n", None),
        ("", "This file is empty."),
        ("a: " + "x" * (2 * 1024 * 1024), "This file is larger than 2 MB."),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_told(tmp_path, text, sentence):
    folder = make.write(tmp_path, languages=("en",))
    (folder / "modules" / "T1.en.yaml").write_text(text, encoding="utf-8")

    found = problems_of(folder)

    if sentence:
        assert f"modules/T1.en.yaml: {sentence}" in found
    else:
        assert found[0].startswith("modules/T1.en.yaml: This is not YAML")


def test_files_that_belong_to_nothing_are_told(tmp_path):
    folder = make.write(tmp_path, languages=("en",))
    (folder / "modules" / "Z9.en.yaml").write_text("a: 1", encoding="utf-8")

    assert problems_of(folder) == ["modules/Z9.en.yaml: This file belongs to no module of meta.yaml."]


@pytest.mark.django_db
def test_the_command_tells_everything_and_loads_nothing(tmp_path, capsys):
    folder = make.write(tmp_path, en=spoilt(colour="red"), ky=spoilt("ky", colour="red"))

    with pytest.raises(SystemExit) as stopped:
        call_command("load_curriculum", str(folder))

    assert stopped.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["modules/T1.en.yaml", "modules/T1.ky.yaml", "Nothing was loaded."]
    assert CoursePage.objects.count() == 0
