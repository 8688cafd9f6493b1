"""The figures of a measure as a series over time: a page, and the same as CSV and JSON."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from importlib.util import find_spec
from itertools import groupby

import msgspec
from msgspec import Struct, structs

from kaluga_site.model.article import Figure
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.entities import Series
from kaluga_site.render import addresses
from kaluga_site.render.article_record import sentence_of, value_in_words
from kaluga_site.render.figure_pages import Statement
from kaluga_site.render.figure_views import Chart, SeriesGroup, SeriesRow, SeriesView, UnitSeries
from kaluga_site.render.series_data import series_told
from kaluga_site.render.shelves import Cut
from kaluga_site.render.showing import shown_date
from kaluga_site.render.site import Site, figures_link
from kaluga_site.render.tables import csv_lines
from kaluga_site.render.views import Link, Shelf

BARS = 8
"""So many values of one unit have bars; of more a bar tells too little."""

SMALLEST, LARGEST = 1e-6, 5e16
"""Between these a number has room beside a chart."""

CHART_MODULES = ("altair", "vl_convert")
"""What `charts` imports of the extra that draws charts."""

_encode = msgspec.json.Encoder(decimal_format="number").encode


class SeriesPage(Struct, frozen=True, kw_only=True):
    """What a page of a measure's figures shows besides the figures."""

    stem: str
    """The address without its suffix."""

    id: str
    name: str
    note: str | None
    unit: str | None
    """The unit that the authority file gives."""

    period: str | None
    shelves: tuple[Shelf, ...]
    count: int

    @classmethod
    def of(cls, cut: Cut, series: Series) -> "SeriesPage":
        """Return what one page of a series shows; what is said of the measure stands on the first."""
        entry = series.entry
        return cls(
            stem=cut.address.removesuffix(".html"),
            id=series.listing.id,
            name=series.listing.name,
            note=entry.note if entry and cut.period is None else None,
            unit=entry.unit if entry else None,
            period=cut.period,
            shelves=tuple(Shelf(label=label, address=address, count=count) for label, address, count in cut.shelves),
            count=cut.count,
        )

    @property
    def address(self) -> str:
        """The page's address."""
        return f"{self.stem}.html"

    @property
    def data(self) -> tuple[str, str]:
        """The addresses of the figures as CSV and as JSON."""
        return f"{self.stem}.csv", f"{self.stem}.json"


class Datum(Struct, frozen=True, kw_only=True):
    """A figure of a series, for programs: a record of the JSON form, a line of the CSV form."""

    id: str
    quote: str
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    qualifier: str | None
    as_of: str | None
    as_of_basis: str | None
    speaker: str | None
    basis: str
    sentence: str | None
    title: str
    date: str | None
    date_basis: str | None
    source: str | None
    address: str
    """Of the figure in the article's record: whole where the site has an address, else counted from the site's root."""


class _Stated(Struct, frozen=True):
    """A figure, the article that states it, and its newspaper."""

    figure: Figure
    statement: Statement
    source: Link | None

    @property
    def when(self) -> tuple[object, ...]:
        """Order by what the figure is dated, else the article; then by article and place."""
        date = self.figure.as_of or self.statement.date
        return date.value.sort_key if date else (0, 0, 0, ""), self.statement.address, self.figure.span.start


def series_view(page: SeriesPage, statements: Iterable[tuple[Statement, Link | None]], site: Site) -> SeriesView:
    """Return what a page of a measure's figures shows; each comes with its newspaper."""
    parents: tuple[Link, ...] = (figures_link(),)
    if page.period is not None:
        parents = (figures_link(), Link(page.name, f"{addresses.measure_stem(page.id)}.html"))
    title = page.name if page.period is None else f"{page.name}: {page.period}"
    csv_address, json_address = page.data
    stated = _stated(page, statements)
    told = series_told(page.name, title, page.stem, [(one.figure, one.statement.address) for one in stated], site)
    return SeriesView(
        page=site.frame(page.address, title, breadcrumb=parents, told=told),
        name=page.name,
        note=page.note,
        period=page.period,
        count=page.count,
        shelves=page.shelves,
        units=tuple(_by_unit(stated, page)),
        csv=csv_address,
        json=json_address,
    )


def series_csv(page: SeriesPage, statements: Iterable[tuple[Statement, Link | None]], site: Site) -> bytes:
    """Return the figures of a page as CSV (RFC 4180, in UTF-8), in the order of time."""
    rows = (structs.astuple(_datum(one, site)) for one in _stated(page, statements))
    return csv_lines((Datum.__struct_fields__, *rows))


def series_json(page: SeriesPage, statements: Iterable[tuple[Statement, Link | None]], site: Site) -> bytes:
    """Return the figures of a page as JSON, in the order of time."""
    figures = [_datum(one, site) for one in _stated(page, statements)]
    whole = {"id": page.id, "name": page.name, "unit": page.unit, "figures": figures}
    return msgspec.json.format(_encode(whole), indent=1) + b"\n"


def _stated(page: SeriesPage, statements: Iterable[tuple[Statement, Link | None]]) -> list[_Stated]:
    found = [
        _Stated(figure, statement, source)
        for statement, source in statements
        for figure in statement.figures
        if figure.measure is not None and figure.measure.id == page.id
    ]
    return sorted(found, key=lambda one: one.when)


