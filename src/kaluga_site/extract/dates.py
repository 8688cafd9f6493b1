"""Calendar dates as Vietnamese papers write them: day first, the year often left out."""

import datetime
import re
from collections.abc import Iterator

from msgspec import structs

from kaluga_site.extract.fractions import is_part_kept
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.tags import find_tag_day
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundDate
from kaluga_site.patterns import compiled

_Parts = tuple[str | None, str, str | None]
"""Year, month and day in digits, as written."""

_DATE = compiled(
    r"(?=\d{1,4}\s*(?:[/.,–-]|tháng|năm|đến|tới|và|rạng))"  # most numbers are told from dates by the first sign behind
    r"(?:(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})"
    r"|(?P<mm>\d{1,2})(?:\s?[/-]\s?|\.|,?\s+năm\s+)(?P<my>\d{4})"
    r"|(?:(?P<d0>\d{1,2})\s?(?:-|–|(?:đến|tới|và|rạng(?:\ssáng)?)(?:\s\d{1,2}[hg]\d{0,2})?(?:\sngày)?)\s?)?(?P<d>\d{1,2})"
    r"(?:\s+tháng\s+(?P<wm>\d{1,2})(?!\d|\s+ngày)(?:(?:,?\s+năm\s+|\s?[/,-]\s?)(?P<wy>\d{4}))?"
    r"|(?P<sep>[/.-])(?P<m>\d{1,2})(?:(?P=sep)(?P<y>\d{4})|,\s(?:năm\s)?(?P<y2>\d{4}))?)"
    r")(?:(?![\w/]|[.,-]\d)|(?<=/\d{4})(?=-\d{1,2}/\d{4}))"
)
_NOT_BEFORE = compiled(r"[\w/.,-]$")
_LUNAR = compiled(r"\s?\(?(?:âm lịch|âl)(?!\w)")
"""Behind a day that is none of the calendar's."""

_BEGINS_PERIOD = compiled(r"(?<!\w)(?:từ|giai đoạn|thời kỳ|nhiệm kỳ|\()\s?(?:tháng )?$|\($")
_UNTIL_MONTH = compiled(r"\s?(?:-|–|đến|tới)\s?(?:tháng )?\d{1,2}/\d{4}(?![\w/])")
_MONTH_UNTIL = compiled(r"(?<![\w/])\d{1,2}/\d{4}\s?(?:-|–|đến|tới)\s?$")
"""The two ends of a period of months: "giai đoạn 7/2024-7/2027", "từ 1/2021 đến 6/2023"."""

_HEAD = compiled(r"(?<!\w)(ngày|tháng)\s+$")
_DAY_CUE = compiled(
    r"(?:ngày|hôm|khởi hành|khai mạc|bế mạc|hạn chót|sáng|trưa|chiều|tối|đêm|khuya|nay"
    r"|(?:ngày|sáng|trưa|chiều|tối|đêm) mai|qua"
    r"|tuần (?:này|sau|trước|tới|qua|rồi)|mùng|mồng|hồi"
    r"|(?:thứ \w+|chủ nhật)(?: (?:cùng |của |trong )?tuần đó)?)[\s,]*\(?\s?$"
)
_WEAK_CUE = compiled(r"(?:\(|(?<!\w)(?:từ|đến|tới|trước|sau|vào|và|kể từ|dịp|lễ|hạn|khánh))\s?$")
_TRADING_CUE = compiled(r"(?<!\w)(?<!mỗi )(?:(?:ngày|phiên) giao dịch(?: liên tiếp)?|phiên)\s$")
_TRADING_BEHIND = compiled(
    r"\s?[,.;)\n]|$|\s(?:và|của|với|khi|tại|là|đã|sau|trước|tăng|giảm|mất|chứng kiến|đóng|mở|do)(?!\w)"
)
_CHAIN_CUE = compiled(r"(?<!\w)(?:từ|đến|tới|hết|hạn)\s$")
_CHAIN_BEHIND = compiled(r"\s?[,.;)\n]|$|\s(?:đến|tới|để|và|tại|ở|nhằm|theo|do|vì|là|hoặc|năm (?:nay|\d{4}))(?!\w)")
"""What stands behind a day written with "-", where the text writes its days so: "và từ 2-2 đến 5-2 để"."""

