import pytest

from core.text import best_language, fold, in_language, initials, nfc


@pytest.mark.parametrize(
    ("one", "other"),
    [("Айгүл", "айгул"), ("Өмүрбек", "омурбек"), ("Ыңгай", "ынгай"), ("Алёна", "алена"), ("oʻgʻil", "o'g'il")],
)
def test_two_spellings_of_a_name_fold_to_one(one, other):
    assert fold(one) == fold(other)


def test_letters_are_stored_composed():
    assert nfc("и\u0306") == "й"


@pytest.mark.parametrize(
    ("wanted", "there", "shown"),
    [("ky", ["ky", "ru"], "ky"), ("ky", ["en", "ru"], "ru"), ("ky", ["en"], "en"), ("ky", ["uz"], "uz")],
)
def test_best_language_falls_back_to_russian_then_english(wanted, there, shown):
    assert best_language(wanted, there) == shown


def test_no_language_at_all_is_an_error():
    with pytest.raises(LookupError):
        best_language("ky", [])


def test_in_language_of_nothing_is_empty():
    assert in_language({}, "ru") == ""


def test_initials_say_nothing_more_of_a_name():
    assert initials("Абдыкеримова Нургүл Токтогул кызы") == "А. Н. Т. к."
