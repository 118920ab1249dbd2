"""How long a certificate stays in force, how it is numbered, how it is found. Pure: no database."""

from __future__ import annotations

import calendar
import io
import re
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

import segno

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs, without 0 O 1 I
CODE_LENGTH = 10
NOWHERE = "XX-X"
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2

_MONTHS_RU = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_MONTHS_KY = [
    "январы",
    "февралы",
    "марты",
    "апрели",
    "майы",
    "июну",
    "июлу",
    "августу",
    "сентябры",
    "октябры",
    "ноябры",
    "декабры",
]


def last_valid_day(issued_on: date, months: int) -> date:
    """The last day in force: the day before the same date, so many calendar months later.

    A month that has no such date ends the period on its own last day: the rule of article 40 of the Fundamentals
    of Civil Legislation of 31 May 1991, which the civil codes of the region have kept.
    """
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    month += 1
    longest = calendar.monthrange(year, month)[1]
    if issued_on.day > longest:
        return date(year, month, longest)
    return date(year, month, issued_on.day) - timedelta(days=1)


def number_prefix(authority_path: str, year: int, course: str) -> str:
    """ "KG-C-2026-A": the first-level authority of the path, the year of issue, the course.

    A person of the country's own offices has the country alone ("KG-X"); one without a place is nowhere.
    """
    codes = authority_path.split("/")
    country = codes[0] if re.fullmatch(r"[A-Z]{2}", codes[0]) else ""
    region = codes[1] if len(codes) > 1 and _REGION.fullmatch(codes[1]) else ""
    return f"{region or (country and f'{country}-X') or NOWHERE}-{year}-{course.upper()}"


def number_of(prefix: str, serial: int) -> str:
    return f"{prefix}-{serial:06d}"


def new_code() -> str:
    """Ten signs that nobody can guess: 50 random bits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """What was meant: capitals or not, with dashes and spaces or without."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def show_code(code: str) -> str:
    """As it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def verification_url(site: str, code: str) -> str:
    return f"{site}/v/{code}"


def qr_svg(address: str, *, border: int = 4) -> str:
    """An address as a picture, to be set into a page. border: modules of quiet around it, 4 by the standard."""
    out = io.BytesIO()
    qr = segno.make(address, error="m", micro=False)
    qr.save(out, kind="svg", scale=6, border=border, dark="#211c18", light="#fff", xmldecl=False, svgclass=None)
    return out.getvalue().decode()


def official_date(day: date, language: str) -> str:
    """A date as official papers write it: "2026-жылдын 21-ноябры", "21 ноября 2026 г."."""
    if language == "ky":
        return f"{day.year}-жылдын {day.day}-{_MONTHS_KY[day.month - 1]}"
    return f"{day.day} {_MONTHS_RU[day.month - 1]} {day.year} г."


def hours_of(hours: list[Mapping[str, int]]) -> int:
    """Academic hours of 45 minutes, all kinds together."""
    return sum(sum(each.values()) for each in hours)
