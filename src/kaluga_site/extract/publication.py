"""When a piece was published, as far as its text tells."""

import datetime
import re

from msgspec import structs

from kaluga_site.extract.dateline import find_dateline
from kaluga_site.extract.dates import is_possible
from kaluga_site.extract.tags import find_tag_day
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundDate
from kaluga_site.patterns import compiled

_DEADLINE = compiled(r"(?:đến hết|đến|tới|trước|hạn chót|hạn)\s(?:ngày\s)?$", re.IGNORECASE)
_LEAD, _NEAR_DATE = 600, 60
_NOT_REPORTED = compiled(
    r"(?<!\w)(?:đến|tới|hết|từ|trước|sau|hạn|hiệu lực|sinh|thành lập|thiết lập|văn bản|công văn|quyết định|thông tư"
    r"|nghị định|nghị quyết|chỉ thị|thông báo|luật|hiệp định|số|ký|cáo trạng|kỷ niệm|cất cánh)(?!\w)[^.!?:;\n]{0,40}$",
    re.IGNORECASE,
)
"""What dates something else than what a piece reports of."""

_YEAR = compiled(r"(?<![\d/.,-])(?:19|20)\d{2}(?![\d.,]\d|\d)")
_UP_TO = compiled(r"(?:đến|tới|giai đoạn|[-–])\s?(?:cuối |đầu |hết )?(?:năm )?$", re.IGNORECASE)
_CLOSING_LINE = compiled(r"(?:^|\n)[^\n]{0,40}$")
_NEAR = datetime.timedelta(days=60)
_DATELINE = compiled(r"[^.!?\n]{0,60}$")


def find_publication_date(text: str, dates: list[FoundDate]) -> Attested[PartialDate] | None:
    """Return when the piece was published as far as its text tells; None without a year.

    A line at the head that is nothing but a date is certain. Uncertain are a full date in the first words of the text,
    before a dash, one in a short last line ("(VOV, 21/10/2013)"), and a day that the lead tells of, where the text
    names no later year and no deadline, document or birth is dated. The day of the newspaper's tag gets the last year
    that brings it near to a full date, and where none does, it is known only that no other day is meant.
    """
    full = [date for date in dates if len(date.iso) == 10]
    if not full:
        return None
    line = find_dateline(text)
    stated = next((date for date in full if line and line[0] <= date.span.start < line[1]), None)
    if stated:
        return _published(stated, "dateline", uncertain=False)
    tag_day = find_tag_day(text)
    tagged = next((date for date in dates if tag_day and date.span.end == tag_day[1]), None)
    if tagged and tagged.iso.startswith("--"):
        return _published_near(
            tagged, [one for one in full if not _DEADLINE.search(text, max(0, one.span.start - 16), one.span.start)]
        )
    first, last = full[0], full[-1]
    if _DATELINE.match(text[: first.span.start]) and re.match(r"\)?\s*[-–—]\s", text[first.span.end :]):
        return _published(first, "dateline", uncertain=True)
    if _CLOSING_LINE.search(text[: last.span.start]) and not text[last.span.end :].strip(" ).\n"):
        return _published(last, "closing-line", uncertain=True)
    return _published(first, "mentioned-date", uncertain=True) if _is_day_of_lead(text, first) else None


def _is_day_of_lead(text: str, date: FoundDate) -> bool:
    """Tell whether a date may be the day that a piece reports of, by where it stands and what stands before it."""
    start = date.span.start
    if start > _LEAD or _NOT_REPORTED.search(text, max(0, start - _NEAR_DATE), start):
        return False
    return all(
        year.group() <= date.iso[:4] or _UP_TO.search(text, max(0, year.start() - 16), year.start())
        for year in _YEAR.finditer(text)
    )


def _published_near(tagged: FoundDate, full: list[FoundDate]) -> Attested[PartialDate] | None:
    """Return the day of a tag in the last year that brings it near to a full date; None where it is near to none."""
    days = [datetime.date.fromisoformat(date.iso) for date in full]
    years = {year for day in days for year in (day.year - 1, day.year, day.year + 1)}
    wanted = [f"{year:04}{tagged.iso[1:]}" for year in sorted(years) if is_possible(year, *_month_and_day(tagged))]
    near = [iso for iso in wanted if any(abs(datetime.date.fromisoformat(iso) - day) <= _NEAR for day in days)]
    return _published(structs.replace(tagged, iso=near[-1]), "tag-day", uncertain=True) if near else None


def _month_and_day(date: FoundDate) -> tuple[int, int]:
    return int(date.iso[2:4]), int(date.iso[5:7])


def _published(date: FoundDate, rule: str, *, uncertain: bool) -> Attested[PartialDate]:
    year, month, day = map(int, date.iso.split("-"))
    value = PartialDate(year=year, month=month, day=day, uncertain=uncertain)
    return Attested(value=value, basis=Basis.INFERRED, rule=rule, span=date.span)
