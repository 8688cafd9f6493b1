"""Quantities in words: "ba người", "hai, ba lần", "hơn trăm năm", "hàng trăm lao động"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kaluga_site.extract.below_zero import find_sign, quantity_below_zero
from kaluga_site.extract.numerals import FIRSTS_IN_WORDS, IN_WORDS, SCALE, read_scale, read_words
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading, read_qualifier, with_half
from kaluga_site.extract.statement import is_age, is_clock_time
from kaluga_site.extract.units import MARKS, Unit, read_quoted, read_sure_unit, read_unit
from kaluga_site.extract.words import places_of
from kaluga_site.patterns import compiled

_PAIR = (
    r"(?:hai,?\s(?=ba)|ba,?\s(?=bốn)|bốn,\s(?=năm)|năm,?\s(?=sáu)|sáu,?\s(?=bảy)|bảy,?\s(?=tám)"
    r"|tám,?\s(?=chín)|năm\s(?=bảy))"
)
"""The lower end of "hai, ba người"; "bốn năm" are four years, unless a comma parts them."""

_NUMERAL = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_WORDS = compiled(rf"(?P<low>{_PAIR})?(?P<number>{IN_WORDS})(?!\w)")
_NOT_BEFORE = compiled(
    r"(?:\w|(?:thứ|tháng|lần|mùng|mồng|đôi|dăm|vài|lẻ|linh|phẩy|phần|ngã|một,?|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ)\s)$"
)
_YEAR_BEFORE = compiled(
    rf"(?:\d|(?<!\w)(?:{_NUMERAL}|nhiều|mấy|vài|dăm|mỗi|từng|hằng|hàng|các|những|nửa|đầu|giữa|cuối|quanh|tròn))\s$"
)
"""What "năm" stands behind where it is the year, not five."""

_LOW = compiled(r"(?<!\w)(một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười) (?:đến|tới|hoặc|hay) $")
"""The lower end of "hai đến ba tuần"; "đầu năm đến …" is the year."""

_CURRENCY = compiled(r"[A-ZĐ]{3}(?!\w)")
"""What "một triệu USD" ends in."""

_LINKS = ("đến ", "tới ", "hoặc ", "hay ")
_CALLED = frozenset(("anh", "chị", "em", "cô", "chú", "bác", "ông", "bà", "cậu", "cháu", "bạn", "bé"))
"""Whom the year of "năm anh lên mười" is told of."""

_PREPOSITIONS = frozenset(("trên", "dưới"))
_SCALE = compiled(rf"(?:{SCALE}\s){{0,2}}{SCALE}(?!\w)")
_SCALES = ("chục", "trăm", "nghìn", "ngàn", "vạn ", "triệu", "tỷ", "tỉ ")
_VAGUE_CUES = ("hàng ", "vài ", "mấy ", "dăm ", "cả ")
_HALF = "nửa "
_CUES = (*_VAGUE_CUES, "hơn ", "gần ", "một ", _HALF)
_BEHIND_NUMERALS = (" ", ",")
_OF_YEARS = ("theo ", "những ", "qua ", "bao ")
"""What stands before "năm tháng", years and months that nobody counts."""

_UNSCORED_PAIRS = frozenset(
    ("bên", "nước", "địa phương", "phía", "đảng", "nhà nước", "quốc gia", "dân tộc", "chiều", "tay")
)


def find_scales(passage: Passage) -> Iterator[Quantity]:
    """Yield "hàng trăm lao động", "hơn trăm năm" and "một trăm người", where no digit stands before a scale word."""
    plain = passage.plain
    for start in places_of(_SCALES, plain):
        if plain.endswith(_CUES, 0, start):
            cue = next(cue for cue in _CUES if plain.endswith(cue, 0, start))
            at = start - len(cue)
            if not plain[at - 1 : at].isalnum() and (quantity := _read_scale_word(passage, cue, start)):
                yield quantity


def _read_scale_word(passage: Passage, cue: str, start: int) -> Quantity | None:
    if cue == "một ":
        number = _WORDS.match(passage.plain, start - len(cue))
        return _read_number(passage, number) if number else None
    scale, is_vague = _SCALE.match(passage.plain, start), cue in _VAGUE_CUES
    if not scale:
        return None
    is_any = is_vague and cue != "cả "  # "cả tỷ lệ" counts nothing
    unit = read_unit(passage, scale.end()) if is_any else read_sure_unit(passage, scale.end())
    if not unit or not unit.name or is_age(passage, unit.end):
        return None
    if is_vague:
        reading = Reading(None, None, unit.name, cue + scale.group())
        return Quantity(start - len(cue), unit.end, "vague-count", reading)
    value = read_scale(scale.group())
    start, value = (start - len(cue), value / 2) if cue == _HALF else (start, value)
    start, qualifier = read_qualifier(passage, start)
    return Quantity(start, unit.end, "round-number", Reading(value, None, unit.name, qualifier))


def find_in_words(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers in words before what they count.

    "hai bên", "hai nước" and the like are left out: they say who, not how many.
    """
    for match in _find_numbers(passage.plain):
        if quantity := _read_number(passage, match):
            yield quantity


