"""A quantity as it stands in a text, and the word before it that says how exact it is."""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.units import Unit
from kaluga_site.extract.words import any_word_of, last_words, word_before, words_of
from kaluga_site.patterns import compiled

_SENDING = ("gửi ", "chuyển ", "đưa ", "dẫn ", "đi ", "về ")
"""Behind these "tới" says where to: "gửi tới 3 cục"."""

_HALF = " rưỡi"
_WAYS = compiled(r"\w+ (?:cây cầu|cầu|tuyến|con đường|đường|phố|làn|trục|chiếc|xe|tàu|thuyền|toa|ghế)(?!\w)")
_HIGH = compiled(r"[\d.,]+ ?(?:m|cm|km|mm|mét|tầng)(?!\w)")
"""What is so high itself, where it stands behind "cao hơn"; of all else it is said how much higher it is."""

_COMPARED = compiled(r"(?:[\d.,]+|\w+) lần(?!\w)|(?:[^.;:()“”\n]|(?<=\d)\.(?=\d))* so với(?!\w)")
_LONGEST_COMPARISON = 60
_MOVING = compiled(r"(?<!\w)(?:đi|chạy|lưu thông|di chuyển|nằm|đứng|ngồi|dừng|đỗ|đậu)\s$")


class Reading(Struct, frozen=True, gc=False):
    """How a quantity reads."""

    value: Decimal | None
    high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None


class Quantity(Struct, frozen=True, gc=False):
    """A quantity as it stands in a text: where, by which rule it was found, and how it reads."""

    start: int
    end: int
    rule: str
    reading: Reading


def read_qualifier(passage: Passage, start: int) -> tuple[int, str | None]:
    """Return where the qualifier before an offset begins, and the qualifier: "gần", "hơn"."""
    word = word_before(passage.plain, start)
    if word is None or (word.isalpha() and word not in last_words("qualifiers")):
        return start, None
    match = _qualifier_pattern().search(passage.plain, start - 12, start)
    if match is None or (match[1] == "trên" and _is_place(passage.plain, match.start(1), start)):
        return start, None
    if match[1] == "tới" and passage.plain.endswith(_SENDING, 0, match.start(1)):
        return start, None
    if match[1] == "hơn" and _compares(passage.plain, match.start(1), start):
        return start, None
    return match.start(1), match[1]


def _compares(plain: str, at: int, number: int) -> bool:
    """Tell "cao hơn 3 USD so với tháng trước", by so much, from "cao hơn 8 m" and "có hơn 3 USD"."""
    word = word_before(plain, at)
    is_size = word in words_of("changing", "measuring")
    if is_size or word in words_of("changing", "comparing"):
        is_size = is_size and not (word == "cao" and not _HIGH.match(plain, number))
        return not is_size or bool(_COMPARED.match(plain, number, number + _LONGEST_COMPARISON))
    return False


def _is_place(plain: str, at: int, number: int) -> bool:
    """Tell "xe đi trên 2 cầu vượt", where "trên" says where, from "có trên 2 cầu vượt"."""
    return bool(_WAYS.match(plain, number) and _MOVING.search(plain, max(0, at - 16), at))


def with_half(passage: Passage, value: Decimal, unit: Unit) -> tuple[Decimal, int]:
    """Return the value and the end of a quantity, with the half of "hai năm rưỡi"."""
    if unit.measure and passage.plain.startswith(_HALF, unit.end):
        return value + Decimal("0.5"), unit.end + len(_HALF)
    return value, unit.end


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    return compiled(rf"({any_word_of('qualifiers')})\s$")
