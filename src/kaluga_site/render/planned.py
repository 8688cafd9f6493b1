"""A file of the site before it is made."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kaluga_site.model.found import FoundWords
from kaluga_site.model.heads import Head
from kaluga_site.model.relations import Relations
from kaluga_site.model.settings import ARCHIVE_LANGUAGE
from kaluga_site.render.figure_pages import FiguresPage
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.search import SegmentArticles, SegmentWords, StandingWords
from kaluga_site.render.series_pages import SeriesPage
from kaluga_site.render.view import View


class PlannedPage(Struct, frozen=True, kw_only=True):
    """A file of the site: rendered from the first of `templates` that exists, or copied from a file.

    The view comes from `make_view`; that of an article's own page from its record and its links (see `head`), and that
    of a page of figures from several records (see `table`).
    """

    address: str
    """Counted from the site's root."""

    language: str = ARCHIVE_LANGUAGE
    """That of the interface, in which it is to be made."""

    fingerprint: bytes
    """A digest of all that the page shows, templates aside."""

    templates: tuple[str, ...] = ()
    make_view: Callable[[], View] | None = None
    make_data: Callable[[], bytes] | None = None
    """Of data that no template makes: its bytes."""

    head: Head | None = None
    """Of an article's own page: the article."""

    relations: Relations | None = None
    """Of an article's own page: what it has to do with others."""

    table: FiguresPage | SeriesPage | None = None
    """Of a page of figures: what it shows besides them; with the suffixes .csv and .json a series is data."""

    heads: tuple[Head, ...] = ()
    """The articles whose figures or data it shows."""

    words: tuple[FoundWords, ...] = ()
    """Of a segment's words: those of its articles."""

    standing_words: StandingWords | None = None
    """Of a segment's words: from which file they can be had, but for those of few articles."""

    pieces: tuple[bytes, ...] | None = None
    """Of data: the fingerprints of what is given away of each of these articles."""

    photos: tuple[Path, ...] = ()
    """Image files whose size the page tells."""

    segment: SegmentArticles | SegmentWords | None = None
    """Of a file of a segment of the search index: what it is made from besides the words."""

    copied: Path | None = None

    @property
    def is_of_records(self) -> bool:
        """Whether it is made from the records of articles."""
        return any(one is not None for one in (self.head, self.table, self.segment, self.pieces))


def page_of_view(address: str, templates: str | tuple[str, ...], view: View) -> PlannedPage:
    """Plan a page whose view costs little, so that it is its own fingerprint."""
    names = (templates,) if isinstance(templates, str) else templates
    return PlannedPage(address=address, fingerprint=digest(view), templates=names, make_view=lambda: view)
