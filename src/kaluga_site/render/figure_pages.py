"""The tables of figures: of a month, and the list of months and measures."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from msgspec import Struct

from kaluga_site.model.article import Body, Figure
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.cards import Card
from kaluga_site.model.checks import FigureCheck
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.heads import Head
from kaluga_site.model.series import MeasureUse
from kaluga_site.render import addresses
from kaluga_site.render.article_record import as_change, checks_by_figure, sentence_of, value_in_words
from kaluga_site.render.figure_cuts import FiguresCut, count_of
from kaluga_site.render.figure_views import (
    ArticleFigures,
    FigureRow,
    FiguresListView,
    FiguresView,
    FiguresYear,
    ShownMeasure,
)
from kaluga_site.render.shelves import month_label, words_of, year_label
from kaluga_site.render.showing import Showing, shown_date
from kaluga_site.render.site import Site, figures_link
from kaluga_site.render.views import Link, NotableFigure, Shelf, ShownArticle
from kaluga_site.render.words import date_in_words

HOME_FIGURES = 6


class Statement(Struct, frozen=True):
    """Of a record, what its figures show."""

    address: str
    language: str
    title: Attested[str]
    date: Attested[PartialDate] | None
    figures: tuple[Figure, ...]
    checks: tuple[FigureCheck, ...]
    body: Body

    @property
    def article(self) -> ShownArticle:
        """The article, as a row names it."""
        return ShownArticle(title=self.title.value, address=f"{self.address}.html", language=self.language)

    @property
    def address_word(self) -> str:
        """What begins the ids of its figures on pages of many articles: "2025/slug", which no other article has."""
        return self.address.partition("/")[2]


class FiguresPage(Struct, frozen=True, kw_only=True):
    """What a page of a month's figures shows besides the rows."""

    address: str
    label: str
    parents: tuple[Link, ...]
    shelves: tuple[Shelf, ...]
    count: int

    @classmethod
    def of(cls, cut: FiguresCut) -> "FiguresPage":
        """Return what one page of a month shows."""
        count = count_of(cut.heads) + sum(count for *_, count in cut.shelves)
        return cls(
            address=cut.address,
            label=cut.label,
            parents=(figures_link(), *(Link(label, address) for label, address in cut.parents)),
            shelves=tuple(Shelf(label=label, address=address, count=count) for label, address, count in cut.shelves),
            count=count,
        )


_OFTEN_EMPTY = ("qualifier", "measure", "as_of", "speaker")


def figures_view(page: FiguresPage, statements: Iterable[Statement], site: Site) -> FiguresView:
    """Return what a page of a month's figures shows."""
    articles = tuple(ArticleFigures(article=one.article, rows=tuple(_rows(one))) for one in statements)
    rows = [row for article in articles for row in article.rows]
    return FiguresView(
        page=site.frame(page.address, f"{figures_link().label}: {page.label}", breadcrumb=page.parents),
        label=page.label,
        count=page.count,
        shelves=page.shelves,
        articles=articles,
        lacking=tuple(name for name in _OFTEN_EMPTY if rows and not any(getattr(row, name) for row in rows)),
    )


def _rows(statement: Statement) -> Iterator[FigureRow]:
    text, word, checks = statement.body.text, statement.address_word, checks_by_figure(statement.checks)
    for figure in statement.figures:
        measure, as_of, declared = figure.measure, figure.as_of, figure.basis is Basis.DECLARED
        measured = as_change(measured_in_words(figure), figure)
        yield FigureRow(  # by place: with names, making a row takes half as long again
            f"{word}/{figure.id}",
            figure.id,
            figure.quote,
            value_in_words(figure) or "",
            figure.unit or "",
            figure.qualifier or "",
            measure.name if measure else measured,
            f"{addresses.measure_stem(measure.id)}.html" if measure else "",
            declared and measured != "" and measure is None,
            date_in_words(as_of.value) if as_of else "",
            as_of.value.iso if as_of else "",
            declared and as_of is not None and as_of.basis is Basis.INFERRED,
            figure.speaker or "",
            sentence_of(figure, text) or "",
            figure.block,
            checks.get(figure.id, ()),
            not declared,
        )


def measured_in_words(figure: Figure) -> str:
    """Return what the text says is measured; a sentence that is not shown may name somebody private there too."""
    is_said = figure.measured is not None and figure.measured != figure.unit and figure.sentence is not None
    return figure.measured or "" if is_said else ""


def figures_list_view(showing: Showing) -> FiguresListView:
    """Return what the list of all figures shows: the measures, and the months of every year."""
    archive = showing.archive
    measures = sorted(archive.measures.values(), key=lambda one: (one.name_key, one.id))
    return FiguresListView(
        page=showing.site.frame(addresses.FIGURES_LIST, figures_link().label),
        count=sum(archive.figures.values()),
        measures=tuple(
            ShownMeasure(
                name=one.name,
                address=f"{addresses.measure_stem(one.id)}.html",
                count=one.count,
                latest=one.quote,
            )
            for one in measures
        ),
        years=tuple(_years(showing)),
    )


def _years(showing: Showing) -> Iterator[FiguresYear]:
    for word, periods in groupby(showing.archive.figures, lambda period: words_of(period)[0]):
        months = []
        for period in periods:
            words = words_of(period)
            address, count = f"{addresses.figures_stem(*words)}.html", showing.archive.figures[period]
            months.append(Shelf(label=month_label(*words), address=address, count=count))
        label = year_label(word)
        yield FiguresYear(
            label=label,
            count=sum(month.count for month in months),
            months=tuple(months),
        )


def notable_figures(heads: Iterable[Head]) -> Sequence[NotableFigure]:
    """Return the figures that the home page shows: the latest of each measure that the newest articles state."""
    found = ((head.card, use) for head in heads for use in head.measures)
    return [_notable(card, use) for card, use in islice(found, HOME_FIGURES)]


def _notable(card: Card, use: MeasureUse) -> NotableFigure:
    address = f"{card.address}.html"
    return NotableFigure(
        quote=use.quote,
        measure=Link(use.name, f"{addresses.measure_stem(use.id)}.html"),
        sentence=f"{address}#{use.block}",
        article=ShownArticle(title=card.title, address=address, language=card.language),
        date=shown_date(card.date, card.date_basis) if card.date else None,
    )
