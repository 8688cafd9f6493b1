"""Make pages from what goes with them: the encoded records of articles, and what is known of them besides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct, structs

from kaluga_site import render, state
from kaluga_site.model.article import Article
from kaluga_site.model.pages import KnownPieces, Page, form_address

_AT_EACH_STEP = 16
"""The pages of so many articles are under way together; of more, they would take much memory and no less time."""

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


class LaidDownWords(Struct, frozen=True):
    """The encoded words of a segment's articles, in a file until they are taken: sent along they fill much memory."""

    file: Path
    sizes: tuple[int, ...]
    """How many bytes of the file are those of each article."""

    @classmethod
    def of(cls, words: Iterable[bytes], file: Path) -> Self:
        """Lay words down. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            return cls(file, tuple(map(opened.write, words)))

    def take(self) -> Iterator[bytes]:
        """Yield the words of each article, and remove the file. Raises OSError."""
        with self.file.open("rb") as opened:
            yield from map(opened.read, self.sizes)
        self.file.unlink()


class RowsWork(Struct, frozen=True, kw_only=True):
    """The file to make by which the articles of a segment of the search index are narrowed."""

    planned: render.SegmentArticles


class WordsWork(Struct, frozen=True, kw_only=True):
    """A segment's file for words to make, with those beside it."""

    planned: render.SegmentWords
    words: LaidDownWords


class RewrittenWork(Struct, frozen=True, kw_only=True):
    """The same to make from what is published."""

    planned: render.SegmentWords
    before: render.PublishedWords
    output: Path
    """The folder of these files."""

    rewritten: tuple[render.RewrittenWords, ...]


class DataWork(Struct, frozen=True, kw_only=True):
    """The data of some articles to write."""

    address: str
    language: str
    pieces: tuple[bytes, ...]
    """The fingerprints of what is given away of the articles."""

    known: KnownPieces
    """Of which pieces the published files consist; none where all is to be made."""

    output: Path
    """The folder of these files."""

    records: tuple[bytes, ...]
    links: tuple[render.ArticleLinks, ...]
    """The encoded records of the articles whose pieces are not known, and where the references of each lead."""


_OtherWork = FiguresWork | DataWork | RowsWork | WordsWork | RewrittenWork
PageWork = ArticleWork | _OtherWork


def render_pages(work: Sequence[PageWork], theme: render.Theme, sites: Mapping[str, render.Site]) -> Iterator[Page]:
    """Yield pages that are made from records, in the order of the work. Raises TemplateProblem and Spoiled.

    But for some of articles, each is made when it is asked for: the data of a month may be large.
    """
    articles = _render_articles([one for one in work if isinstance(one, ArticleWork)], theme, sites)
    yield from (next(articles) if isinstance(one, ArticleWork) else _render(one, theme, sites) for one in work)


def _render_articles(
    work: Sequence[ArticleWork], theme: render.Theme, sites: Mapping[str, render.Site]
) -> Iterator[Page]:
    """Render articles' pages step by step, some of them at each: the processor still holds what a step needs."""
    for start in range(0, len(work), _AT_EACH_STEP):
        jobs = [
            _ArticleJob(one, theme.speaking(one.language), sites[one.language])
            for one in work[start : start + _AT_EACH_STEP]
        ]
        for step in (_ArticleJob.look, _ArticleJob.render, _ArticleJob.give_away):
            for job in jobs:
                with render.speaking(job.work.language):
                    step(job)
        yield from (job.page for job in jobs)


class _ArticleJob:
    """The making of an article's page, as far as it has come."""

    __slots__ = ("article", "page", "site", "theme", "view", "work")

    def __init__(self, work: ArticleWork, theme: render.Theme, site: render.Site) -> None:
        self.work, self.theme, self.site = work, theme, site
        self.article = _decode_article(work.record)

    def look(self) -> None:
        work = self.work
        self.view = render.article_view(self.article, self.site, work.links, work.onward, self.theme.archive)

    def render(self) -> None:
        self.page = self.theme.render(self.work.address, self.work.templates, self.view)

    def give_away(self) -> None:
        if self.work.has_forms:
            forms = render.article_forms(self.article, self.view, self.work.links, self.site)
            self.page = structs.replace(self.page, forms=forms)


def _render(work: _OtherWork, theme: render.Theme, sites: Mapping[str, render.Site]) -> Page:
    if isinstance(work, RewrittenWork):
        return render.rewritten_page(work.planned, work.before, partial(_published, work), work.rewritten)
    if isinstance(work, WordsWork):
        return render.words_page(work.planned, work.words.take())
    if isinstance(work, RowsWork):
        return render.articles_page(work.planned)
    site = sites[work.language]
    with render.speaking(work.language):
        if isinstance(work, FiguresWork):
            return _render_figures(work, theme.speaking(work.language), site)
        articles = zip(map(_decode_article, work.records), work.links, strict=True)
        known = _known_pieces(work)
        made = (render.article_pieces(article, links, site) for article, links in articles)
        return render.data_page(work.address, [known.get(one) or next(made) for one in work.pieces])


class Spoiled(Exception):  # noqa: N818 - it is a state of a file
    """A published file is not as it was published, so that no other can be made from it."""


def _known_pieces(work: DataWork) -> Mapping[bytes, tuple[bytes, ...]]:
    """Return the pieces of the published files by the fingerprints of what they give away. Raises Spoiled."""
    known = work.known
    if not known.articles:
        return {}
    try:
        files = [(work.output / one).read_bytes() for one in render.data_addresses(work.address)]
    except OSError as error:
        raise Spoiled from error
    if known.files != tuple(map(state.digest_of_content, files)):
        raise Spoiled
    parted = render.parted_data(files, [lengths for _, lengths in known.articles])
    return {fingerprint: pieces for (fingerprint, _), pieces in zip(known.articles, parted, strict=True)}


def _published(work: RewrittenWork, suffix: str) -> bytes:
    """Return a published file beside a segment's file for words. Raises Spoiled."""
    file, known = work.output / form_address(work.before.address, suffix), work.before.forms[suffix]
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Spoiled from error
    if state.digest_of_content(content).hex() != known.sha256:
        raise Spoiled
    return content


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
