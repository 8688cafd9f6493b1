"""The quantities a text states, in digits, in words before a noun, as ranks and as "hàng trăm"."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from decimal import Decimal
from operator import attrgetter, itemgetter

from msgspec import structs

from kaluga_site.extract.below_zero import begins_entry, has_minus, may_be_below_zero, read_below_zero
from kaluga_site.extract.currencies import share_currencies
from kaluga_site.extract.fractions import is_fraction, read_fraction
from kaluga_site.extract.in_words import find_in_words, find_scales
from kaluga_site.extract.numerals import NUMBER, SCALE, read_number, read_scaled
from kaluga_site.extract.pairs import join_pairs
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading, read_qualifier, with_half
from kaluga_site.extract.ranks import find_levels, find_ranks
from kaluga_site.extract.statement import is_stated
from kaluga_site.extract.units import Unit, is_power, read_shared_unit, read_unit
from kaluga_site.extract.words import plain_words
from kaluga_site.model.findings import FoundDate
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_NEXT = "|".join(f"(?<={low} )(?:hoặc|hay)(?= {low + 1}(?!\\d))" for low in range(1, 9))
"""What stands between the ends of "4 hoặc 5 người"."""

_SCALES = rf"(?:\s?{SCALE}(?:\s{SCALE})?(?:(?!\w)|(?=đồng(?!\w))))"
_DIGITS = compiled(
    rf"(?P<low>{NUMBER})(?:(?P<low_scale>{_SCALES})?\s?(?:-|–|—|(?:đến|tới)(?:\s(?:hơn|gần|trên|khoảng))?|{_NEXT})\s?(?P<high>{NUMBER}))?(?P<scale>{_SCALES})?"
)
_NOT_BEFORE_DIGITS = compiled(r"(?:\w|\w[-.,:/]|[-.,:#])$")
_CURRENCY_SIGNS = frozenset("$€£¥")
_CURRENCY = compiled(r"(?:us\$|\$|€|£|¥)\s?$")
_MOVED_FROM = compiled(r"(?<!\w)từ (?:mức |chỉ |con số )?(?:chỉ )?$")
_MOVED_TO = compiled(
    r"\s(?P<way>lên|xuống)(?:\s(?:còn|tới|đến|mức|thành|đạt|gần|hơn|khoảng|trên|dưới)){0,2}"
    rf"\s(?P<number>{NUMBER})(?P<scale>{_SCALES})?"
)
_THREE_MEASURES = compiled(r"(\d{2,3})\s?[-–]\s?(\d{2,3})\s?[-–]\s?(\d{2,3})\s?cm(?!\w)")
_MULTIPLIED = compiled(r"\d[x×]")
_BEHIND_SHARE = frozenset(("%-", "%–", "%—"))
"""What stands between the ends of "5%-7%"."""

_YEARS = ("năm 19", "năm 20")
_AGE = " tuổi"
_APART = compiled(
    r"(?<!\w)(?:cách(?: biệt)?(?: nhau)?|chênh(?: lệch)?(?: nhau)?|(?:hơn|kém) (?:chồng|vợ|bạn (?:trai|gái|đời|diễn)"
    rf"|mình|anh|chị|em|cô|nhau|tôi|người yêu|[{UPPER}]\w+(?: [{UPPER}]\w+){{0,3}}))(?: (?:tới|đến|gần|hơn))?\s$"
)
"""What stands before the years between two ages: "cách nhau 15 tuổi", "kém chồng tới 34 tuổi"."""

_MOVES = (" lên", " xuống")
_BILLIONS = ("tỷ", "tỉ")
_POINTING = (" này", " đó", " ấy", " nói trên")
_NAMING_BEHIND = {
    "tháng": (" chạp", " giêng", " âm lịch"),
    "độ": (" vĩ", " kinh", " bắc", " nam ", " đông", " tây"),
    "hôm": (" thứ", " nay", " qua", " #"),
}
"""Behind a unit, what makes a day or a place of its number: "29 tháng chạp", "9,12 độ vĩ Bắc", "183 hôm 16/9"."""

_BLANK = "#"
_START = attrgetter("start")


def find_quantities(passage: Passage) -> list[Quantity]:
    """Return the quantities of a text in order. Years, clock times, ages, and numbers that only name are none.

    "hai bên", "hai nước" and the like are left out: they say who, not how many.
    """
    found = [one for find in (find_ranks, find_levels, find_scales) for one in find(passage)]
    covered = sorted((one.start, one.end) for one in found)
    for others in (_find_in_digits(passage), find_in_words(passage)):
        found += [one for one in others if not _is_covered(covered, one.start)]
    return share_currencies(passage, join_pairs(passage, sorted(found, key=_START)))


_TIME_BEHIND = compiled(r"\s(?:\d{4}|nay|ngoái|trước|sau|qua|tới|đó)(?!\w)")
"""What makes "năm" the time of "2,4 ngàn tỉ năm 2016", not what is counted."""


def _is_covered(spans: list[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset lies in one of the sorted spans, which do not overlap."""
    place = bisect_right(spans, at, key=itemgetter(0))
    return place > 0 and at < spans[place - 1][1]


