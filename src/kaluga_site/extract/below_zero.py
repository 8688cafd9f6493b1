"""Numbers below zero: "âm 3 độ C", "-0,3%", "từ -10 đến -15 độ C"."""

import re

from kaluga_site.extract.numerals import NUMBER, read_scaled
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading, read_qualifier
from kaluga_site.extract.units import Unit, read_unit
from kaluga_site.extract.words import word_before
from kaluga_site.patterns import compiled

_WORD = "âm "
_SIGNS = frozenset("-–−")
_BEFORE_SIGN = frozenset(' (\n“"')
_SIGNED = frozenset(("°C", "°F", "độ C", "độ", "%"))
"""What a sign right before a number belongs to; before anything else it is a dash."""

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


def has_minus(plain: str, start: int) -> bool:
    """Tell whether a minus sign may stand before a number: a dash behind a space, with none between it and that."""
    return start > 0 and plain[start - 1] in _SIGNS and (start == 1 or plain[start - 2] in _BEFORE_SIGN)


def may_be_below_zero(plain: str, start: int) -> bool:
    """Tell whether a number may be below zero by what stands right before it."""
    return plain.endswith(_WORD, 0, start) or has_minus(plain, start)


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
    at = _find_sign(plain, match.start(), unit, has_scale=bool(scale))
    digits = other["high"] if other else match["high"]
    low = read_scaled(match["low"], match["low_scale"] or scale)
    high = read_scaled(digits, scale)
    if at is None or not low or (digits and high is None):
        return None
    if high is None:
        low = -low
    elif other or plain[match.end("low") : match.start("high")].strip() in _DASHES:
        low, high = sorted((-low, -high))
    else:
        low = -low
    start, qualifier = read_qualifier(passage, at)
    return Quantity(start, max(unit.end, match.end()), "below-zero", Reading(low, high, unit.name, qualifier))


def _find_sign(plain: str, start: int, unit: Unit, *, has_scale: bool) -> int | None:
    """Return where the sign before a number with this unit begins; None where it is none."""
    if has_minus(plain, start):
        return start - 1 if unit.name in _SIGNED else None
    at = start - len(_WORD)
    is_amount = not unit.name.startswith(_TIMES) if unit.measure and unit.name else has_scale
    is_word = not plain[max(0, at - 1) : at].isalnum() and word_before(plain, at) not in _SOUNDS
    return at if is_amount and is_word else None
