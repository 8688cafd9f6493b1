"""Cut the tables of figures: a month, its days where it holds too many, and parts of a day that is still too long."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby

from msgspec import Struct, structs

from kaluga_site.model.dates import PartialDate
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head
from kaluga_site.render import addresses
from kaluga_site.render.language import say
from kaluga_site.render.shelves import Shelf, month_label, words_of
from kaluga_site.render.words import date_in_words, day_of_month_in_words

FIGURES_LIMIT = 250
"""So many figures stand on one page; a longer table is cut."""

_DIGITS = 32
"""Of an address's digest: articles whose digests are the same to the last stay together."""


class FiguresCut(Struct, frozen=True, kw_only=True):
    """One page of the table of a month: its figures or, where these are too many, the pages that hold them."""

    stem: str
    """The address without its suffix."""

    label: str
    label_in_list: str
    """What it is called in the list of the page that it is cut from."""

    parents: tuple[tuple[str, str], ...] = ()
    """(label, address) of the pages that it is cut from."""

    heads: tuple[Head, ...]
    """The articles whose figures stand on the page; none where they stand on the pages of its shelves."""

    shelves: tuple[Shelf, ...] = ()

    @property
    def address(self) -> str:
        """The page's address."""
        return f"{self.stem}.html"


def cut_figures(period: Period, heads: Sequence[Head]) -> list[FiguresCut]:
    """Return the pages of the figures of a month, whose articles come newest first.

    A table within the limit is one page, so-lieu/2025/11.html. A longer one is cut by the day that articles are dated,
    so-lieu/2025/11/25.html. A day that is too long, or all articles without month, is cut in sixteen parts by the
    digest of each article's address, so-lieu/2025/11/25/phan-4.html, and so on until each is short enough or one
    article's.
    So addresses stay, and the figures of an article stand together.
    """
    year, month = words_of(period)
    stem, label = addresses.figures_stem(year, month), month_label(year, month)
    whole = FiguresCut(stem=stem, label=label, label_in_list=label, heads=tuple(heads))
    return _pages(whole, None if period.month else 0)


def count_of(heads: Sequence[Head]) -> int:
    """Return how many figures some articles state."""
    return sum(head.figures for head in heads)


def _pages(page: FiguresCut, digit: int | None) -> list[FiguresCut]:
    """Return a page, or what it is cut into: by day, or by a digit of each article's digest."""
    if count_of(page.heads) <= FIGURES_LIMIT or len(page.heads) == 1 or digit == _DIGITS:
        return [page]
    parts = list(_days(page) if digit is None else _parts(page, digit))
    shelves = tuple((part.label_in_list, part.address, count_of(part.heads)) for part in parts)
    whole = structs.replace(page, heads=(), shelves=shelves)
    next_digit = 0 if digit is None else digit + 1
    return [whole, *(cut for part in parts for cut in _pages(part, next_digit))]


def _days(page: FiguresCut) -> Iterator[FiguresCut]:
    for date, heads in groupby(page.heads, _day_of):
        if date is None:
            yield _part(page, addresses.UNKNOWN_DAY, say("Không rõ ngày"), heads)
        else:
            label, in_list = date_in_words(date), day_of_month_in_words(date.first_day)
            yield structs.replace(_part(page, f"{date.day:02}", label, heads), label_in_list=in_list)


def _day_of(head: Head) -> PartialDate | None:
    """Return the day on which an article is dated, without time or mark."""
    date = head.card.date
    known = date is not None and date.day is not None
    return PartialDate(year=date.year, month=date.month, day=date.day) if date and known else None


def _parts(page: FiguresCut, digit: int) -> Iterator[FiguresCut]:
    def part_of(head: Head) -> int:
        return int(blake2b(head.card.address.encode(), digest_size=_DIGITS // 2).hexdigest()[digit], 16) + 1

    for part, heads in groupby(sorted(page.heads, key=part_of), part_of):
        yield _part(page, f"phan-{part}", say("{label}, phần {part}", label=page.label, part=part), heads)


def _part(page: FiguresCut, word: str, label: str, heads: Iterator[Head]) -> FiguresCut:
    parents = (*page.parents, (page.label, page.address))
    stem = f"{page.stem}/{word}"
    return FiguresCut(stem=stem, label=label, label_in_list=label, parents=parents, heads=tuple(heads))
