"""Codes on paper slips. Pure: no database."""

from __future__ import annotations

import secrets

SLIP_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L: read aloud and typed by hand
SLIP_LENGTH = 8


def new_slip_code() -> str:
    """Eight letters and digits: 39 bits, enough for a code that is guarded by a counter and lives for weeks."""
    return "".join(secrets.choice(SLIP_ALPHABET) for _ in range(SLIP_LENGTH))


def read_slip_code(typed: str) -> str:
    """What was meant: "7k3m-9qxa" and "7K3M 9QXA" are one code."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def show_slip_code(code: str) -> str:
    """As it is printed: two groups of four."""
    return f"{code[:4]}-{code[4:]}"
