"""Numbers in Vietnamese writing: "." groups thousands, "," is the decimal mark, scale words multiply."""

import re
from decimal import Decimal
from functools import lru_cache

NUMBER = r"\d\d*(?:[.,]\d+)*"
r"""A number in digits, as a pattern; `read_number` says whether it is one.

It begins with one digit, not with `\d+`, as `re` skips to the first letter of a match only where that is one.
"""

_TENS = frozenset(("mươi", "mười", "chục"))
_DIGIT = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"
_AFTER_DIGIT = rf"(?:\s(?:mươi|chục)(?:\s(?:{_DIGIT}))?)?"
_FIRST_DIGITS = ("hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "năm")
FIRSTS_IN_WORDS = (*_FIRST_DIGITS, "mười")
"""What `SMALL_IN_WORDS` begins with."""

SMALL_IN_WORDS = "|".join(
    (
        *(digit + _AFTER_DIGIT for digit in _FIRST_DIGITS),
        rf"mười(?:\s(?:{_DIGIT}))?",
    )
)
"""A number below 100 in small letters, as a pattern; "một" alone is left out, it is an article as well."""

SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)"
"""A scale word in small letters, as a pattern."""

_SCALES = {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_IN_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d00")
_SIMPLE = re.compile(r"\d+(?:[.,]\d+)?")
_DIGITS_IN_A_ROW = re.compile(r"\d\d*")
_LONGEST = 24


def find_numbers(text: str) -> tuple[int, ...]:
    """Return where digits begin in a text."""
    return tuple([digits.start() for digits in _DIGITS_IN_A_ROW.finditer(text)])


def read_number(digits: str) -> Decimal | None:
    """Return the value of a number in digits; None for what is none ("1.2.3") or longer than 24 characters.

    "6.000" is 6000 and "1,5" is 1.5. The English way ("4,500", "1,234,567", "2.3") is understood where the
    Vietnamese reading cannot be meant: no one writes a decimal that ends in "00".
    """
    if len(digits) > _LONGEST:
        return None
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _GROUPED_IN_ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    return Decimal(digits.replace(",", ".")) if _SIMPLE.fullmatch(digits) else None


@lru_cache(maxsize=1_000)
def read_scale(scale: str | None) -> Decimal:
    """Return what the scale words multiply by: 10^12 for "nghìn tỷ", 1 for none."""
    return Decimal(10) ** sum(_SCALES[word] for word in (scale or "").split())


def read_words(number: str) -> Decimal:
    """Return the value of a number below 100 in words: 25 for "hai mươi lăm"."""
    value = 0
    for word in number.split():
        if word in _TENS:
            value = value * 10 or 10
        else:
            value += _DIGITS[word]
    return Decimal(value)
