"""Part the articles by calendar, so that a new one changes the files of its segment only.

The cut depends on nothing but how many articles each month has, so their order of coming leaves no trace.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kaluga_site.model.groups import Month, Period
from kaluga_site.render.addresses import UNKNOWN_YEAR

FEWEST, MOST = 256, 2_048
"""Years of few articles are one segment, the newest year aside: a quarter of all articles at most, within these bounds.

Each segment costs a query files of its own, and whoever adds an article to it the joining of its words. What is a
quarter is told by the binary number's digits, so that it seldom changes.
"""

LARGE = 4_096
"""A segment of more articles is parted, down to single months."""

_WHOLE_YEAR = ((1, 8), (9, 12))

_MOST_YEARS = 16

Counts = Mapping[Period, int]
_Span = tuple[int, int]
"""The first and the last of some months of a year."""


class Segment(Struct, frozen=True):
    """Some months whose articles are indexed together."""

    key: str
    """What its files' folder is called: "2011-2019", "2024", "2025-01-08", "2025-11"."""

    periods: frozenset[Period]
    """All months that belong to it, those without articles too: their last one may just have gone."""

    is_newest: bool = False
    """Whether it is that of the newest month, which changes most often."""


def cut_segments(months: Mapping[Month, int]) -> list[Segment]:
    """Return the segments of an archive whose months have so many articles.

    The newest month stands alone, those before it in the same year in spans of eight, four, two or one, as the digits
    of a binary number, and earlier years sixteen together, or eight, four, two or one, as long as they hold little.
    """
    counts: Counter[Period] = Counter()
    for month, count in months.items():
        counts[month.period] += count
    years: defaultdict[int, dict[Period, int]] = defaultdict(dict)
    for period in sorted(counts):
        years[period.year][period] = counts[period]
    undated = years.pop(0, None)
    found = [Segment(UNKNOWN_YEAR, frozenset(undated))] if undated else []
    newest = max(years, default=0)
    settled = [year for year in years if year != newest]
    few = min(MOST, max(FEWEST, 1 << counts.total().bit_length() >> 2))
    for first in sorted({year - year % _MOST_YEARS for year in settled}):
        found += _cut_years(range(first, first + _MOST_YEARS), years, settled, few)
    return [*found, *(_cut_newest_year(newest, years[newest]) if newest else ())]


def _cut_years(span: range, counts: Mapping[int, Counts], settled: Sequence[int], few: int) -> Iterator[Segment]:
    """Yield the segments of the settled years of a span: all in one if they hold few articles, or each half alone."""
    held = [year for year in settled if year in span]
    if len(held) == 1:
        yield from _cut_year(held[0], counts[held[0]])
    elif held and sum(sum(counts[year].values()) for year in held) <= few:
        yield _of_years(held[0], held[-1])
    elif held:
        middle = len(span) // 2
        yield from _cut_years(span[:middle], counts, settled, few)
        yield from _cut_years(span[middle:], counts, settled, few)


def _of_years(first: int, last: int) -> Segment:
    """Return the segment of some years, of which the first and the last have articles."""
    key = f"{first:04}" if first == last else f"{first:04}-{last:04}"
    return Segment(key, frozenset(Period(year, month) for year in range(first, last + 1) for month in range(13)))


def _cut_year(year: int, counts: Counts) -> Iterator[Segment]:
    if sum(counts.values()) <= LARGE:
        yield _of_years(year, year)
    else:
        yield from _cut_spans(year, _WHOLE_YEAR, counts)


def _cut_newest_year(year: int, counts: Counts) -> Iterator[Segment]:
    last = max(counts).month
    spans, start = [], 1
    for size in (8, 4, 2, 1):
        if (last - 1) & size and last:
            spans.append((start, start + size - 1))
            start += size
    yield from _cut_spans(year, spans, {period: count for period, count in counts.items() if period.month != last})
    yield Segment(f"{year:04}-{last:02}", frozenset([Period(year, last)]), is_newest=True)


def _cut_spans(year: int, spans: Sequence[_Span], counts: Counts) -> Iterator[Segment]:
    """Yield the segments of some months; those whose month is unknown belong to the first."""
    for first, last in spans or ((0, 0),):
        lowest = 0 if first == 1 else first
        held = {period: count for period, count in counts.items() if lowest <= period.month <= last}
        middle = (first + last) // 2
        if sum(held.values()) > LARGE and first < last:
            yield from _cut_spans(year, ((first, middle), (middle + 1, last)), held)
        elif held:
            periods = frozenset(Period(year, month) for month in range(lowest, last + 1))
            yield Segment(f"{year:04}-{first:02}-{last:02}", periods)
