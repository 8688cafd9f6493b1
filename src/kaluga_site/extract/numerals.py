"""Numbers in Vietnamese writing: "." groups thousands, "," is the decimal mark, scale words multiply."""

from decimal import Decimal
from functools import lru_cache

from kaluga_site.patterns import compiled

NUMBER = r"\d\d*(?:[.,]\d+)*"
r"""A number in digits, as a pattern; `read_number` says whether it is one.

It begins with one digit, not with `\d+`, as `re` skips to the first letter of a match only where that is one.
"""

SCALE = r"(?:nghìn|ngàn|vạn|triệu(?!\sphú)|(?:tỷ|tỉ)(?!\s(?:phú|lệ|suất|trọng|giá|số)(?!\w))|trăm|chục)"
"""A scale word in small letters, as a pattern; "400 tỷ phú" are 400 people, and "đợt 1 tỷ lệ 15%" is no billion."""

_DIGIT = "hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_LAST_DIGIT = "một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín"
"""What stands behind "mười" and "mươi": five is "lăm" there, "hai mươi năm" are twenty years."""

_TWO_DIGITS = rf"(?:{_DIGIT})\s(?:mươi(?:\s(?:{_LAST_DIGIT}))?|chục)|mười(?:\s(?:{_LAST_DIGIT}))?"
_THREE_DIGITS = rf"(?:một|{_DIGIT})\străm\s(?:(?:lẻ|linh)\s(?:một|tư|{_DIGIT})|{_TWO_DIGITS})"
SMALL_IN_WORDS = rf"(?:{_TWO_DIGITS}|{_DIGIT})"
"""A number below 100 in small letters, as a pattern; "một" alone is left out, it is an article as well."""

_SCALES_BEHIND = rf"(?:\s{SCALE}(?!\w)){{1,2}}"
_PART = rf"(?:{_THREE_DIGITS}|{SMALL_IN_WORDS})"
IN_WORDS = rf"(?:(?:{_PART}|một(?=\s{SCALE}(?!\w)))(?!\w)(?:{_SCALES_BEHIND}(?:\s{_PART}{_SCALES_BEHIND}){{0,2}})?)"
"""A number in small letters, as a pattern: "hai", "một trăm hai mươi", "hai triệu năm trăm nghìn"."""

FIRSTS_IN_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười")
"""What `IN_WORDS` begins with where no scale word follows at once."""

_SCALES = {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_TENS = {"mươi": 10, "chục": 10, "trăm": 100}
_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_GROUPED = compiled(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_IN_ENGLISH = compiled(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d00")
_SIMPLE = compiled(r"\d+(?:[.,]\d+)?")
_DIGITS_IN_A_ROW = compiled("[0-9][0-9]*")
_LONGEST = 24
_MOST = Decimal(10) ** 24
"""No newspaper states more; what is beyond is a slip or a trick."""


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


@lru_cache(maxsize=1_000)
def read_words(number: str) -> Decimal:
    """Return the value of a number in words: 25 for "hai mươi lăm", 2,500,000 for "hai triệu năm trăm nghìn"."""
    total = group = part = digit = Decimal(0)
    for word in number.split():
        if word in _DIGITS:
            digit = Decimal(_DIGITS[word])
        elif word == "mười":
            part += 10
        elif word in _TENS:
            part, digit = part + digit * _TENS[word], Decimal(0)
        elif word in _SCALES:
            new = part + digit
            total, group = (total + group, new) if new else (total, group)
            group, part, digit = group * read_scale(word), Decimal(0), Decimal(0)
    value = total + group + part + digit
    return value.to_integral_value() if value == value.to_integral_value() else value


@lru_cache(maxsize=10_000)
def read_scaled(digits: str | None, scale: str | None) -> Decimal | None:
    """Return the value of a number in digits with a scale word, if there is one; None for what is none."""
    number = read_number(digits) if digits else None
    if number is None:
        return None
    value = number * read_scale(scale)
    if value > _MOST:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
