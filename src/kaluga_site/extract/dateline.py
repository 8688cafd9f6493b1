"""The line of its own between title and body that says when, and nothing else: "08:15 | 12/11/2025"."""

from collections.abc import Callable

from kaluga_site.extract.words import plain
from kaluga_site.patterns import compiled

_LONGEST = 70
_HEAD_LINES = 3
_LINE = compiled(r"[^\s][^\n]*")
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} tháng \d{1,2},? năm \d{4})"
_CLOCK = r"\d{1,2}(?::\d{2}(?::\d{2})?|\s?(?:h|giờ)(?:\s?\d{2}(?!\d))?)"
_WORD = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn|ngày|lúc|phút|sáng|trưa|chiều|tối|am|pm|sa|ch"
    r"|(?:gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::\d{2})?)?)(?!\w)"
)
_REST = rf"(?:[\s,|·•;–—()-]|{_CLOCK}|{_WORD})*+"
_DATELINE = compiled(rf"{_REST}{_DAY}(?!\d){_REST}")


def is_dateline(line: str) -> bool:
    """Tell a line that holds a full date, a weekday or a time perhaps, and no other word."""
    return len(line) <= _LONGEST and any(map(str.isdigit, line)) and bool(_DATELINE.fullmatch(plain(line)))


def find_dateline(text: str) -> tuple[int, int] | None:
    """Return the span of the first dateline among the first lines of a text."""
    lines = _head_lines(text)
    return next(((start, end) for start, end in lines if is_dateline(text[start:end])), None)


def skip_lines(text: str, is_skipped: Callable[[str], bool]) -> int:
    """Return the offset of the first line that is not to be skipped; 0 where the first lines all are."""
    lines = _head_lines(text)
    return next((start for start, end in lines if not is_skipped(text[start:end])), 0)


def _head_lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of the first lines that are not blank, without the space around them."""
    found: list[tuple[int, int]] = []
    at = 0
    while len(found) < _HEAD_LINES and (line := _LINE.search(text, at)):
        found.append((line.start(), line.start() + len(line.group().rstrip())))
        at = line.end()
    return found
