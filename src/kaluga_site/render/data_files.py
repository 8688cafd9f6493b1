"""The data of a month: all that is given away of its articles, as JSON Lines, as CSV tables and for BibTeX."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct, structs

from kaluga_site.model.article import Article
from kaluga_site.model.entities import Listing
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.pages import Page
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


def data_page(address: str, articles: Iterable[tuple[Article, ArticleLinks]], site: Site) -> Page:
    """Return the data of some articles as JSON Lines, with its other forms."""
    lines: list[bytes] = []
    entries: list[str] = []
    tables: list[list[tuple[Cell, ...]]] = [[table.header] for table in MONTHLY]
    for article, links in articles:
        data = ArticleData.of(article, links, site.base_url)
        lines.append(data.as_json())
        entries.append(bibtex(_cited(article, links, site)))
        for table, rows in zip(tables, article_rows(data), strict=True):
            table.extend(rows)
    forms = {table_suffix(table.name): BOM + csv_lines(rows) for table, rows in zip(MONTHLY, tables, strict=True)}
    content = b"".join([line + b"\n" for line in lines])
    return Page(address=address, content=content, forms={BIBTEX: "\n".join(entries).encode(), **forms})


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