def without_dates(passage: Passage, dates: Collection[FoundDate]) -> Passage:
    """Blank the letters of dates, so that no number is read in them; offsets stay."""
    if not dates:
        return passage
    parts: list[str] = []
    at = 0
    for start, end in ((date.span.start, date.span.end) for date in dates):
        parts += passage.plain[at:start], _BLANK * (end - max(start, at))
        at = max(at, end)
    return structs.replace(passage, plain="".join((*parts, passage.plain[at:])))


def _find_in_digits(passage: Passage) -> Iterator[Quantity]:
    end, plain, last = 0, passage.plain, -1
    for start in passage.numbers:
        match = _DIGITS.match(plain, start) if start >= end else None
        is_raised = plain.startswith("m ", start - 2) and is_power(plain, start)
        if not match or is_raised:  # in a date, or in the range that began before
            continue
        end = match.end()
        if measures := _read_figure_of_body(passage, start) if plain.startswith("-", start + 2) else []:
            yield from measures
            end = measures[0].end
            continue
        if (start and plain[start - 1] == " ") or _may_begin(plain, start):
            if may_be_below_zero(plain, start) and (below := read_below_zero(passage, match)):
                figure: Quantity | None = below
                end = below.end  # its other end may have a sign of its own
            elif has_minus(plain, start) and not begins_entry(plain, start):
                figure = None
            elif plain.startswith(_AGE, end):
                figure = _read_years_apart(passage, match)
            elif is_fraction(plain, match):
                figure = read_fraction(passage, match)
            else:
                figure = _read_digits(passage, match, follows=start == last + 1)
            if figure:
                last = figure.end
                yield figure


def _read_figure_of_body(passage: Passage, start: int) -> list[Quantity]:
    """Read the three measures of "77-62-90 cm", each with those behind it."""
    match = _THREE_MEASURES.match(passage.plain, start)
    if not match:
        return []
    return [
        Quantity(match.start(part), match.end(), "number-and-unit", Reading(Decimal(match[part]), None, "cm"))
        for part in (1, 2, 3)
    ]


def _may_begin(plain: str, start: int) -> bool:
    """Tell whether a number may begin behind what stands before it."""
    before = plain[max(0, start - 2) : start]
    is_free = not _NOT_BEFORE_DIGITS.search(before) or bool(_MULTIPLIED.fullmatch(before)) or before in _BEHIND_SHARE
    return is_free or has_minus(plain, start)


