"""Numbers as people of many countries write them, read only where they cannot mean two things."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import Message, say

Decimals = Literal["point", "comma"]
AROUND = re.compile(r"^[^\d.,()+-]*|[^\d)]*$")
SHAPE = re.compile(r"[-+]?\d[\d.,]*")
GROUPED = re.compile(r"-?\d*|-?\d{1,3}(?P<sign>[.,])(?:\d{2,3}(?P=sign))*\d{3}")
SPACES = re.compile(r"(?<=\d)[\s'’\u00a0\u202f](?=\d{3})")
CURRENCY = re.compile(r"(?:[A-Z]{2,3}\s?)?[$€£¥₹]|\b(?:USD|EUR|PEN|MXN|COP|CLP|ARS|BRL|GBP|S/\.?)", re.IGNORECASE)
RANGE = re.compile(r"\d\s*(?:-|–|—|a|to)\s*\d")
SHORT = re.compile(r"[\d.,]+\s*(?:k|m|mm|mil|millones|bn)\b", re.IGNORECASE)
NOT_A_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
LONGEST = 40


def number_of(text: str, *, decimals: Decimals | None) -> str | Refusal:
    """Return the number as `1200` or `12.5`; `decimals` is the sign that the whole column uses."""
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) < LONGEST:
        return plain.lstrip("0") or "0"
    if NOT_A_NUMBER.fullmatch(plain):
        return Refusal(say("this is not a number that can be used"))
    digits = _digits(plain)
    if digits is None:
        return Refusal(_why(plain))
    sign = _decimal_sign(digits)
    if sign is None:
        if decimals is None:
            return Refusal(
                say("{value} may be a whole number or a fraction; set decimals: point or decimals: comma", value=plain)
            )
        sign = decimals
    if decimals is not None and sign != decimals and sign != "none":
        return Refusal(say("{value} is written otherwise than the rest of its column", value=plain))
    whole, _, fraction = digits.partition("," if sign == "comma" else ".")
    if not GROUPED.fullmatch(whole) or not (fraction.isdigit() or not fraction):
        return Refusal(say("this is not a number"))
    shown = f"{Decimal(re.sub('[.,]', '', whole) + '.' + (fraction or '0')):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def decimals_of(values: Iterable[str]) -> Decimals | None:
    """Return the sign before the fraction that most values of a column prove, or None if none proves any."""
    proofs = {"point": 0, "comma": 0}
    for value in values:
        digits = None if value.isdigit() else _digits(value.strip())
        sign = _decimal_sign(digits) if digits else None
        if sign == "point" or sign == "comma":
            proofs[sign] += 1
    if proofs["point"] == proofs["comma"]:
        return None
    return "point" if proofs["point"] > proofs["comma"] else "comma"


def is_two_faced_number(text: str) -> bool:
    """Return whether the text is a whole number to some readers and a fraction to others."""
    digits = _digits(text.strip())
    return digits is not None and _decimal_sign(digits) is None


def _digits(text: str) -> str | None:
    """Return only the digits with their points and commas, or None if the text says more than a number."""
    if len(text) > LONGEST or RANGE.search(text) or SHORT.fullmatch(text.strip("$€£ ")):
        return None
    bare = CURRENCY.sub("", text).strip().removesuffix("%").strip()
    negative = bare.startswith("(") and bare.endswith(")")
    bare = SPACES.sub("", bare.strip("()"))
    if not SHAPE.fullmatch(bare):
        return None
    bare = bare.rstrip(".,")
    return f"-{bare.lstrip('-+')}" if negative else bare.removeprefix("+")


def _decimal_sign(digits: str) -> Decimals | Literal["none"] | None:
    """Return which sign must be the decimal one; `none` if there is no sign, None if it could be either."""
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return "none"
    if points and commas:
        return "point" if digits.rfind(".") > digits.rfind(",") else "comma"
    sign: Decimals = "point" if points else "comma"
    other: Decimals = "comma" if points else "point"
    whole, _, fraction = digits.lstrip("-").rpartition("." if points else ",")
    if points + commas > 1:
        return other
    if len(fraction) != 3 or whole in ("", "0") or len(whole) > 3:
        return sign
    return None


def _why(text: str) -> Message:
    if RANGE.search(text):
        return say("this is a range, not a number; map the column as text")
    if SHORT.fullmatch(text.strip("$€£ ")):
        return say("write the number in full, without k or M")
    return say("this is not a number")
