"""When a figure was so: the year, or the month or day with its year, that the clause names for it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter

from msgspec import structs

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import find_all
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundDate, FoundFigure
from kaluga_site.patterns import compiled

_REACH = 200
_NEAR = 30
_YEAR = compiled(r"năm ((?:19|20)\d\d)(?!\w|[.,/]\d|\s?[-–]\s?\d)")
_OTHER_TIME = compiled(r"(?:so với|từ|sau|trước|kể từ|giai đoạn|khỏi|hơn|bằng|cùng kỳ)(?:\s[^\W\d_]+){0,3}\s$")
"""Words that make of a year another one than the figure's: "so với năm 2024", "từ cuối năm 2015"."""

_LEADS = compiled(r"[\s“\"]*(?:(?:trong|tính|riêng|cả|đến|tới|hết|vào|cuối|đầu|giữa|thời điểm|chỉ)\s){0,4}$")
_LINKS = compiled(
    r"[\s,]*(?:(?:là|đạt|ước|dự kiến|có|tăng|giảm|ở mức|còn|đã|chỉ|lên|xuống|được|mức|vào|đạt mức|khoảng)\s){0,4}$"
)
_FOLLOWS = compiled(r"\s?\(?(?:(?:vào|trong|hồi|tính|đến|tới|hết|cuối|đầu|giữa|thời điểm|của|cả)\s){0,4}$")
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
    for match in find_all(_YEAR, passage.plain, ("năm ",)):
        yield match.start(), match.end(), PartialDate(year=int(match[1]))


def _dated(passage: Passage, figure: FoundFigure, times: list[_Time]) -> FoundFigure:
    found = _time_of(passage, figure.span, times)
    if not found:
        return figure
    start, end, date = found
    as_of = Attested(value=date, basis=Basis.INFERRED, rule="dated-clause", span=Span(start, end))
    return structs.replace(figure, as_of=as_of)


def _time_of(passage: Passage, span: Span, times: list[_Time]) -> _Time | None:
    plain, place = passage.plain, bisect_left(times, span.end, key=itemgetter(0))
    if place < len(times) and times[place][0] - span.end <= _NEAR:
        behind = times[place]
        if _FOLLOWS.fullmatch(plain, span.end, behind[0]):
            return behind
    last = times[place - 1] if place else None
    if last is None or not span.start - _REACH <= last[0] <= last[1] <= span.start:
        return None
    low = max(0, span.start - _REACH)
    sentence = max(plain.rfind(end, low, span.start) + 1 for end in _SENTENCE_ENDS)
    if last[0] < sentence or _OTHER_TIME.search(plain, last[0] - 30, last[0]):
        return None
    if _LINKS.fullmatch(plain, last[1], span.start) and not _is_day(last):
        return last
    leads = _LEADS.fullmatch(plain, sentence, last[0])
    return last if leads and (not _is_day(last) or "đến" in leads.group()) else None


def _is_day(time: _Time) -> bool:
    """Tell a day: a sentence that begins with one tells when something was said, unless "tính đến"."""
    return time[2].day is not None
