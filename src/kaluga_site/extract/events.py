"""Events: days and months that a sentence names for what happens then."""

from collections.abc import Collection, Iterator

from kaluga_site.extract.dateline import find_dateline
from kaluga_site.extract.passage import Passage
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundDate, FoundEvent
from kaluga_site.patterns import compiled
from kaluga_site.sentences import sentence_at

_RULES = frozenset(("day-month-year", "month-year", "day-month", "day-range"))
_FEWEST_WORDS = 6
"""A shorter sentence, the date aside, is a line that dates something: "Hà Nội, ngày 25 tháng 11 năm 2025"."""

_FEWEST_LETTERS = 80
"""So far around a date these words are looked for."""

_YEARS = range(1800, 2101)
_YEAR = compiled(r"\d(?<!\d\d)\d{3}(?!\d)")
_NOT_THEN = compiled(
    r"(?<!\w)(?:so với|cùng kỳ|trước|sau|sinh|cấp|cập nhật|đăng|date)[\s:,]+"
    r"(?:(?:cùng kỳ|cuối|đầu|giữa|mốc|hồi|lúc|\d[\d:h]*|giờ|phút)\s+)*$"
)
"""Words behind which nothing happens on the day itself, or that are nobody's business: a birthday, a card's date."""

_REACH = 32
_DATELINE = compiled(r"[^.!?\n]{0,60}$")
_DATELINE_END = compiled(r"\)?\s*[-–—]\s")
_OTHER_YEAR = compiled(r"năm (?:ngoái|trước|kia|sau|tới|xưa)|(?:hằng|hàng|mỗi|các) năm|âm lịch")
"""Words in a sentence that make the year of a day without one another than the article's, or every one."""

_NAMED_DAYS = frozenset(
    (
        *("01-01", "02-03", "02-14", "02-27", "03-08", "03-10", "03-26", "04-30", "05-01", "05-07", "05-15", "05-19"),
        *("06-01", "06-21", "06-28", "07-27", "08-15", "08-19", "09-02", "10-10", "10-13", "10-20", "11-20", "12-22"),
        *("12-23", "12-24", "12-25"),
    )
)
"""Days that without a year are the names of feasts, streets and victories: "dịp 30/4"."""

_SOMEWHERE = compiled(r",?\s(?:tại|ở)\s")
"""What makes a day of a feast: "Ngày 10-10, tại TP Huế, …"."""


def find_events(passage: Passage, dates: Collection[FoundDate]) -> Iterator[FoundEvent]:
    """Yield the days and months of a text at which something happens, each with the sentence that says so.

    Left out are the piece's own date, whatever a day is only compared with, and lines that merely date something. A
    day without year is yielded where its words leave open only which year the article is of. The dates come in the
    order of the text.
    """
    line = find_dateline(passage.text) if dates else None
    sentences_ = _Sentences(passage)
    end_of_range = -1
    for date in dates:
        start, end = date.span.start, date.span.end
        is_end_of_range = end == end_of_range
        end_of_range = end if date.rule == "day-range" else -1
        if is_end_of_range or date.rule not in _RULES or (line and line[0] <= start < line[1]):
            continue
        sentence = sentences_.at(start)
        if end > sentence.end or not _happens(passage, date, sentence):
            continue
        years: tuple[int, ...] = ()
        if date.iso.startswith("-"):
            is_feast = date.iso[2:] in _NAMED_DAYS and not _SOMEWHERE.match(passage.plain, end)
            if is_feast or sentences_.names_other_year():
                continue
            years = sentences_.years()
        yield FoundEvent(quote=date.quote, span=date.span, rule=date.rule, iso=date.iso, sentence=sentence, years=years)


class _Sentences:
    """The sentences of a text, looked at in order: each is read once, however many dates it holds."""

    def __init__(self, passage: Passage) -> None:
        """Read this text."""
        self._passage = passage
        self._end_of_line = -1
        self._span = Span(0, 0)
        self._years: dict[int, None] = {}
        self._years_until = 0
        self._other_years: dict[int, bool] = {}

    def at(self, offset: int) -> Span:
        """Return the sentence that holds an offset, which is none before the last one's."""
        text = self._passage.text
        if offset >= self._end_of_line:
            end = text.find("\n", offset)
            self._end_of_line = end if end >= 0 else len(text)
            self._years, self._years_until = {}, text.rfind("\n", 0, offset) + 1
        if offset >= self._span.end:
            self._span = Span(*sentence_at(text, offset, offset))
        return self._span

    def years(self) -> tuple[int, ...]:
        """Return the years that the paragraph names up to the end of the sentence."""
        end = self._span.end
        for match in _YEAR.finditer(self._passage.text, self._years_until, end):
            if int(match.group()) in _YEARS:
                self._years[int(match.group())] = None
        self._years_until = end
        return tuple(self._years)

    def names_other_year(self) -> bool:
        """Return whether words of the sentence make the year of a day without one another than the article's."""
        span = self._span
        if span.start not in self._other_years:
            plain, start, end = self._passage.plain, span.start, span.end
            may_be = plain.find("năm", start, end) >= 0 or plain.find("âm", start, end) >= 0
            self._other_years = {start: may_be and _OTHER_YEAR.search(plain, start, end) is not None}
        return self._other_years[span.start]


def _has_words(parts: Collection[str]) -> bool:
    """Return whether enough of the parts of a sentence have letters, which most have alone."""
    if sum(map(str.isalpha, parts)) >= _FEWEST_WORDS:
        return True
    return sum(any(map(str.isalpha, part)) for part in parts) >= _FEWEST_WORDS


def _happens(passage: Passage, date: FoundDate, sentence: Span) -> bool:
    """Return whether something happens at a date, as far as the words around it tell."""
    plain, start, end = passage.plain, date.span.start, date.span.end
    if not date.iso.startswith("-") and int(date.iso[:4]) not in _YEARS:
        return False
    before = plain[max(sentence.start, start - _FEWEST_LETTERS) : start].split()
    behind = plain[end : min(sentence.end, end + _FEWEST_LETTERS)].split()
    if not _has_words((*before, *behind)):
        return False
    is_dateline = _DATELINE.match(plain, 0, start) and _DATELINE_END.match(plain, end)
    return not (is_dateline or _NOT_THEN.search(plain, max(sentence.start, start - _REACH), start))
