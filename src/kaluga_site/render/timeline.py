"""The timeline: what was published in each year, month and day, and what articles say happened then."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from kaluga_site.model.archive import Archive, EventCounts
from kaluga_site.model.cards import Card
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.groups import Group, Period, Portion
from kaluga_site.model.heads import DatedSentence
from kaluga_site.render import addresses, shelves
from kaluga_site.render.language import say
from kaluga_site.render.showing import Showing
from kaluga_site.render.site import timeline_link
from kaluga_site.render.timeline_views import MonthView, TimelineDay, TimelineShelf, TimelineView, TimelineYear
from kaluga_site.render.views import Link
from kaluga_site.render.words import date_in_words, day_in_words, month_name


class Counts(NamedTuple):
    """How many articles were published at a time, and how many events articles place there."""

    articles: int
    events: int

    @classmethod
    def total(cls, counts: Iterable["Counts"]) -> "Counts":
        """Return what several times hold together."""
        found = list(counts)
        return cls(sum(one.articles for one in found), sum(one.events for one in found))


Years = Mapping[int, Mapping[Period, Counts]]
"""Year → its months, both the newest first."""


class Day(Struct, frozen=True, kw_only=True):
    """A day of a month, or (0) what of it has no day."""

    day: int
    cards: tuple[Card, ...]
    events: tuple[tuple[Card, DatedSentence], ...]
    """Those of the newest articles, with these."""

    event_count: int


class TimelinePage(Struct, frozen=True, kw_only=True):
    """The page of a month or of a day."""

    address: str
    title: str
    period: Period
    is_month: bool
    days: tuple[Day, ...]
    counts: Counts
    shelves: tuple[tuple[str, str, Counts], ...] = ()
    """The days that have pages of their own."""


def count_years(archive: Archive) -> Years:
    """Return all months of the timeline and what they hold."""
    articles: Counter[Period] = Counter()
    for month, count in archive.months.items():
        articles[month.period] += count
    years: defaultdict[int, dict[Period, Counts]] = defaultdict(dict)
    for period in sorted(articles.keys() | archive.events.keys(), reverse=True):
        if period.year:
            years[period.year][period] = Counts(articles[period], archive.events.get(period, 0))
    return years


def month_pages(period: Period, cards: Sequence[Card], archive: Archive) -> list[TimelinePage]:
    """Return the page of a month with these articles, and of its days where one page would be too long."""
    counts = archive.event_counts(period)
    days = _days(period, cards, counts, archive)
    if not days:
        return []
    words = shelves.words_of(period)
    label, total = shelves.month_label(*words), Counts.total(map(_counts_of, days))
    address = addresses.month_address(*words)
    if sum(total) <= shelves.LIST_LIMIT:
        return [TimelinePage(address=address, title=label, period=period, is_month=True, days=days, counts=total)]
    pages = [
        TimelinePage(
            address=addresses.day_address(*words, f"{day.day:02}" if day.day else addresses.UNKNOWN_DAY),
            title=_day_title(period, day.day),
            period=period,
            is_month=False,
            days=(day,),
            counts=_counts_of(day),
        )
        for day in days
    ]
    listed = tuple(
        (_day_label(period, day.day), page.address, page.counts) for day, page in zip(days, pages, strict=True)
    )
    month = TimelinePage(
        address=address, title=label, period=period, is_month=True, days=(), counts=total, shelves=listed
    )
    return [month, *pages]


def month_view(page: TimelinePage, showing: Showing) -> MonthView:
    """Return what the page of a month or of a day shows."""
    words = shelves.words_of(page.period)
    breadcrumb = [timeline_link(), Link(shelves.year_label(words[0]), year_address(page.period.year))]
    if not page.is_month:
        breadcrumb.append(Link(shelves.month_label(*words), addresses.month_address(*words)))
    return MonthView(
        page=showing.site.frame(page.address, page.title, breadcrumb=tuple(breadcrumb)),
        articles=page.counts.articles,
        events=page.counts.events,
        shelves=tuple(_shelf(*shelf) for shelf in page.shelves),
        days=tuple(
            TimelineDay(
                id=f"ngay-{day.day}",
                label=_day_label(page.period, day.day) if page.is_month else None,
                cards=tuple(showing.card(card) for card in day.cards),
                events=tuple(showing.event(card, event) for card, event in day.events),
                more=day.event_count - len(day.events),
            )
            for day in page.days
        ),
    )


def year_address(year: int | None) -> str:
    """Return the address of the timeline, or of one year of it."""
    return f"{addresses.TIMELINE}/{f'{year:04}/' if year else ''}index.html"


def timeline_view(years: Years, showing: Showing) -> TimelineView:
    """Return what the timeline shows: the years of the articles with their months, and those only told of."""
    shown = [_year(year, months) for year, months in years.items()]
    return TimelineView(
        page=showing.site.frame(year_address(None), timeline_link().label),
        years=tuple(year for year in shown if year.year.articles),
        told=tuple(year.year for year in shown if not year.year.articles),
    )


def year_view(year: int, months: Mapping[Period, Counts], showing: Showing) -> TimelineView:
    """Return what one year of the timeline shows."""
    shown = _year(year, months)
    frame = showing.site.frame(year_address(year), shown.year.label, breadcrumb=(timeline_link(),))
    return TimelineView(page=frame, years=(shown,), told=())


def _days(period: Period, cards: Sequence[Card], counts: EventCounts, archive: Archive) -> tuple[Day, ...]:
    """Return the days of a month on which there is anything, the last first."""
    published: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        published[card.date.day or 0 if card.date else 0].append(card)
    told: Counter[int] = Counter()
    for days in counts.values():
        told.update(days)
    events: defaultdict[int, list[tuple[Card, DatedSentence]]] = defaultdict(list)
    portions = (Portion(Group.of_events(period), dated) for dated in _newest(counts))
    for head in archive.heads(portions):
        for event in head.events:
            if event.period == period and len(events[event.day]) < shelves.LIST_LIMIT:
                events[event.day].append((head.card, event))
    return tuple(
        Day(day=day, cards=tuple(published[day]), events=tuple(events[day]), event_count=told[day])
        for day in sorted(published.keys() | told.keys(), reverse=True)
    )


def _newest(counts: EventCounts) -> Iterable[Period]:
    """Yield the newest months whose articles tell enough of each day."""
    held: Counter[int] = Counter()
    for period in sorted(counts, reverse=True):
        if any(held[day] < shelves.LIST_LIMIT for day in counts[period]):
            yield period
        held.update(counts[period])


def _counts_of(day: Day) -> Counts:
    return Counts(len(day.cards), day.event_count)


def _day_label(period: Period, day: int) -> str:
    """Return the day as its month's page has it."""
    return (
        day_in_words(PartialDate(year=period.year, month=period.month, day=day).first_day)
        if day
        else say("Không rõ ngày")
    )


def _day_title(period: Period, day: int) -> str:
    if day:
        return date_in_words(PartialDate(year=period.year, month=period.month, day=day))
    return say("{month}: không rõ ngày", month=shelves.month_label(*shelves.words_of(period)))


def _year(year: int, months: Mapping[Period, Counts]) -> TimelineYear:
    listed = []
    for period, counts in months.items():
        words = shelves.words_of(period)
        name = month_name(period.month) if period.month else shelves.month_label(*words)
        listed.append(_shelf(name, addresses.month_address(*words), counts))
    label = shelves.year_label(f"{year:04}")
    return TimelineYear(year=_shelf(label, year_address(year), Counts.total(months.values())), months=tuple(listed))


def _shelf(label: str, address: str, counts: Counts) -> TimelineShelf:
    return TimelineShelf(label=label, address=address, articles=counts.articles, events=counts.events)
