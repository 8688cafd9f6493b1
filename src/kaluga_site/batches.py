"""Make pages from articles' records.

Each batch carries all that it needs, so that any `concurrent.futures.Executor` can do it, on this machine or another.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from kaluga_site import publish, render, state
from kaluga_site.model.article import Article, Figure
from kaluga_site.model.checks import FigureCheck, FigureVerdict
from kaluga_site.model.pages import Page
from kaluga_site.workers import SMALL, Workers

_RECORDS_OF_A_LIST = 4
"""A page that is made from no records takes as long as so many of them."""

_decode_article = msgspec.msgpack.Decoder(Article).decode
_decode_statement = msgspec.msgpack.Decoder(render.Statement).decode


class ArticleWork(Struct, frozen=True, kw_only=True):
    """An article's page to render: the article's encoded record, where its references lead, and it itself."""

    address: str
    language: str
    templates: tuple[str, ...]
    record: bytes
    links: render.ArticleLinks
    onward: render.Onward
    has_forms: bool
    """Whether the page's other forms are made, too: they stand once for all languages."""


class FiguresWork(Struct, frozen=True, kw_only=True):
    """A page of figures to render: the encoded records of the articles that state them, and their newspapers."""

    address: str
    language: str
    templates: tuple[str, ...]
    page: render.FiguresPage | render.SeriesPage
    records: tuple[bytes, ...]
    sources: tuple[render.Link | None, ...]


class SegmentWork(Struct, frozen=True, kw_only=True):
    """A file to make of a segment of the search index, with those beside it."""

    planned: render.SegmentArticles | render.SegmentWords
    words: tuple[bytes, ...]
    """The encoded words of the articles, where the file is made from them."""


class DataWork(Struct, frozen=True, kw_only=True):
    """The data of some articles to write: their encoded records, and where the references of each lead."""

    address: str
    language: str
    records: tuple[bytes, ...]
    links: tuple[render.ArticleLinks, ...]


PageWork = ArticleWork | FiguresWork | DataWork | SegmentWork


class Press(Struct, frozen=True, kw_only=True):
    """What is needed to render pages from articles' records and lay them ready."""

    archive: Path
    look: bytes
    """The theme's fingerprint: with other templates the theme is loaded anew."""

    sites: Mapping[str, render.Site]
    """Language → what its pages share."""

    stage: publish.Stage

    def make(self, work: Sequence[PageWork]) -> list[publish.StagedFile]:
        """Render pages and lay them ready. Raises TemplateProblem as `Theme.render` does, and OSError."""
        theme = _theme(self.archive, self.look)
        return [self.stage.put(render_page(one, theme, self.sites)) for one in work]


def make_pages(
    press: Press, work: Iterable[PageWork], workers: Workers, *, alone: bool, meanwhile: int = 0
) -> Iterator[publish.StagedFile]:
    """Make pages from articles' records, as a press does.

    `alone` leaves them to this process, and to a child of it where it is worth splitting it: so many other pages are
    made `meanwhile`, before all results are taken.
    """
    if not (alone and workers.can_split):
        return workers.spread(press.make, work, "render", alone=alone, weight=_weight)
    given, kept = _parted(work, meanwhile * _RECORDS_OF_A_LIST)
    done = workers.beside(press.make, given, publish.StagedFile, "render") if given else ()
    return chain(workers.spread(press.make, kept, "render", alone=True, weight=_weight), done)


def _parted(work: Iterable[PageWork], meanwhile: int) -> tuple[list[PageWork], list[PageWork]]:
    """Return the heaviest pages that are half of the work, none where that is little, and the others."""
    ordered = sorted(work, key=_weight, reverse=True)
    half = (sum(map(_weight, ordered)) + meanwhile) / 2
    held = [0, *accumulate(map(_weight, ordered))]
    given = bisect_left(held, half, hi=len(ordered))
    return (ordered[:given], ordered[given:]) if held[given] >= SMALL else ([], ordered)


def render_page(work: PageWork, theme: render.Theme, sites: Mapping[str, render.Site]) -> Page:
    """Return a page that is made from records. Raises TemplateProblem."""
    if isinstance(work, SegmentWork):
        planned = work.planned
        if isinstance(planned, render.SegmentWords):
            return render.words_page(planned, work.words)
        return render.articles_page(planned)
    theme, site = theme.speaking(work.language), sites[work.language]
    with render.speaking(work.language):
        if isinstance(work, FiguresWork):
            return _render_figures(work, theme, site)
        if isinstance(work, DataWork):
            articles = zip(map(_decode_article, work.records), work.links, strict=True)
            return render.data_page(work.address, articles, site)
        article = _decode_article(work.record)
        view = render.article_view(article, site, work.links, work.onward, theme.archive)
        page = theme.render(work.address, work.templates, view)
        forms = render.article_forms(article, view, work.links, site) if work.has_forms else {}
        return structs.replace(page, forms=forms)


def _render_figures(work: FiguresWork, theme: render.Theme, site: render.Site) -> Page:
    statements = map(_decode_statement, work.records)
    if isinstance(work.page, render.FiguresPage):
        return theme.render(work.address, work.templates, render.figures_view(work.page, statements, site))
    stated = zip(statements, work.sources, strict=True)
    if work.templates:
        view = render.series_view(work.page, stated, site)
        return structs.replace(theme.render(work.address, work.templates, view), lacks_chart=view.lacks_chart)
    form = render.series_csv if work.address.endswith(".csv") else render.series_json
    return Page(address=work.address, content=form(work.page, stated, site))


def _weight(work: PageWork) -> int:
    """Return how many records go with a page."""
    if isinstance(work, SegmentWork):
        return max(1, len(work.words))
    return 1 if isinstance(work, ArticleWork) else max(1, len(work.records))


def verdicts_of(path: str, record: bytes) -> list[FigureVerdict]:
    """Return what calculating with the figures of an encoded record gave."""
    if not record:
        return []
    article = msgspec.msgpack.decode(record, type=_Calculated)
    quotes = {figure.id: figure.quote for figure in article.figures}
    return [
        FigureVerdict(
            path=path, quote=quotes[check.figures[0]], sum=check.sum, verdict=check.verdict, doubt=check.doubt
        )
        for check in article.checks
    ]


class _Calculated(Struct, frozen=True):
    """Of a record, the figures and the checks alone."""

    figures: tuple[Figure, ...]
    checks: tuple[FigureCheck, ...]


@lru_cache(maxsize=1)
def _theme(archive: Path, look: bytes) -> render.Theme:  # noqa: ARG001 - other templates make another theme
    return render.Theme(archive, state.templates_folder(archive))
