"""What the templates of figures get, as those of all other pages do (see `views`)."""

from typing import NamedTuple

from msgspec import Struct

from kaluga_site.render.views import Frame, Link, Shelf, ShownArticle, ShownCheck, ShownDate


class ShownMeasure(Struct, frozen=True, kw_only=True):
    """A measure in a list, with the number of its figures and the latest as it is written."""

    name: str
    address: str
    count: int
    latest: str


class FiguresYear(Struct, frozen=True, kw_only=True):
    """A year of articles, how many figures they state, and its months."""

    label: str
    count: int
    months: tuple[Shelf, ...]


class FiguresListView(Struct, frozen=True, kw_only=True):
    """figures/list.html: all measures that have figures, and the months of every year."""

    page: Frame
    count: int
    measures: tuple[ShownMeasure, ...]
    years: tuple[FiguresYear, ...]


class FigureRow(NamedTuple):
    """A figure in a table of many articles, all words empty where nothing is known: there are a great many of them."""

    id: str
    """Tells it from the figures of all other articles."""

    figure: str
    """Its id in the article's record."""

    quote: str
    value: str
    unit: str
    qualifier: str
    measure: str
    measure_address: str
    measure_inferred: bool
    as_of: str
    as_of_iso: str
    as_of_inferred: bool
    speaker: str
    sentence: str
    block: str
    """The id of the paragraph that states it."""

    checks: tuple[ShownCheck, ...]
    inferred: bool


class ArticleFigures(Struct, frozen=True, kw_only=True):
    """The figures of one article in a table of many."""

    article: ShownArticle
    rows: tuple[FigureRow, ...]


class FiguresView(Struct, frozen=True, kw_only=True):
    """figures/month.html: the figures of a month or a part of it, or the pages that hold them."""

    page: Frame
    label: str
    count: int
    shelves: tuple[Shelf, ...]
    articles: tuple[ArticleFigures, ...]
    lacking: tuple[str, ...]
    """The fields of a row that are empty in all of them, of those that may be: no column is shown for one."""


class SeriesRow(Struct, frozen=True, kw_only=True):
    """A figure of a measure; `bar` is how long its bar is, of 100."""

    id: str
    quote: str
    value: str | None
    bar: str | None
    as_of: ShownDate | None
    as_of_inferred: bool
    date: ShownDate | None
    """Of the article."""

    source: Link | None
    speaker: str | None
    sentence: str | None
    inferred: bool
    figure: str
    """Its id in the article's record."""

    block: str
    article: ShownArticle


class SeriesGroup(Struct, frozen=True, kw_only=True):
    """Figures of one time; `when` it is where the articles state different values of it."""

    when: ShownDate | None
    rows: tuple[SeriesRow, ...]


class ChartTick(NamedTuple):
    """A label of an axis, and how far along the axis it stands."""

    at: str
    label: str


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of values over time, in the units of its SVG: the plot is `width` wide, and its foot is at `foot`."""

    id: str
    name: str
    """What is measured."""

    box: str
    """The view box: the plot and the room for labels around it."""

    width: int
    foot: int
    x_ticks: tuple[ChartTick, ...]
    y_ticks: tuple[ChartTick, ...]
    lines: tuple[str, ...]
    """The path of each source that gives several values."""

    points: tuple[tuple[str, str], ...]
    count: int
    """How many values it shows."""

    first: str
    last: str
    least: str
    most: str


class UnitSeries(Struct, frozen=True, kw_only=True):
    """The figures of a measure in one unit, by time."""

    unit: str | None
    has_bars: bool
    chart: Chart | None
    lacks_chart: bool
    """Whether there would be a chart with the libraries that draw it."""

    groups: tuple[SeriesGroup, ...]


class SeriesView(Struct, frozen=True, kw_only=True):
    """figures/series.html: the figures of a measure, or of a year or month of it; `csv` and `json` are addresses."""

    page: Frame
    name: str
    note: str | None
    period: str | None
    count: int
    shelves: tuple[Shelf, ...]
    units: tuple[UnitSeries, ...]
    csv: str
    json: str

    @property
    def lacks_chart(self) -> bool:
        """Whether it would have a chart with the libraries that draw it."""
        return any(series.lacks_chart for series in self.units)
