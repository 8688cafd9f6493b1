"""Ranks, "đứng thứ 3", and levels of a scale, "gió giật cấp 8"."""

from collections.abc import Iterator
from decimal import Decimal

from kaluga_site.extract.numerals import SMALL_IN_WORDS, read_words
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading
from kaluga_site.extract.units import read_unit
from kaluga_site.extract.words import find_all, plain_words, word_before
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER

_RANK = compiled(
    r"(?P<word>top|hạng|thứ|vị trí(?: số)?)\s"
    rf"(?:(?P<digits>\d{{1,4}})(?:/(?P<all>\d{{2,4}})(?=\s[{LOWER}]))?|(?P<words>{SMALL_IN_WORDS}|tư|nhì))(?![\w/]|[.,]\d)"
)
_MOVED = compiled(
    r"(?<!\w)(?:(?:vươn|leo|nhảy|đẩy|tăng|trở lại|tiến|bật) lên|(?:tụt|rớt|rơi|lùi|trượt) xuống|cán đích|về đích"
    r"|(?:thứ|vị trí) [\w]+ (?:lên|xuống))\s$"
)
"""What somebody's rank becomes: "tụt xuống thứ chín", "cán đích thứ 13"."""

_GOES_ON = compiled(r"(?:đứng|xếp)(?: hàng)? thứ [\w/]+ về [^.;:\n]{2,160}(?:, | và )$")
_LONGEST_ROW = 200
"""Before one more rank of the same one: "đứng thứ nhất về viện trợ, thứ hai về hợp tác lao động"."""

_NOT_BEFORE_RANK = compiled(r"\w$")
_RANKED = compiled(
    r"(?<!\w)(?:(?P<noun>nước|quốc gia)|đứng|xếp|vị trí|hạng|(?P<degree>giàu|nghèo|lớn|nhỏ|cao|thấp|đông|đông dân|dài"
    r"|rộng|sâu|mạnh|nhiều|ít|nhanh|đẹp|đắt|tốt|trẻ|nặng|lâu đời|phổ biến|quyền lực))\s$"
)
_AMONG = compiled(
    rf"\s(?:(?:của|tại|ở|trên|trong)\s)?(?:thế giới|hành tinh|cả nước|toàn|khu vực|châu|lịch sử|[{UPPER}])"
    r"|\strong\s(?:số|danh sách|nhóm|khối|bảng)(?!\w)|(?:\s|,\schỉ\s)sau\s"
)
"""What "lớn thứ hai" is a rank among; without it, "thứ hai" may be a day of the week."""

_LAST_WEEKDAY = 7
_LEVEL = compiled(r"cấp\s(?P<low>\d{1,2})(?:\s?[-–]\s?(?P<high>\d{1,2}))?(?![\w/]|[.,]\d)")
_LEVEL_CUE = compiled(r"(?<!\w)(?:giảm còn|giảm xuống|suy yếu|gió|giật|bão|mạnh|sóng|biển|lúc|km/h|km/giờ)(?!\w)")


def find_ranks(passage: Passage) -> Iterator[Quantity]:
    """Yield "top 5 tỉnh", "đứng thứ 3", "thứ 28/145 quốc gia", "nước thứ ba" and "lớn thứ hai thế giới"."""
    for match in find_all(_RANK, passage.plain, ("top", "hạng", "thứ", "vị trí")):
        word, start, end, unit = match["word"], match.start(), match.end(), None
        ranked = _RANKED.search(passage.plain, max(0, start - 12), start) if word == "thứ" else None
        value = Decimal(match["digits"]) if match["digits"] else read_words(match["words"])
        if ranked and ranked["degree"] and value <= _LAST_WEEKDAY and not _AMONG.match(passage.text, end):
            continue
        if word == "vị trí" and (unit_behind := read_unit(passage, end)).measure and unit_behind.name != "năm":
            continue  # "vị trí 15 km phía bắc", but "vị trí 156 năm ngoái"
        is_rank = (
            ranked
            or _MOVED.search(passage.plain, max(0, start - 24), start)
            or passage.plain.startswith(" thế giới", end)
            or _goes_on(passage.plain, start, end)
        )
        if (word == "thứ" and not is_rank) or _NOT_BEFORE_RANK.search(passage.plain, start - 1, start):
            continue
        if ranked and ranked["noun"] and passage.plain.endswith("một ", 0, ranked.start()):
            continue  # "tại một nước thứ ba"
        if word == "thứ" and ranked and ranked["noun"]:
            start, unit = ranked.start(), ranked["noun"]
        counted = read_unit(passage, end) if word == "top" or match["all"] else None
        if counted and counted.name and (counted.sure or counted.name.isupper()):
            unit, end = counted.name, counted.end
        qualifier = None if word.startswith("vị") else word
        yield Quantity(start, end, "rank", Reading(value, unit=unit, qualifier=qualifier))


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Tell whether "thứ hai" is one of the ranks of somebody who is said to stand at another before."""
    is_of_something = plain.startswith(" về ", end)
    return is_of_something and bool(_GOES_ON.search(plain, max(0, start - _LONGEST_ROW), start))


def find_levels(passage: Passage) -> Iterator[Quantity]:
    """Yield "gió giật cấp 8-9"."""
    for match in find_all(_LEVEL, passage.plain, ("cấp",)):
        if _is_level(passage.plain, match.start()):
            high = Decimal(match["high"]) if match["high"] else None
            yield Quantity(*match.span(), "scale-level", Reading(Decimal(match["low"]), high, "cấp"))


def _is_level(plain: str, start: int) -> bool:
    """Tell a level of wind or waves by the words before it; "trường cấp 3" is none."""
    if not _LEVEL_CUE.search(plain, max(0, start - 30), start):
        return False
    word = word_before(plain, start)
    return word is None or not word.isalpha() or word in plain_words("before_levels")
