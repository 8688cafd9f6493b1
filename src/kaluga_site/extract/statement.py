"""Whether a number in digits states a quantity, or names, dates or scores something."""

import re

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.units import Unit
from kaluga_site.extract.words import before_two_words, last_words, plain_words, word_before
from kaluga_site.patterns import compiled

_LAST_WORDS = compiled(r"(?:([^\W\d_][\w&.-]*+)\s)?([^\W\d_][\w&.-]*+)\s$")
_CLOCK = compiled(r"\s(?:#|\d{1,2}(?!\d)|sáng|trưa|chiều|tối|đêm|khuya|ngày|kém|rưỡi|cùng ngày)(?!\w)")
_OPENING = compiled(r"\s(?:đến|tới|-|–)\s\d{1,2} giờ(?!\w)")
_CLOSING = compiled(r"\d giờ (?:đến|tới|-|–) \d{1,2} giờ$")
_MINUTES = compiled(r" \d{1,2} phút(?! (?:sáng|trưa|chiều|tối|đêm|khuya|ngày|hôm|cùng ngày)(?!\w))(?!\w)")
_LASTING = compiled(
    r"(?<!\w)(?:trong|kéo dài|mất|mất hết|hết|suốt|sau|thời gian|thành tích|dài|ròng rã|chờ|đợi|diễn ra)"
    r"(?: (?:là|khoảng|gần|hơn|tới|đến|vòng|chỉ|tổng cộng|vỏn vẹn|chưa đầy)){0,2}\s$"
)
"""What stands before hours and minutes that are no clock time."""

_BEFORE_HOUR = compiled(
    r"(?:(?<!\w)(?:vào|hồi|lúc|từ|(?P<lasting>(?:kéo dài|mất|lên|chậm|trễ|muộn|nghỉ|ngủ|làm|chờ|\d+) )?(?:đến|tới)"
    r"|(?P<before>trước))|(?:^|[.\n] ?)(?P<about>khoảng))\s$"
)
_GOING_ON = compiled(r" (?:lên|xuống|còn|đồng hồ|liên tục|mỗi|một|trở lên|làm việc|bay|chạy|lái|ngủ)(?!\w)|/")
"""Behind hours that something takes: "từ 8 giờ xuống 5 giờ", "tới 5 giờ đồng hồ"."""

_FARTHEST_BEFORE_HOUR = 16
_NOON, _HOURS_OF_DAY = 12, 24
_PER = compiled(
    r"(?<!\w)(?:mỗi|một|hằng|hàng|cả|trong|(?<!khoản )(?<!điều )(?<!mục )(?<!điểm )1)"
    r"\s(?:(?:đại|tiểu|trung|biệt|phân)\s)?(?!khoản|điều|mục|chương)\w+\s$"
)
"""What is counted by the piece, or a troop of so many: "một đại đội 64 lính"."""