def _read_digits(passage: Passage, match: re.Match[str], *, follows: bool) -> Quantity | None:
    """Read a number; `follows` says that it stands right behind another quantity: "8 chương 52 điều"."""
    if _is_year(passage.plain, match.start()):
        return None
    unit = read_unit(passage, match.end())
    if not unit.name:
        unit = read_shared_unit(passage, match.end("low"))
    is_amount = unit.name == "năm" and _TIME_BEHIND.match(passage.plain, unit.end)
    if match["scale"] and (is_amount or (not unit.measure and not _is_countable(passage, match, unit))):
        unit = Unit(None, match.end(), sure=False)
    start = match.start()
    has_sign = not _CURRENCY_SIGNS.isdisjoint(passage.plain[max(0, start - 3) : start])
    currency = _CURRENCY.search(passage.plain, start - 4, start) if has_sign else None
    digits, low_scale, high_digits, scale = match.groups()
    if not (unit.name or currency or scale):
        return _read_start(passage, match)
    start, qualifier = read_qualifier(passage, currency.start() if currency else start)
    if _is_no_count(passage, unit) or not is_stated(
        passage, match, unit, exact=not (qualifier or follows), money=bool(currency)
    ):
        return None
    if digits.endswith(".0") and not (unit.measure or currency or scale):
        return None  # a version: "công nghiệp 4.0 tạo ra"
    low = read_scaled(digits, low_scale or scale)
    high = read_scaled(high_digits, scale) if high_digits else None
    if low is None or (high_digits and (high is None or low >= high)):
        return None
    name = unit.name or (currency.group().strip().upper() if currency else None)
    low, end = with_half(passage, low, unit) if unit.measure and not (scale or high) else (low, unit.end)
    return Quantity(start, max(end, match.end()), "number-and-unit", Reading(low, high, name, qualifier))


def _read_years_apart(passage: Passage, match: re.Match[str]) -> Quantity | None:
    """Read how many years two people are apart; an age is no quantity."""
    low, start = read_number(match["low"]), match.start()
    if match["high"] or match["scale"] or not low or not _APART.search(passage.text, max(0, start - 40), start):
        return None
    start, qualifier = read_qualifier(passage, start)
    return Quantity(start, match.end() + len(_AGE), "number-and-unit", Reading(low, None, _AGE.strip(), qualifier))


def _is_no_count(passage: Passage, unit: Unit) -> bool:
    """Tell "28 và 29 tháng chạp" from months, and "văn bằng 2 tiếng Anh" from hours."""
    if behind := _NAMING_BEHIND.get(unit.name or ""):
        return passage.plain.startswith(behind, unit.end)
    return unit.name == "tiếng" and passage.text[unit.end + 1 : unit.end + 2].isupper()


def _is_countable(passage: Passage, match: re.Match[str], unit: Unit) -> bool:
    """Tell "7 tỷ người" from "30 tỷ chuyển cho" and "30 tỷ công ty này nhận", where the currency is left out."""
    if not unit.sure and unit.name and unit.name.partition(" ")[0] in plain_words("paying"):
        return False
    if not match["scale"].endswith(_BILLIONS):
        return True
    return unit.sure and not passage.plain.startswith(_POINTING, unit.end)


def _read_start(passage: Passage, match: re.Match[str]) -> Quantity | None:
    """Read the "4" of "từ 4 lên 316 triệu USD", where the scale and the unit of both stand once, behind the second.

    What "lên" leads to must be more, and what "xuống" leads to less: "từ 800 lên 1,2 tỷ" leaves out another scale.
    """
    target = _MOVED_TO.match(passage.plain, match.end()) if passage.plain.startswith(_MOVES, match.end()) else None
    if not target or match["high"] or not _MOVED_FROM.search(passage.plain, max(0, match.start() - 24), match.start()):
        return None
    unit = read_unit(passage, target.end())
    low, high = read_scaled(match["low"], target["scale"]), read_scaled(target["number"], target["scale"])
    if not low or high is None or low == high or (low < high) != (target["way"] == "lên"):
        return None
    if not (target["scale"] or unit.sure):
        return None
    return Quantity(*match.span(), "number-before-unit", Reading(low, None, unit.name))


def _is_year(plain: str, start: int) -> bool:
    """Tell the year of "năm 2014", the most frequent number of all, before anything is read behind it."""
    return plain.startswith(_YEARS, start - 4) and start > 3 and plain[start : start + 4].isdecimal()
