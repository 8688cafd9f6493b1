"""Cut a growing list by calendar: by year, then by month, so that addresses stay and republishing stays small."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from kaluga_site.model.archive import Card
from kaluga_site.render.addresses import UNKNOWN_MONTH, UNKNOWN_YEAR
from kaluga_site.render.words import day_in_words, month_in_words

LIST_LIMIT = 100
"""So many articles stand on one page; a longer list is cut."""

LATEST = 20
"""So many of a longer list's newest articles stand on its first page."""

Labelled = tuple[str, tuple[Card, ...]]


class CutPage(Struct, frozen=True, kw_only=True):
    """One page of a list: its articles, and the years or months that have pages of their own."""

    address: str
    period: str | None
    """The year or month that the page holds; None for the list's first page."""

    cards: tuple[Card, ...]
    """The articles that stand on the page, in the order of their groups."""

    groups: Callable[[], tuple[Labelled, ...]]
    """Puts them into groups under labels."""

    shelves: tuple[tuple[str, str, int], ...] = ()
    """(label, address, number of articles) of each."""

    count: int
    """How many articles the page stands for, those of its shelves included."""


def cut_by_calendar(stem: str, cards: Sequence[Card]) -> list[CutPage]:
    """Return the pages of a list whose first page is `stem`.html; the cards come newest first.

    A list within the limit is one page. A longer one shows its newest articles and leads to `stem`/2019.html;
    a year over the limit leads to `stem`/2019/05.html in turn.
    """
    if len(cards) <= LIST_LIMIT:
        return [_whole(f"{stem}.html", None, cards, by_year)]
    years = split(cards, year_word)
    shelves = tuple((year_label(year), f"{stem}/{year}.html", len(found)) for year, found in years.items())
    pages = [latest_page(f"{stem}.html", cards, shelves, len(cards))]
    for year, found in years.items():
        pages += cut_year(f"{stem}/{year}.html", year, found, f"{stem}/{year}/")
    return pages


def cut_year(address: str, year: str, cards: Sequence[Card], months_folder: str) -> list[CutPage]:
    """Return the page of a year and, where it holds too many articles, those of its months."""
    if len(cards) <= LIST_LIMIT:
        return [_whole(address, year_label(year), cards, by_month)]
    months = split(cards, month_word)
    shelves = tuple(
        (month_label(year, month), f"{months_folder}{month}.html", len(found)) for month, found in months.items()
    )
    return [
        CutPage(address=address, period=year_label(year), cards=(), groups=tuple, shelves=shelves, count=len(cards)),
        *(month_page(f"{months_folder}{month}.html", year, month, found) for month, found in months.items()),
    ]


def month_page(address: str, year: str, month: str, cards: Sequence[Card]) -> CutPage:
    """Return the page of a month, its articles by day."""
    return _whole(address, month_label(year, month), cards, by_day)


def latest_page(address: str, cards: Sequence[Card], shelves: tuple[tuple[str, str, int], ...], count: int) -> CutPage:
    """Return the first page of a list that is cut: its newest articles, `count` in all, and where the years are."""
    newest = tuple(cards[:LATEST])

    def groups() -> tuple[Labelled, ...]:
        return (("Mới nhất", newest),) if newest else ()

    return CutPage(address=address, period=None, cards=newest, groups=groups, shelves=shelves, count=count)


def split(cards: Iterable[Card], word: Callable[[Card], str]) -> dict[str, list[Card]]:
    """Return the cards by a word of theirs, in the order in which the words come."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        found[word(card)].append(card)
    return dict(found)


def words_of(year: int, month: int) -> tuple[str, str]:
    """Return the address words of a month; 0 stands for an unknown month."""
    return f"{year:04}", f"{month:02}" if month else UNKNOWN_MONTH


def year_word(card: Card) -> str:
    """Return the address word of the year that a card is dated."""
    return f"{card.date.year:04}" if card.date else UNKNOWN_YEAR


def month_word(card: Card) -> str:
    """Return the address word of the month that a card is dated."""
    return f"{card.date.month:02}" if card.date and card.date.month else UNKNOWN_MONTH


def year_label(year: str) -> str:
    """Return "Năm 2025", or what stands for no year."""
    return "Không rõ năm" if year == UNKNOWN_YEAR else f"Năm {int(year)}"


def month_label(year: str, month: str) -> str:
    """Return "Tháng 11 năm 2025", or what stands for no month."""
    if year == UNKNOWN_YEAR:
        return "Không rõ ngày"
    if month == UNKNOWN_MONTH:
        return "Không rõ tháng"
    return month_in_words(int(year), int(month))


def by_year(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group cards by year."""
    return tuple((year_label(word), tuple(found)) for word, found in groupby(cards, year_word))


def by_month(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group the cards of one year by month."""
    return tuple(
        (month_label(year, month), tuple(found))
        for (year, month), found in groupby(cards, lambda card: (year_word(card), month_word(card)))
    )


def by_day(cards: Sequence[Card]) -> tuple[Labelled, ...]:
    """Group the cards of one month by day."""
    return tuple((label, tuple(found)) for label, found in groupby(cards, _day_label))


def _day_label(card: Card) -> str:
    if card.date is None or card.date.day is None:
        return "Không rõ ngày"
    return day_in_words(card.date.first_day)


def _whole(
    address: str, period: str | None, cards: Sequence[Card], group: Callable[[Sequence[Card]], tuple[Labelled, ...]]
) -> CutPage:
    """Return a page with all its articles on it."""
    return CutPage(address=address, period=period, cards=tuple(cards), groups=partial(group, cards), count=len(cards))