def _by_unit(stated: Sequence[_Stated], page: SeriesPage) -> Iterator[UnitSeries]:
    """Yield the figures of each unit, which are never mixed: those of the measure's own first."""

    def rank(one: _Stated) -> tuple[bool, str]:
        return one.figure.unit != page.unit, one.figure.unit or ""

    for place, (_, alike) in enumerate(groupby(sorted(stated, key=rank), rank), start=1):
        found = list(alike)
        charted = _charted(found)
        chart = _chart(charted, page, place) if charted and _can_draw() else None
        bars = _bars(found)
        rows = [_row(one, bar) for one, bar in zip(found, bars, strict=True)]
        groups = [list(group) for _, group in groupby(zip(found, rows, strict=True), lambda pair: _moment(pair[0]))]
        yield UnitSeries(
            unit=found[0].figure.unit,
            has_bars=any(bars),
            chart=chart,
            lacks_chart=bool(charted) and chart is None,
            groups=tuple(_group([one for one, _ in group], [row for _, row in group]) for group in groups),
        )


def _moment(one: _Stated) -> str:
    """Return what is the same for figures that can be compared: the time for which they are stated."""
    return one.figure.as_of.value.iso if one.figure.as_of else f"? {one.statement.address} {one.figure.id}"


def _group(stated: Sequence[_Stated], rows: Sequence[SeriesRow]) -> SeriesGroup:
    """Return figures of one time; whether they disagree is told from their values alone."""
    values = {(one.figure.value, one.figure.high) for one in stated if one.figure.value is not None}
    articles = {one.statement.address for one in stated}
    disagrees = len(values) > 1 and len(articles) > 1
    return SeriesGroup(when=rows[0].as_of if disagrees else None, rows=tuple(rows))


def _bars(stated: Sequence[_Stated]) -> list[str | None]:
    """Return the length of each figure's bar, of 100; none where a bar would say too little or something wrong."""
    values = [None if one.figure.high is not None else one.figure.value for one in stated]
    known = [value for value in values if value is not None]
    most = max(known, default=Decimal(0))
    if len(known) < 2 or len(stated) > BARS or min(known) < 0 or not most:
        return [None] * len(stated)
    return [None if value is None else f"{value * 100 / most:.1f}" for value in values]


def _charted(stated: Sequence[_Stated]) -> Sequence[tuple[_Stated, PartialDate, float]]:
    """Return the figures that a chart shows, each with its date: none where the table's bars or a line say it all."""
    dated = (
        (one, date.value, float(one.figure.value))
        for one in stated
        for date in (one.figure.as_of or one.statement.date,)
        if date is not None and one.figure.value is not None and one.figure.high is None
    )
    found = [one for one in dated if one[2] == 0 or SMALLEST <= abs(one[2]) < LARGEST]
    return found if len(found) > BARS and len({date.first_day for _, date, _ in found}) > 1 else ()


def _chart(charted: Sequence[tuple[_Stated, PartialDate, float]], page: SeriesPage, place: int) -> Chart:
    from kaluga_site.render.charts import Value, chart_of  # noqa: PLC0415 - its libraries are an extra

    values = [Value(date, value, one.source.address if one.source else None) for one, date, value in charted]
    return chart_of(values, f"bieu-do-{page.id}-{place}", page.name)


def _can_draw() -> bool:
    """Return whether the libraries are there that draw charts."""
    return all(map(find_spec, CHART_MODULES))


def _row(one: _Stated, bar: str | None) -> SeriesRow:
    figure, statement = one.figure, one.statement
    return SeriesRow(
        id=f"{statement.address_word}/{figure.id}",
        quote=figure.quote,
        value=value_in_words(figure),
        bar=bar,
        as_of=shown_date(figure.as_of.value, None) if figure.as_of else None,
        as_of_inferred=figure.as_of is not None and figure.as_of.basis is Basis.INFERRED,
        date=shown_date(statement.date.value, statement.date.basis) if statement.date else None,
        source=one.source,
        speaker=figure.speaker,
        sentence=sentence_of(figure, statement.body.text),
        inferred=figure.basis is Basis.INFERRED,
        figure=figure.id,
        block=figure.block,
        article=statement.article,
    )


def _datum(one: _Stated, site: Site) -> Datum:
    figure, statement = one.figure, one.statement
    address = f"{statement.address}.html#{figure.id}"
    return Datum(
        id=f"{statement.address_word}/{figure.id}",
        quote=figure.quote,
        value=figure.value,
        high=figure.high,
        unit=figure.unit,
        qualifier=figure.qualifier,
        as_of=figure.as_of.value.edtf if figure.as_of else None,
        as_of_basis=figure.as_of.basis.value if figure.as_of else None,
        speaker=figure.speaker,
        basis=figure.basis.value,
        sentence=sentence_of(figure, statement.body.text),
        title=statement.title.value,
        date=statement.date.value.edtf if statement.date else None,
        date_basis=statement.date.basis.value if statement.date else None,
        source=one.source.label if one.source else None,
        address=f"{site.base_url or ''}{address}",
    )
