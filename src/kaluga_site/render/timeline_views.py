"""What the templates of the timeline get, as those of all other pages do (see `views`)."""

from msgspec import Struct

from kaluga_site.render.views import Frame, Link, ShownCard, ShownDate


class TimelineShelf(Struct, frozen=True, kw_only=True):
    """A year, month or day of the timeline: how many articles were published, how often others tell of it."""

    label: str
    address: str
    articles: int
    events: int


class TimelineYear(Struct, frozen=True, kw_only=True):
    """A year of the timeline and its months."""

    year: TimelineShelf
    months: tuple[TimelineShelf, ...]


class TimelineView(Struct, frozen=True, kw_only=True):
    """timeline/list.html: years, each with its months, and those that articles only tell of; or one year."""

    page: Frame
    years: tuple[TimelineYear, ...]
    told: tuple[TimelineShelf, ...]


class ShownEvent(Struct, frozen=True, kw_only=True):
    """A sentence that says what happens on a day, the words of the date apart; `address` is its paragraph's."""

    before: str
    words: str
    after: str
    iso: str
    address: str
    language: str
    title: str
    source: Link | None
    published: ShownDate | None
    is_year_inferred: bool


class TimelineDay(Struct, frozen=True, kw_only=True):
    """A day: the articles published then, and what others say happened."""

    id: str
    label: str | None
    """None on a page of its own."""

    cards: tuple[ShownCard, ...]
    events: tuple[ShownEvent, ...]
    more: int
    """How many more articles tell of it."""


class MonthView(Struct, frozen=True, kw_only=True):
    """timeline/month.html: a month by its days, or one of these."""

    page: Frame
    articles: int
    events: int
    shelves: tuple[TimelineShelf, ...]
    """The days that have pages of their own."""

    days: tuple[TimelineDay, ...]