def _read_number(passage: Passage, match: re.Match[str]) -> Quantity | None:
    number = match.start("number")
    sign = passage.text[match.end() + 1 : match.end() + 2]
    is_currency = bool(_CURRENCY.match(passage.text, match.end() + 1))
    if not (sign.islower() or sign in MARKS or is_currency or begins_office(passage, match.end() + 1)):
        return None
    if _NOT_BEFORE.search(passage.plain, max(0, number - 7), number) or _is_name(passage.text, number):
        return None
    unit = read_sure_unit(passage, match.end())
    if not unit and sign in MARKS and match["number"] != "năm" and not passage.plain.endswith("cả ", 0, number):
        unit = read_quoted(passage, match.end())
    start = _start(passage.plain, match, unit) if unit else None
    if not unit or start is None or is_clock_time(passage, start, unit) or is_age(passage, unit.end):
        return None
    is_ripe = (match["number"], unit.name) == ("chín", "cây")  # "mít chín cây"
    is_years = (match["number"], unit.name) == ("năm", "tháng") and passage.plain.endswith(_OF_YEARS, 0, number)
    is_body = unit.name == "vòng" and passage.plain.endswith("số đo ", 0, number)
    if is_ripe or is_years or is_body or unit.name == "con số" or passage.plain.endswith("/", 0, number):
        return None  # "tăng trưởng hai con số", "2 lần/năm"
    value, high = _read(match, with_low=start < number)
    if not high and (low := _read_low(passage.plain, start, match["number"])):
        start, value, high = *low, value
    if value == 2 and not high and unit.name in _UNSCORED_PAIRS:
        return None
    value, end = with_half(passage, value, unit)
    at, qualifier = read_qualifier(passage, start)
    if qualifier in _PREPOSITIONS and value < 10 and not unit.measure:
        at, qualifier = start, None  # "dưới hai vách núi"
    reading = Reading(value, high, unit.name, qualifier)
    below = find_sign(passage.plain, start, unit)
    return (
        quantity_below_zero(passage, below, end, reading, is_of_both=True)
        if below
        else Quantity(at, end, "number-in-words", reading)
    )


def _is_name(text: str, start: int) -> bool:
    """Tell the name of "anh Ba" by its capital behind a word."""
    return text[start].isupper() and start > 1 and text[start - 1] == " " and text[start - 2].isalnum()


def _find_numbers(plain: str) -> Iterator[re.Match[str]]:
    """Yield the numbers in words: what ends in no blank and no comma is no numeral."""
    places: list[int] = []
    for word in FIRSTS_IN_WORDS:
        at = plain.find(word)
        while at >= 0:
            if plain.startswith(_BEHIND_NUMERALS, at + len(word)) and not plain[at - 1 : at].isalnum():
                places.append(at)
            at = plain.find(word, at + 1)
    end = 0
    for at in sorted(places):
        match = _WORDS.match(plain, at) if at >= end else None
        if match:
            end = match.end()
            yield match


def _start(plain: str, match: re.Match[str], unit: Unit) -> int | None:
    """Return where a number begins, its lower end with it where it has one: in "thứ hai, ba người" it has none."""
    for start in dict.fromkeys((match.start(), match.start("number"))):
        before = plain[max(0, start - 7) : start]
        if not _NOT_BEFORE.search(before) and not _is_year(plain, start, match.end("number"), unit):
            return start
    return None


def _is_year(plain: str, start: int, end: int, unit: Unit) -> bool:
    """Tell the year from five in "50 năm cuộc chiến" and "trong năm công ty lãi"."""
    if plain[start:end] not in {"năm", "năm sáu", "năm bảy", "năm, sáu"}:
        return False
    if not unit.measure and plain[unit.end : unit.end + 2].strip().isdecimal():
        return True  # "cả năm lớp 12"
    before = plain[max(0, start - 8) : start]
    if unit.name in _CALLED and not before.endswith("cả "):
        return True
    return bool(_YEAR_BEFORE.search(before)) or (before.endswith("trong ") and not unit.measure)


def _read_low(plain: str, start: int, high: str) -> tuple[int, Decimal] | None:
    """Return where the lower end of a range before an offset begins, and what it is: 200 in "hai đến ba trăm"."""
    match = _LOW.search(plain, max(0, start - 11), start) if plain.endswith(_LINKS, 0, start) else None
    if not match or _NOT_BEFORE.search(plain, max(0, match.start() - 7), match.start()):
        return None
    scale = high.partition(" ")[2]
    low = read_words(f"{match[1]} {scale}" if _SCALE.fullmatch(scale) else match[1])
    return (match.start(), low) if low < read_words(high) else None


def _read(match: re.Match[str], *, with_low: bool) -> tuple[Decimal, Decimal | None]:
    """Return the value of a number; of "hai, ba chục", both ends."""
    number = match["number"]
    if not with_low:
        return read_words(number), None
    _, _, rest = number.partition(" ")
    return read_words(f"{match['low'].strip(' ,')} {rest}"), read_words(number)