_PLATE = compiled(
    r"(?<!\w)(?:biển (?:kiểm soát|số)|bks|số (?:hiệu|khung|máy|đăng ký)|mã số)(?:\s(?!ngày|hôm)\w+)?[\s:]+$"
)
"""Words before the number of a plate or a thing: "biển kiểm soát HAN 3-12-2003"."""

_NUMBERED = compiled(r"(?<!\w)(?:thông tư|nghị định|nghị quyết|quyết định|công văn|chỉ thị)(?: số)?\s$")
"""Words before the number of a document: "thông tư 02 tháng 2-2019"."""

_FRACTION_BEFORE = compiled(r"(?<!\w)(?:bằng|khoảng|chiếm|giảm|tăng|còn|mất) \d/\d (?:đến|tới) $")
"""What stands before the second of two fractions: "bằng 1/3 đến 1/2"."""

_TOLD_BEHIND = (" (ngày ", " (tức ngày ", " (mùng ")
"""What day a date is, behind it: "4/4 (ngày thiếu nhi Trung Quốc)"."""

_COUNTED_PART = compiled(r"\s(?:số|diện|dân|trong|tổng|của|lượng|thành viên)(?!\w)")
_MEASURE_BEHIND = compiled(
    r"\s?(?:%|(?:độ|m|km|cm|mm|kg|tấn|lần|usd|đồng|nghìn|ngàn|triệu|tỷ|tỉ|giờ|tiếng|phút|lít|điểm|ha)(?!\w))"
)
"""What is measured behind a range: "chênh lệch ngày đêm 10-12 độ", "mỗi ngày 8-10 tiếng"."""

_DAYS_BEFORE = compiled(r"(?<!\w)ngày (?:\d{1,2}, ){1,5}$")
"""The first of several days: "các ngày 3, 4 và 5/10"."""

_DIGITS = compiled(r"\d+")
_DAY_BEFORE = compiled(r"(?<!\w)ngày \d{1,2}(?P<sep>[/-])\d{1,2}(?: và |, )$")
_UNTIL = frozenset((" đến ", " tới ", " - ", " – ", "-", "–"))


def find_dates(passage: Passage) -> list[FoundDate]:
    """Return the dates of a text in order; impossible ones and bare fractions are left out."""
    found: list[FoundDate] = []
    end, with_dashes = 0, False
    tag_day = find_tag_day(passage.text)
    for at in passage.numbers:
        match = _DATE.match(passage.plain, at) if at >= end else None
        if match and match.span() == tag_day:
            end = match.end()
            found += _read_days(passage, match, at)
        elif match and not (match["wm"] and _NUMBERED.search(passage.plain, max(0, at - 14), at)):
            end = match.end()
            dates = list(_read(passage, match, with_dashes=with_dashes))
            if found and dates:
                found[-1] = _with_year_of_end(passage, found[-1], dates[0])
            found += dates
            with_dashes = with_dashes or bool(dates and match["sep"] == "-" and not match["y"])
    return found


def _with_year_of_end(passage: Passage, first: FoundDate, last: FoundDate) -> FoundDate:
    """Give the first day of "15/5 đến 15/6/2018" the year that is written once, behind the last."""
    is_range = passage.plain[first.span.end : last.span.start] in _UNTIL and first.iso.startswith("--")
    if not is_range or len(last.iso) != 10 or first.iso[1:] > last.iso[4:]:
        return first
    return structs.replace(first, iso=f"{last.iso[:4]}{first.iso[1:]}")


def _read(passage: Passage, match: re.Match[str], *, with_dashes: bool) -> Iterator[FoundDate]:
    """Yield the dates of a match; `with_dashes` says that the text has a day written with "-" before."""
    start, end = match.span()
    goes_on = passage.plain[start - 1 : start] == "-" and _is_end_of_period(passage.plain, start, end)
    is_glued = passage.plain.endswith("ngày", 0, start)  # "Ngày16/3"
    if (_NOT_BEFORE.search(passage.plain, start - 1, start) and not (goes_on or is_glued)) or _LUNAR.match(
        passage.plain, end
    ):
        return
    head = _HEAD.search(passage.plain, start - 8, start)
    if match["iy"]:
        yield from _found(passage, (start, end), "iso-date", (match["iy"], match["im"], match["id"]))
    elif match["my"]:
        is_apart = passage.plain[start - 1 : start] + passage.plain[end : end + 1] == "()"
        if is_apart or (head and head[1] == "tháng") or _is_end_of_period(passage.plain, start, end):
            start = start if is_apart or not head else head.start()
            yield from _found(passage, (start, end), "month-year", (match["my"], match["mm"], None))
    elif not _is_range(passage.plain, match, head) and _is_dated(passage.plain, match, with_dashes=with_dashes):
        start = head.start() if head and head[1] == "ngày" else start
        yield from _read_days(passage, match, start)


