"""Have pages made from articles' records, each batch of them by whoever has time.

A batch carries all that it needs, or the names of files beside those that it writes, so that any
`concurrent.futures.Executor` can do it, on whatever machine has the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct

from kaluga_site import making, publish, render, state
from kaluga_site.making import ArticleWork, DataWork, PageWork, RewrittenWork, RowsWork, WordsWork
from kaluga_site.workers import SMALL, Workers

_MUCH = SMALL
"""What takes as long as so many records of a table of figures is worth splitting this process."""

_RECORDS_OF_A_LIST = 4
"""A page that is made from no records takes as long as so many of them."""

_RECORDS_OF_AN_ARTICLE = 6
"""An article's page and its forms take as long as so many."""

_KNOWN_IN_A_RECORD = 6
"""The known pieces of so many articles take as long as one to put together, and to look at whether they stand."""

_ROWS_IN_A_RECORD = 1 << 13
"""So many bytes of rows by which articles are found take as long as one."""

_LARGE = 1 << 16
"""A record of so many bytes counts as two: those of newspaper articles have less."""


class Press(Struct, frozen=True, kw_only=True):
    """What is needed to render pages from articles' records and lay them ready."""

    archive: Path
    look: bytes
    """The theme's fingerprint: with other templates the theme is loaded anew."""

    sites: Mapping[str, render.Site]
    """Language → what its pages share."""

    stage: publish.Stage

    def use(self, theme: render.Theme) -> None:
        """Let this process, and its children, render with a theme that it has loaded, which is this one's."""
        _themes.clear()
        _themes[self.archive, self.look] = theme

    def make(self, work: Sequence[PageWork]) -> list[publish.StagedFile]:
        """Render pages and lay them ready. Raises TemplateProblem as `Theme.render` does, Spoiled, and OSError."""
        theme = _themes.get((self.archive, self.look))
        if theme is None:
            theme = render.Theme(self.archive, state.templates_folder(self.archive))
            self.use(theme)
        return [self.stage.put(page) for page in making.render_pages(work, theme, self.sites)]


MakeList = Callable[[], publish.StagedFile]
"""Makes a page from no records, and lays it ready."""


def make_pages(
    press: Press, work: Iterable[PageWork], workers: Workers, lists: Iterable[MakeList] = (), *, alone: bool
) -> Iterator[publish.StagedFile]:
    """Make pages from articles' records, as a press does, and meanwhile, in this process, the lists.

    `alone` leaves all to this process, and to a child of it where it is worth splitting it.
    """
    if not alone:
        made = workers.spread(press.make, work, "render", alone=False, weight=_weight)
        for page, make in zip_longest(made, lists):
            yield from () if make is None else (make(),)
            yield from () if page is None else (page,)
        return
    pages = sorted((*work, *lists), key=_effort, reverse=True)

    def make_all(pages: Sequence[PageWork | MakeList]) -> list[publish.StagedFile]:
        return [
            *press.make([page for page in pages if isinstance(page, Struct)]),
            *(page() for page in pages if not isinstance(page, Struct)),
        ]

    if workers.can_split and sum(map(_effort, pages)) >= 2 * _MUCH:
        yield from workers.share(make_all, pages, publish.StagedFile, "render")
    else:
        yield from workers.spread(make_all, pages, "render", alone=True, weight=_weight)


def _weight(work: PageWork | MakeList) -> int:
    """Return how many records go with a page; one counts more the larger it is."""
    if not isinstance(work, Struct):
        return 1
    if isinstance(work, RowsWork):
        return 1
    if isinstance(work, WordsWork):
        return len(work.words.sizes)
    if isinstance(work, RewrittenWork):
        return max(1, len(work.rewritten))
    if isinstance(work, ArticleWork):
        return 1 + len(work.record) // _LARGE
    return max(1, len(work.records))


def _effort(work: PageWork | MakeList) -> int:
    """Return as how many records of a table of figures a page takes."""
    if not isinstance(work, Struct):
        return _RECORDS_OF_A_LIST
    if isinstance(work, ArticleWork):
        return _RECORDS_OF_AN_ARTICLE * _weight(work)
    if isinstance(work, DataWork):
        return len(work.records) + len(work.pieces) // _KNOWN_IN_A_RECORD
    if isinstance(work, RowsWork):
        return 1 + len(work.planned.rows) // _ROWS_IN_A_RECORD
    return _weight(work)


_themes: dict[tuple[Path, bytes], render.Theme] = {}
"""The theme that this process has loaded last, by its archive and its fingerprint."""