_SENTENCE_START = compiled(r"(?:^|[.!?…:;“\"(\n–-]\s?)$")
_NUMBERED_BOARDS = ("ban chỉ đạo ",)
_TIMES = frozenset(("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "quý"))
_SEASONS = frozenset(("hè", "xuân", "thu", "đông", "mùa"))
_CLOCK_UNITS = frozenset(("giờ", "g"))
"""Of an hour, as written: "9 giờ sáng", "1g sáng"."""

_PENALTY, _BEFORE_PENALTY = "11", ("chấm ", "quả ", "phạt ", "đền ", "loạt ", "lưu ", "vạch ", "cú ", "đá ", "sút ")
_SEXES, _TEAMS = frozenset(("nam", "nữ", "nam nữ")), compiled(r"(?:\d[x×]|bóng rổ )$")
_NAMED_UNITS = _SEXES | {"tháng", "m"}
_CHILD = compiled(
    r"tuổi (?:\d{1,3} )?lẻ $|(?<!\w)trẻ (?:em )?(?:từ |dưới |trên )?(?:\d{1,2}(?: (?:và|đến|tới) |\s?[-–]\s?))?$"
)
"""Before the age of a child in months."""

_AGO = (" trước", " qua", " sau đó")
_FREE = ("hàng ", "chợ ", "thị ", "cơm ", "tour ", "xe ", "phòng ", "quán ", "bếp ", "trọ ", "ăn ")
"""The last words of what is called "0 đồng", for it costs nothing: "ngân hàng 0 đồng", "siêu thị 0 đồng"."""

_ALSO_VERBS = frozenset(("điều", "án"))
"""Words before a number that may also govern what is counted: "điều 2 xe cẩu", "lĩnh án 11 năm"."""

_NO_HEADS = frozenset(
    (
        *("tổng số", "con số", "dân số", "doanh số", "quân số", "pháp luật", "kỷ luật", "kỉ luật", "tuyển sinh"),
        *("mức án", "tuyên án"),
    )
)
"""What ends in a word behind which a number is a name, and is none: "tư vấn pháp luật 10.884 vụ", but "Luật 69"."""


def is_stated(passage: Passage, match: re.Match[str], unit: Unit, *, exact: bool, money: bool) -> bool:
    """Tell a stated quantity by its unit, its scale word and the words before it.

    `match` has the groups low and scale; `exact` says that no qualifier stands before it, `money` that a sign does.
    """
    digits, scale = match["low"], match["scale"]
    if (unit.measure or not unit.name) and passage.plain.startswith(" tuổi", max(match.end(), unit.end)):
        return False
    if money or (scale and not unit.name):
        return True
    if not unit.name or is_clock_time(passage, match.start(), unit) or not _is_whole(digits, unit):
        return False
    if (unit.name in _NAMED_UNITS or digits == "0") and _is_named_by(passage.plain, match.start(), digits, unit):
        return False
    if len(digits) == 4 and _is_year(digits):
        is_season = word_before(passage.plain, match.start()) in _SEASONS
        is_named = _is_of_name(passage, match.start())  # "Olympic Paris 2024 khu vực châu Á"
        is_office = passage.text[match.end() + 1 : match.end() + 2].isupper()  # "hồi 2016 Thủ tướng nói"
        if (
            not unit.sure
            or unit.name == "năm"
            or is_season
            or is_office
            or is_named
            or unit.name in plain_words("honorifics")
        ):
            return False
    return bool(scale) or not exact or not _is_name_part(passage, match.start(), unit)


def _is_of_name(passage: Passage, start: int) -> bool:
    """Tell whether the word before a year is part of a name in a sentence."""
    word = word_before(passage.plain, start)
    at = start - 1 - len(word or "")
    return (
        bool(word)
        and passage.text[at : at + 1].isupper()
        and not _SENTENCE_START.search(passage.text, max(0, at - 3), at)
    )


def _is_whole(digits: str, unit: Unit) -> bool:
    """Tell "03 xe máy", as offices write, from the beginning of a telephone number and of a clock time."""
    if digits[0] != "0" or not digits[1:2].isdecimal():
        return True
    return len(digits) == 2 and digits != "00" and unit.sure and unit.name not in {"giờ", "phút", "giây"}


def _is_named_by(plain: str, start: int, digits: str, unit: Unit) -> bool:
    """Tell months of an age, "37 tuổi lẻ 7 tháng", the penalty spot, what is free, and basketball of three."""
    before = plain[max(0, start - 24) : start]
    if unit.name == "tháng":
        return bool(_CHILD.search(before))
    if unit.name == "m":
        return digits == _PENALTY and before.endswith(_BEFORE_PENALTY)
    if digits == "0":
        return before.endswith(_FREE)
    return unit.name in _SEXES and bool(_TEAMS.search(before))


def is_age(passage: Passage, end: int) -> bool:
    """Tell "6 tháng tuổi" from "6 tháng", and "30 tuổi" from what is counted."""
    return passage.plain.startswith(" tuổi", end)


def _is_year(digits: str) -> bool:
    return digits.startswith(("19", "20")) and digits.isdecimal()


def is_clock_time(passage: Passage, start: int, unit: Unit) -> bool:
    """Tell "9 giờ sáng" and "từ 8 giờ đến 17 giờ" from "9 giờ", and "lúc 3 giờ 45 phút" from "mất 3 giờ 45 phút"."""
    if unit.name not in _CLOCK_UNITS:
        return False
    plain, end = passage.plain, unit.end
    if unit.name == "g":
        return bool(_CLOCK.match(plain, end)) or plain.endswith("lúc ", 0, start)
    hours = plain[start:end].partition(" ")[0]
    if hours.isdecimal() and int(hours) > _HOURS_OF_DAY:
        return False
    if _MINUTES.match(plain, end) and _LASTING.search(plain, max(0, start - 32), start):
        return False
    is_clock = _CLOCK.match(plain, end) or _OPENING.match(plain, end) or _CLOSING.search(plain, end - 20, end)
    return bool(is_clock) or (hours.isdecimal() and _is_point_of_day(plain, start, end, int(hours)))


def _is_point_of_day(plain: str, start: int, end: int, hour: int) -> bool:
    """Tell "mở cửa đến 17 giờ", "hồi 6 giờ" and "khoảng 9 giờ, mưa" from hours that something takes."""
    before = _BEFORE_HOUR.search(plain, max(0, start - _FARTHEST_BEFORE_HOUR), start)
    if not before or _GOING_ON.match(plain, end):
        return False
    if before["about"]:
        return plain.startswith(",", end)
    if before["before"]:
        return _NOON < hour < _HOURS_OF_DAY
    return not before["lasting"]


def _is_numbered(passage: Passage, start: int, head: str, unit: Unit) -> bool:
    """Tell "điều 2 nghị định" from "điều 2 xe cẩu đến", and "loại 2 xe" from "loại 40 con" to the kilogram.

    "World Cup 4 năm trước" is none of that number.
    """
    if unit.name == "năm" and passage.plain.startswith(_AGO, unit.end):
        return False
    if unit.sure and head == "loại":
        return not passage.plain[start + 1 : start + 2].isdecimal()
    if unit.sure and head in _ALSO_VERBS:
        return unit.name in plain_words("documents")
    return head == "thứ" or not unit.measure or unit.name in _TIMES


def _is_name_part(passage: Passage, start: int, unit: Unit) -> bool:
    """Tell whether a number belongs to what stands before it: "tổ 3", "Note 3", "phút thứ 30"."""
    word = word_before(passage.plain, start)
    if word is None or passage.plain.endswith(_NUMBERED_BOARDS, 0, start):
        return word is not None
    is_own = not unit.sure and passage.text[start - 1 - len(word)].isupper()
    if word.isalpha() and word not in last_words("ordinal_heads") and not is_own:
        return False
    before = _LAST_WORDS.search(passage.plain, before_two_words(passage.plain, start, 24), start)
    if not before or _PER.search(passage.plain, start - 16, start):
        return False
    last, last_two = before[2], f"{before[1]} {before[2]}"
    heads = frozenset() if last_two in _NO_HEADS else plain_words("ordinal_heads")
    if last in heads or last_two in heads:
        return _is_numbered(passage, start, last, unit)
    at = before.start(2)
    starts_sentence = _SENTENCE_START.search(passage.text, at - 3, at)
    return not unit.sure and passage.text[at].isupper() and not starts_sentence
