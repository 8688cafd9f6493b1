"""When a figure was so: the year, or the month or day with its year, that the clause names for it."""

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from kaluga_site.extract.words import Passage
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundDate, FoundFigure

_REACH = 200
_YEAR = re.compile(r"(?<!\w)năm ((?:19|20)\d\d)(?!\w|[.,/]\d|\s?[-–]\s?\d)")
_OTHER_TIME = re.compile(r"(?:so với|từ|sau|trước|kể từ|giai đoạn|khỏi|hơn|bằng|cùng kỳ)(?:\s[^\W\d_]+){0,3}\s$")
"""Words that make of a year another one than the figure's: "so với năm 2024", "từ cuối năm 2015"."""

_LEADS = re.compile(r"[\s“\"]*(?:(?:trong|tính|riêng|cả|đến|tới|hết|vào|cuối|đầu|giữa|thời điểm|chỉ)\s){0,4}$")
_LINKS = re.compile(
    r"[\s,]*(?:(?:là|đạt|ước|dự kiến|có|tăng|giảm|ở mức|còn|đã|chỉ|lên|xuống|được|mức|vào|đạt mức|khoảng)\s){0,4}$"
)
_FOLLOWS = re.compile(r"\s?\(?(?:(?:vào|trong|hồi|tính|đến|tới|hết|cuối|đầu|giữa|thời điểm|của|cả)\s){0,4}$")
_SENTENCE_ENDS = (". ", "\n", "; ", "! ", "? ", "… ")
_Time = tuple[int, int, PartialDate]
"""Start, end and date of the words that name a time."""


def date_figures(passage: Passage, figures: Iterable[FoundFigure], dates: Iterable[FoundDate]) -> list[FoundFigure]:
    """Return the figures, those dated that their clause dates to a year at least.

    A time counts where it stands right before or behind a figure, or leads its sentence and is the only one
    there. "So với năm 2024" says with what a figure is compared, not when it was so.
    """
    times = sorted(_times(passage, dates), key=lambda time: time[0])
    if not times:
        return list(figures)
    return [_dated(passage, figure, times) for figure in figures]


def _times(passage: Passage, dates: Iterable[FoundDate]) -> Iterator[_Time]:
    for date in dates:
        year, _, rest = date.iso.partition("-")
        if year:
            month, _, day = rest.partition("-")
            known = PartialDate(year=int(year), month=int(month), day=int(day) if day else None)
            yield date.span.start, date.span.end, known
    for match in _YEAR.finditer(passage.plain):
        yield match.start(), match.end(), PartialDate(year=int(match[1]))


def _dated(passage: Passage, figure: FoundFigure, times: list[_Time]) -> FoundFigure:
    low = max(0, figure.span.start - _REACH)
    near = [time for time in times if low <= time[0] <= figure.span.end + 30]
    found = near and _time_of(passage, figure.span, near)
    if not found:
        return figure
    start, end, date = found
    as_of = Attested(value=date, basis=Basis.INFERRED, rule="dated-clause", span=Span(start, end))
    return structs.replace(figure, as_of=as_of)


def _time_of(passage: Passage, span: Span, near: list[_Time]) -> _Time | None:
    plain = passage.plain
    behind = [time for time in near if time[0] >= span.end]
    before = [time for time in near if time[1] <= span.start]
    if behind and _FOLLOWS.fullmatch(plain, span.end, behind[0][0]):
        return behind[0]
    sentence = max(0, *(plain.rfind(end, max(0, span.start - _REACH), span.start) + 1 for end in _SENTENCE_ENDS))
    before = [time for time in before if time[0] >= sentence]
    if not before or _OTHER_TIME.search(plain, max(0, before[-1][0] - 30), before[-1][0]):
        return None
    last = before[-1]
    if _LINKS.fullmatch(plain, last[1], span.start) and not _is_day(last):
        return last
    leads = _LEADS.fullmatch(plain, sentence, last[0])
    return last if leads and (not _is_day(last) or "đến" in leads.group()) else None


def _is_day(time: _Time) -> bool:
    """Tell a day: a sentence that begins with one tells when something was said, unless "tính đến"."""
    return time[2].day is not None
