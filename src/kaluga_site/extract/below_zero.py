"""Numbers below zero: "âm 3 độ C", "-0,3%", "từ -10 đến -15 độ C"."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.numerals import NUMBER, read_scaled
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading, read_qualifier
from kaluga_site.extract.units import Unit, read_unit
from kaluga_site.extract.words import any_of, word_before
from kaluga_site.patterns import compiled

_WORD = "âm "
_REACH = 24
_SIGNS = frozenset("-–−")
_BEFORE_SIGN = frozenset(' (/\n“"')
_SIGNED = frozenset(("°C", "°F", "độ C", "độ", "%"))
"""What a sign right before a number belongs to; before other measures and money it does where they are stated."""

_STATED = compiled(r"(?:(?<!\w)(?:là|đạt|mức|còn|thành|xuống|lên|tới|đến|từ)\s|:\s|\()$")
_TIMES = ("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "quý")
_SOUNDS = frozenset(
    (
        *("siêu", "ghi", "thu", "phát", "sóng", "lồng", "hồi", "nguyên", "phụ", "bán", "thanh", "giọng", "dư", "cách"),
        *("hòa", "thoại", "đĩa", "chất", "lịch", "tiếng", "đồng", "loa", "tăng"),
    )
)
"""Before "âm" these make a word for a sound, or for the moon's calendar: "siêu âm 2 lần", "ghi âm 3 bài"."""

_OTHER_END = compiled(rf"\s?(?:-|–|—|đến|tới)\s?(?:âm |[-–−])(?P<high>{NUMBER})")
_DASHES = frozenset("-–—")


class Sign(NamedTuple):
    """What says that a number is below zero, and where it begins."""

    start: int
    qualifier: str | None = None
    """The qualifier that stands between it and the number."""

    is_of_both: bool = False
    """Whether it belongs to both ends of a range, whatever joins them: "âm từ 10 đến 20 tỷ"."""


def has_minus(plain: str, start: int) -> bool:
    """Tell whether a minus sign may stand before a number: a dash behind a space, with none between it and that."""
    return start > 0 and plain[start - 1] in _SIGNS and (start == 1 or plain[start - 2] in _BEFORE_SIGN)


def begins_entry(plain: str, start: int) -> bool:
    """Tell whether the dash before a number begins a line, as before an entry of a list."""
    return start == 1 or plain[start - 2] == "\n"


def may_be_below_zero(plain: str, start: int) -> bool:
    """Tell whether a number may be below zero by what stands before it."""
    return plain.find(_WORD, max(0, start - _REACH), start) >= 0 or has_minus(plain, start)


def read_below_zero(passage: Passage, match: re.Match[str]) -> Quantity | None:
    """Return a quantity below zero, of two ends the lower first; None where the number is not below zero.

    `match` has the groups low, low_scale, high and scale. A sign before the first end is one of the second, too, where
    a dash joins them ("âm 2-3 độ"), but not in "từ -2 đến 3 độ".
    """
    plain, scale = passage.plain, match["scale"]
    other = None if match["high"] or scale else _OTHER_END.match(plain, match.end("low"))
    unit = read_unit(passage, other.end() if other else match.end())
    if scale and not unit.measure:
        unit = Unit(None, match.end(), sure=False)  # "âm 1.500 tỷ": the currency is left out
    sign = find_sign(plain, match.start(), unit, has_scale=bool(scale))
    digits = other["high"] if other else match["high"]
    low = read_scaled(match["low"], match["low_scale"] or scale)
    high = read_scaled(digits, scale)
    if sign is None or not low or (digits and high is None):
        return None
    is_of_both = other or sign.is_of_both or plain[match.end("low") : match.start("high")].strip() in _DASHES
    end = max(unit.end, match.end())
    return quantity_below_zero(passage, sign, end, Reading(low, high, unit.name), is_of_both=bool(is_of_both))


def quantity_below_zero(
    passage: Passage, sign: Sign, end: int, reading: Reading, *, is_of_both: bool = False
) -> Quantity:
    """Return the quantity of a number as it reads without its sign."""
    low, high = reading.value or Decimal(0), reading.high
    if high is None:
        low = -low
    elif is_of_both:
        low, high = sorted((-low, -high))
    else:
        low = -low
    start, qualifier = (sign.start, sign.qualifier) if sign.qualifier else read_qualifier(passage, sign.start)
    return Quantity(start, end, "below-zero", Reading(low, high, reading.unit, qualifier))


def find_sign(plain: str, start: int, unit: Unit, *, has_scale: bool = False) -> Sign | None:
    """Return the sign before a number with this unit; None where it is none. `has_scale` says that it is scaled."""
    is_amount = not unit.name.startswith(_TIMES) if unit.measure and unit.name else has_scale
    if has_minus(plain, start):
        is_stated = is_amount and _STATED.search(plain, max(0, start - 12), start - 1)
        return Sign(start - 1) if unit.name in _SIGNED or is_stated else None
    word = _word_pattern().search(plain, max(0, start - _REACH), start) if may_be_below_zero(plain, start) else None
    if not word or not is_amount or word_before(plain, word.start()) in _SOUNDS:
        return None
    qualifier = word["between"].removeprefix("từ ").strip() or None
    return Sign(word.start(), qualifier, is_of_both=bool(word["from"]))


@cache
def _word_pattern() -> re.Pattern[str]:
    """Return the pattern of what stands before the digits: "âm 3", "âm hơn 30", "âm từ 10 đến 20"."""
    return compiled(rf"(?<!\w)âm (?P<between>(?P<from>từ )?(?:(?:{any_of('qualifiers')}|đến|tầm|mức) )?)$")
