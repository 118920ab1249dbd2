"""Letters: one normal form, one way to search, one way to choose a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

LANGUAGES = ("en", "ru", "ky")
FALLBACK = ("ru", "en")
_FOLDED = str.maketrans("ңөүұғқҳһхіӣё", "ноуугкхххиие")  # which letters people swap: docs/house.md
_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ’‘`´′", "'"))


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def initials(name: str) -> str:
    """First letters with stops: all that the public may read of a name."""
    return " ".join(f"{word[0]}." for word in name.split())


def fold(text: str) -> str:
    """The form two spellings of one name share: case, letters of seven alphabets, apostrophes."""
    return nfc(text).casefold().translate(_APOSTROPHES).translate(_FOLDED)


def best_language(wanted: str, available: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    """The language to show: the wanted one, else Russian, else English, else whatever there is.

    Raises LookupError when nothing is available.
    """
    order: tuple[str, ...] = (wanted, *FALLBACK, *available)
    for language in order:
        if language in available:
            return language
    raise LookupError("no language is available")


def in_language(names: Mapping[str, str], language: str) -> str:
    """The name in the language, or in the language people fall back to; "" when there is none."""
    return str(names[best_language(language, names)]) if names else ""
