"""The data of a month: all that is given away of its articles, as JSON Lines, as CSV tables and for BibTeX."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate

from msgspec import Struct, structs

from kaluga_site.model.article import Article
from kaluga_site.model.entities import Listing
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import Page, form_address
from kaluga_site.render import addresses
from kaluga_site.render.citation import CitedArticle
from kaluga_site.render.citation_entries import bibtex
from kaluga_site.render.data_rows import ArticleData, person_row
from kaluga_site.render.data_tables import MONTHLY, PEOPLE
from kaluga_site.render.shelves import words_of
from kaluga_site.render.showing import ArticleLinks, Showing
from kaluga_site.render.site import Site
from kaluga_site.render.tables import BOM, Cell, csv_lines

LIMIT = 1_000
"""So many articles stand in one file; the data of more is cut into sixteen parts, and each of these again."""

JSON_LINES, BIBTEX = ".jsonl", ".bib"


class DataFile(Struct, frozen=True, kw_only=True):
    """The files of the data of a month, or of a part of it."""

    stem: str
    heads: tuple[Head, ...]

    @property
    def address(self) -> str:
        """The address of the JSON Lines; beside them stand the other forms."""
        return f"{self.stem}{JSON_LINES}"


def table_suffix(name: str) -> str:
    """Return what stands behind the stem in the address of a table's CSV."""
    return f"-{name}.csv"


def data_stems(period: Period, count: int) -> Sequence[str]:
    """Return the addresses of the data of a month that gives so many articles, without their suffixes.

    Which article stands in which part is told by the digest of its address, so that a new one changes one part.
    """
    stem = addresses.data_stem(*words_of(period))
    digits = _digits(count)
    return [f"{stem}/phan-{part:0{digits}x}" for part in range(16**digits)] if digits else [stem]


def cut_data(period: Period, heads: Iterable[Head]) -> list[DataFile]:
    """Return the files of a month, whose articles come newest first; of withdrawn ones nothing is given away."""
    given = [head for head in heads if not head.card.withdrawn]
    stems = data_stems(period, len(given))
    parts: list[list[Head]] = [[] for _ in stems]
    for head in given:
        parts[_part(head.card.address, len(stems))].append(head)
    return [DataFile(stem=stem, heads=tuple(part)) for stem, part in zip(stems, parts, strict=True)]


def _digits(count: int) -> int:
    digits = 0
    while count > LIMIT * 16**digits:
        digits += 1
    return digits


def _part(address: str, parts: int) -> int:
    return int.from_bytes(blake2b(address.encode(), digest_size=4).digest(), "big") % parts


_FRAMES = {
    JSON_LINES: (b"", b""),
    BIBTEX: (b"", b"\n"),
    **{table_suffix(table.name): (BOM + csv_lines([table.header]), b"") for table in MONTHLY},
}
"""The suffix of each file of data → what it begins with, and what stands between the pieces of its articles."""


def article_pieces(article: Article, links: ArticleLinks, site: Site) -> tuple[bytes, ...]:
    """Return what stands of an article in each file of its data."""
    data = ArticleData.of(article, links, site.base_url)
    return data.as_json() + b"\n", bibtex(_cited(article, links, site)).encode(), *map(csv_lines, article_rows(data))


def data_page(address: str, articles: Sequence[Sequence[bytes]]) -> Page:
    """Return the data of some articles as JSON Lines, with its other forms: put together from their pieces."""
    files = zip(*articles, strict=True) if articles else ((),) * len(_FRAMES)
    made = {
        suffix: begin + between.join(pieces)
        for (suffix, (begin, between)), pieces in zip(_FRAMES.items(), files, strict=True)
    }
    lengths = tuple(tuple(map(len, pieces)) for pieces in articles)
    return Page(address=address, content=made.pop(JSON_LINES), forms=made, pieces=lengths)


def data_addresses(address: str) -> list[str]:
    """Return the addresses of all files of data, by that of its JSON Lines."""
    return [form_address(address, suffix) for suffix in _FRAMES]


def parted_data(files: Sequence[bytes], lengths: Sequence[Sequence[int]]) -> list[tuple[bytes, ...]]:
    """Return the pieces of which the files of some data were put together, article by article."""
    parted = []
    for (begin, between), content, of_articles in zip(_FRAMES.values(), files, zip(*lengths, strict=True), strict=True):
        ends = accumulate((length + len(between) for length in of_articles), initial=len(begin))
        parted.append([content[end : end + length] for end, length in zip(ends, of_articles, strict=False)])
    return list(zip(*parted, strict=True))


def people_of(showing: Showing) -> list[Listing]:
    """Return the people of the archive, by their ids."""
    return sorted(showing.archive.listings[Vocabulary.PEOPLE].values(), key=lambda one: one.id)


def people_rows(showing: Showing) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the table of people."""
    return (structs.astuple(person_row(one, showing.site.base_url)) for one in people_of(showing))


def people_csv(showing: Showing) -> bytes:
    """Return the people of the archive as CSV."""
    return BOM + csv_lines((PEOPLE.header, *people_rows(showing)))


def article_rows(data: ArticleData) -> Iterator[list[tuple[Cell, ...]]]:
    """Yield an article's rows in the monthly tables; but for its own, each begins with its id."""
    yield [structs.astuple(data.article)]
    for rows in (data.mentions, data.figures, data.quotations):
        yield [(data.article.id, *structs.astuple(row)) for row in rows]


def _cited(article: Article, links: ArticleLinks, site: Site) -> CitedArticle:
    source = links.to(article.source.value) if article.source else None
    page = addresses.on_server(f"{article.address}.html", site.base_url) if site.base_url else None
    return CitedArticle.of(article, source.label if source else None, page)
