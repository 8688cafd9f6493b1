"""Parts of a whole: how many of all, "12/15 xã", and fractions, "hơn 2/3 lãnh thổ"."""

import re
from decimal import Decimal

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity, Reading, read_qualifier
from kaluga_site.extract.units import read_sure_unit
from kaluga_site.patterns import compiled

_FRACTION = compiled(r"\s?/\s?\d(?![\d/]{0,12}\s?[mgt]b(?!\w))")
_DENOMINATOR = compiled(r"\d\s?/\s?$")
_NUMBER = r"[1-9]\d{0,2}(?:\.\d{3})*"
_OF_WHOLE = compiled(rf"(?P<part>{_NUMBER})/(?P<whole>{_NUMBER})(?![\w/]|[.,-]\d)")
_COUNTING = r"có|còn|được|đã|đạt|gồm|với|mới|chỉ|cả|hết|xong|hạ|diệt|thắng|vận hành"
_BEFORE_PART = compiled(
    rf"(?<!\w)(?:{_COUNTING}|khoảng|gần|hơn|trên|xấp xỉ|công nhận|hoàn thành|thành lập|và|tỉnh|huyện"
    r"|nước|thành phố|tổng số|hiện|(?:đến|hiện) nay|xây dựng|triển khai)\s$|[,:(]\s?$|(?:^|[.\n]\s?)$"
)
_BEFORE_FEW = compiled(rf"(?<!\w)(?:{_COUNTING})\s$")
"""What stands before so many of all where the same could be a day, "9/10 công trình"."""

_FEWEST_COUNTED, _MONTHS_OF_YEAR, _DAYS_OF_MONTH = 7, 12, 31
_NO_FRACTION = compiled(
    r"(?<!\w)(?:vòng|hạng|ngày|lễ|tết|dịp|mừng|nhân|sáng|trưa|chiều|tối|đêm|số|nhà|tỷ lệ|tỉ lệ|bản đồ|hiệp|tập|phần|kỳ"
    r"|bài|chương|quý|tháng|từ|đến|trước|sau|hôm|phút|thứ|ngõ|ngách|hẻm|kiệt|lô|thửa|tổ|đường|luật|định|quyết|lệnh|văn)\s$|\S$"
)
"""What stands before a day, a round, an address."""

_OF_IT = compiled(
    r"\s(?:số|tổng|diện tích|dân|lượng|khối lượng|thời gian|chiều|lãnh thổ|sản lượng|kim ngạch|thu nhập|lực lượng|giá"
    r"|mức|của|trong|so với|người|hộ|doanh|phiếu|thành viên|đại biểu|nhân|lao động|quãng|ngân sách|vốn|toàn|lợi|chi phí"
    r"|nguồn|thị trường|học sinh|sinh viên|phụ nữ|trẻ|nợ|tiền|lương|công suất|trọng lượng|cơ thể"
    r"|đất|rừng|nước|quỹ)(?!\w)"
)
"""Behind a fraction, what it is a part of."""

_MEASURING = compiled(r"(?<!\w)(?:chiếm|bằng|còn|giảm|tăng|khoảng|gần|hơn|trên|quá|tới|mất|hết|được|đạt|xuống|lên)\s$")
_KEEPING = compiled(r"(?<!\w)(?:(?:chỉ|mới) (?:có|còn)|(?:có|còn|chiếm|mất) (?:tới|đến))\s$")
"""Before a part of what was named: "nguồn thu chỉ có 1/10 được kiểm soát, còn tới 9/10 chảy vào túi các cá nhân"."""

_END = compiled(r"\s?(?:[.,;)]|$)")
_LARGEST, _DIGITS = 10, 10
"""The largest denominator of a fraction, and how many decimals its value has."""


def is_fraction(plain: str, match: re.Match[str]) -> bool:
    """Tell a part of "3/4" from a number; sizes of memory to choose from, "16/32/64GB", are none."""
    start, end = match.span()
    if "/" not in plain[max(0, start - 2) : end + 2]:
        return False
    return bool(_FRACTION.match(plain, end) or _DENOMINATOR.search(plain, start - 4, start))


def read_fraction(passage: Passage, match: re.Match[str]) -> Quantity | None:
    """Read how many of all there are, "12/15 xã", or what part, "1/3 diện tích"; of few hộ, "2/3 hộ", it is a part.

    The words before must count or measure: "vòng 1/8", "nhà số 12/15", "thứ 12/180" and "quý 3/2023" do not.
    """
    counts = _OF_WHOLE.match(passage.plain, match.start())
    if not counts:
        return None
    part, whole = int(counts["part"].replace(".", "")), int(counts["whole"].replace(".", ""))
    return _count(passage, counts, part, whole) or _share(passage, counts, part, whole)


def _count(passage: Passage, counts: re.Match[str], part: int, whole: int) -> Quantity | None:
    start = counts.start()
    before = _BEFORE_FEW if whole <= _MONTHS_OF_YEAR else _BEFORE_PART
    if not 1 < part <= whole >= _FEWEST_COUNTED:
        return None
    is_no_day = whole > _DAYS_OF_MONTH and not _NO_FRACTION.search(passage.plain, max(0, start - 8), start)
    if not is_no_day and not before.search(passage.plain, start - 12, start):
        return None
    unit = read_sure_unit(passage, counts.end())
    if unit is None or unit.measure:
        return None
    start, qualifier = read_qualifier(passage, start)
    return Quantity(start, unit.end, "part-of-whole", Reading(Decimal(part), None, unit.name, qualifier))


def is_part_kept(plain: str, start: int) -> bool:
    """Tell by the words before "9/10" that it is a part of something, no day."""
    return bool(_KEEPING.search(plain, max(0, start - 12), start))


def _share(passage: Passage, counts: re.Match[str], part: int, whole: int) -> Quantity | None:
    start = counts.start()
    if not part < whole <= _LARGEST:
        return None
    is_kept = is_part_kept(passage.plain, start)
    if not is_kept and _NO_FRACTION.search(passage.plain, max(0, start - 8), start):
        return None
    ends = _END.match(passage.plain, counts.end()) and _MEASURING.search(passage.plain, max(0, start - 8), start)
    if not (is_kept or ends or _OF_IT.match(passage.plain, counts.end())):
        return None
    start, qualifier = read_qualifier(passage, start)
    value = round(Decimal(part) / Decimal(whole), _DIGITS).normalize()
    return Quantity(start, counts.end(), "fraction", Reading(value, None, None, qualifier))