def _is_end_of_period(plain: str, start: int, end: int) -> bool:
    """Tell "7/2024" of "giai đoạn 7/2024-7/2027" from a number of a document."""
    if _UNTIL_MONTH.match(plain, end):
        return bool(_BEGINS_PERIOD.search(plain, max(0, start - 20), start))
    first = _MONTH_UNTIL.search(plain, max(0, start - 14), start)
    return bool(first and _BEGINS_PERIOD.search(plain, max(0, first.start() - 20), first.start()))


def _is_range(plain: str, match: re.Match[str], head: re.Match[str] | None) -> bool:
    """Tell "tháng 8-9" and "ngày đêm 10-12 độ" from a day."""
    if match["wm"] or match["y"] or match["y2"]:
        return False
    is_measured = match["sep"] == "-" and _MEASURE_BEHIND.match(plain, match.end())
    return bool(is_measured) or (head is not None and head[1] == "tháng")


def _read_days(passage: Passage, match: re.Match[str], start: int) -> Iterator[FoundDate]:
    """Yield the day, the first and the last of "1-10/5", or each of "3, 4 và 5/10"; its words begin at `start`."""
    year, month = match["y"] or match["y2"] or match["wy"], match["m"] or match["wm"]
    if days := _DAYS_BEFORE.search(passage.plain, max(0, match.start() - 24), match.start()):
        for day in _DIGITS.finditer(passage.plain, *days.span()):
            yield from _found(passage, (day.start(), match.end()), "day-range", (year, month, day.group()))
    if match["d0"]:
        yield from _found(passage, (start, match.end()), "day-range", (year, month, match["d0"]))
        start = match.start("d")
    rule = "day-month-year" if year else "day-month"
    yield from _found(passage, (start, match.end()), rule, (year, month, match["d"]))


def _is_dated(plain: str, match: re.Match[str], *, with_dashes: bool) -> bool:
    """Tell a date from a fraction, a score or a range of numbers by its form and the words around it."""
    if match["wm"] or match["y"] or match["y2"]:
        return not (match["sep"] == "-" and _PLATE.search(plain, max(0, match.start() - 40), match.start()))
    before = plain[max(0, match.start() - 24) : match.start()]
    if _HEAD.search(before) or _DAY_CUE.search(before):
        return match["sep"] != "." or "ngày" in before or not _MEASURE_BEHIND.match(plain, match.end())
    if _TRADING_CUE.search(before):
        return not match["d0"] and bool(_TRADING_BEHIND.match(plain, match.end()))
    goes_on = match["sep"] != "." and (_DAYS_BEFORE.search(before) or _goes_on(plain, match, before))
    if match["sep"] == "-":
        if goes_on or (match["d0"] and with_dashes and before.endswith("(")):
            return True
        return with_dashes and bool(_CHAIN_CUE.search(before) and _CHAIN_BEHIND.match(plain, match.end()))
    is_part = (
        _FRACTION_BEFORE.search(before) or is_part_kept(plain, match.start()) or _COUNTED_PART.match(plain, match.end())
    )
    is_told = goes_on or _WEAK_CUE.search(before) or plain.startswith(_TOLD_BEHIND, match.end())
    return bool(match["sep"] == "/" and is_told and not is_part)


def _goes_on(plain: str, match: re.Match[str], before: str) -> bool:
    """Tell the second day of "ngày 6-10 và 7-10", which is written as the first."""
    day = _DAY_BEFORE.search(before)
    is_part = day and day["sep"] == "/" and _COUNTED_PART.match(plain, match.end())
    return bool(day and day["sep"] == match["sep"] and not match["d0"] and not is_part)


def _found(passage: Passage, span: tuple[int, int], rule: str, parts: _Parts) -> Iterator[FoundDate]:
    """Yield the date of the parts as written, unless the calendar has no such day."""
    year, month, day = parts
    if is_possible(int(year or 2000), int(month), int(day or 1)):
        iso = "-".join([year or "-", f"{int(month):02}", *([f"{int(day):02}"] if day else [])])
        yield FoundDate(quote=passage.text[span[0] : span[1]], span=Span(*span), rule=rule, iso=iso)


def is_possible(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has such a day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
