"""Cut a growing list by calendar: by year, then by month, so that addresses stay and republishing stays small."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from kaluga_site.model.cards import Card
from kaluga_site.model.groups import Period
from kaluga_site.render.addresses import UNKNOWN_MONTH, UNKNOWN_YEAR
from kaluga_site.render.language import say
from kaluga_site.render.words import day_in_words, month_in_words, year_in_words

LIST_LIMIT = 100
"""So many articles stand on one page; a longer list is cut."""

LATEST = 20
"""So many of a longer list's newest articles stand on its first page."""

Time = TypeVar("Time")
Labelled = tuple[str, tuple[Card, ...]]
Shelf = tuple[str, str, int]
"""A page that holds part of a list: its label, its address, how many articles it stands for."""

Counts = Mapping[Period, int]
"""How many articles of a list each month holds, the newest month first."""


class CutPage(Struct, frozen=True, kw_only=True):
    """One page of a list: its articles, and the years or months that have pages of their own."""

    address: str
    period: str | None
    """The year or month that the page holds; None for the list's first page."""

    cards: tuple[Card, ...]
    """The articles that stand on the page, in the order of their groups."""

    groups: Callable[[], tuple[Labelled, ...]]
    """Puts them into groups under labels."""

    shelves: tuple[Shelf, ...] = ()
    count: int
    """How many articles the page stands for, those of its shelves included."""


class Cut(Struct, frozen=True, kw_only=True):
    """Which part of a list a page of it is to hold: all that can be told without the articles."""

    address: str
    period: str | None
    """The year or month that the page holds; None for the list's first page."""

    year: int | None = None
    """The year that it stands for (0: unknown); None for the whole list."""

    month: int | None = None
    """The month of that year (0: unknown); None for all of it."""

    months: tuple[Period, ...]
    """The months whose articles stand on the page."""

    group: Callable[[Sequence[Card]], tuple[Labelled, ...]]
    """Puts articles, which come newest first, into groups under labels."""

    most: int | None = None
    """So many of the newest of them; None for all."""

    shelves: tuple[Shelf, ...] = ()
    count: int
    """How many articles the page stands for, those of its shelves included."""

    def stands_for(self, period: Period) -> bool:
        """Return whether the page tells of the articles of a month, be there any or not."""
        return self.year in {None, period.year} and self.month in {None, period.month}

    def fill(self, cards: Sequence[Card]) -> CutPage:
        """Return the page with the articles of its months, which come newest first."""
        own = tuple(cards[: self.most])
        return CutPage(
            address=self.address,
            period=self.period,
            cards=own,
            groups=partial(self.group, own),
            shelves=self.shelves,
            count=self.count,
        )


def cut_by_calendar(stem: str, counts: Counts) -> list[Cut]:
    """Return the pages of a list whose first page is `stem`.html.

    A list within the limit is one page. A longer one shows its newest articles and leads to `stem`/2019.html;
    a year over the limit leads to `stem`/2019/05.html in turn.
    """
    total = sum(counts.values())
    if total <= LIST_LIMIT:
        return [Cut(address=f"{stem}.html", period=None, months=tuple(counts), group=by_year, count=total)]
    years: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (year, month), count in counts.items():
        years[year][month] = count
    pages = [page for year, months in years.items() for page in _cut_year(stem, year, months)]
    first = Cut(
        address=f"{stem}.html",
        period=None,
        months=_newest(counts, LATEST),
        group=by_newest,
        most=LATEST,
        shelves=tuple(_shelf(page) for page in pages if page.month is None),
        count=total,
    )
    return [first, *pages]


def by_newest(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Put the newest articles of a list under one label."""
    return ((say("Mới nhất"), tuple(cards)),) if cards else ()


def by_year(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group cards by year."""
    return _labelled(cards, lambda card: card.date.year if card.date else 0, _label_of_year)


def by_month(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group the cards of one year by month."""
    return _labelled(cards, Period.of, lambda period: month_label(*words_of(period)))


def by_day(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group the cards of one month by day."""
    return _labelled(cards, _day_of, _label_of_day)


def words_of(period: Period) -> tuple[str, str]:
    """Return the address words of a month and its year."""
    return _year_word(period.year), f"{period.month:02}" if period.month else UNKNOWN_MONTH


def year_label(year: str) -> str:
    """Return "Năm 2025", or what stands for no year."""
    return say("Không rõ năm") if year == UNKNOWN_YEAR else year_in_words(int(year))


def month_label(year: str, month: str) -> str:
    """Return "Tháng 11 năm 2025", or what stands for no month."""
    if year == UNKNOWN_YEAR:
        return say("Không rõ ngày")
    if month == UNKNOWN_MONTH:
        return say("Không rõ tháng")
    return month_in_words(int(year), int(month))


def _cut_year(stem: str, year: int, months: Mapping[int, int]) -> list[Cut]:
    """Return the page of a year and, where it holds too many articles, those of its months."""
    word, total = _year_word(year), sum(months.values())
    address, label = f"{stem}/{word}.html", year_label(word)
    if total <= LIST_LIMIT:
        periods = tuple(Period(year, month) for month in months)
        return [Cut(address=address, period=label, year=year, months=periods, group=by_month, count=total)]
    pages = [_cut_month(f"{stem}/{word}/", Period(year, month), count) for month, count in months.items()]
    shelves = tuple(map(_shelf, pages))
    whole = Cut(address=address, period=label, year=year, months=(), group=by_newest, shelves=shelves, count=total)
    return [whole, *pages]


def _cut_month(folder: str, period: Period, count: int) -> Cut:
    """Return the page of a month."""
    year, month = words_of(period)
    return Cut(
        address=f"{folder}{month}.html",
        period=month_label(year, month),
        year=period.year,
        month=period.month,
        months=(period,),
        group=by_day,
        count=count,
    )


def _shelf(page: Cut) -> Shelf:
    return page.period or "", page.address, page.count


def _newest(counts: Counts, enough: int) -> tuple[Period, ...]:
    """Return the newest months that together hold enough articles."""
    found: list[Period] = []
    held = 0
    for period, count in counts.items():
        if held >= enough:
            break
        found.append(period)
        held += count
    return tuple(found)


def _labelled(
    cards: Iterable[Card], time: Callable[[Card], Time], label: Callable[[Time], str]
) -> tuple[Labelled, ...]:
    """Group cards of the same time, which stand together; a time is put into words once."""
    return tuple((label(when), tuple(found)) for when, found in groupby(cards, time))


def _label_of_year(year: int) -> str:
    return year_label(_year_word(year))


def _year_word(year: int) -> str:
    """Return the address word of a year."""
    return f"{year:04}" if year else UNKNOWN_YEAR


def _day_of(card: Card) -> tuple[int, int, int] | None:
    """Return the year, month and day of a card; None where the day is not known."""
    date = card.date
    return None if date is None or date.day is None else (date.year, date.month or 1, date.day)


def _label_of_day(day: tuple[int, int, int] | None) -> str:
    return say("Không rõ ngày") if day is None else day_in_words(datetime.date(*day))
