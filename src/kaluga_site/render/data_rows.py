"""What the archive gives away as data: the rows of its tables, and the whole record of an article.

Names of fields are names of columns; `data_tables` explains each. Nothing is here that the pages do not show.
"""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.basis import Attested
from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Reference
from kaluga_site.render import addresses
from kaluga_site.render.article_record import sentence_of
from kaluga_site.render.figure_pages import measured_in_words
from kaluga_site.render.showing import ArticleLinks


class ArticleRow(Struct, frozen=True, gc=False):
    """An article."""

    id: str
    title: str
    title_basis: str
    date: str | None
    date_basis: str | None
    source_id: str | None
    source: str | None
    source_basis: str | None
    authors: tuple[str, ...]
    section: str | None
    issue: str | None
    page: str | None
    language: str
    summary: str | None
    summary_basis: str | None
    series: str | None
    topics: tuple[str, ...]
    url: str | None
    archived_url: str | None
    address: str
    corrected: str | None
    rights: str | None


class PersonRow(Struct, frozen=True, gc=False):
    """A person of the archive."""

    id: str
    name: str
    note: str | None
    articles: int
    address: str


class MentionRow(Struct, frozen=True, gc=False):
    """A person, an organisation or a place that an article names."""

    kind: str
    id: str | None
    name: str
    role: str | None
    form: str | None
    start: int | None
    end: int | None
    basis: str
    rule: str | None


class FigureRow(Struct, frozen=True, gc=False):
    """A quantity that an article states."""

    id: str
    quote: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str | None
    qualifier: str | None
    kind: str | None
    measure_id: str | None
    measured: str | None
    as_of: str | None
    as_of_basis: str | None
    speaker: str | None
    sentence: str | None
    block: str
    basis: str
    rule: str | None


class QuotationRow(Struct, frozen=True, gc=False):
    """Direct speech in an article."""

    quote: str
    start: int
    end: int
    speaker: str | None
    block: str
    basis: str
    rule: str | None


class ArticleData(Struct, frozen=True, kw_only=True):
    """All that the archive gives away of an article."""

    article: ArticleRow
    mentions: tuple[MentionRow, ...]
    figures: tuple[FigureRow, ...]
    quotations: tuple[QuotationRow, ...]
    text: str

    @classmethod
    def of(cls, article: Article, links: ArticleLinks, base_url: str | None) -> "ArticleData":
        """Take it from a record; offsets count the characters of `text`."""
        id_, text = article.address.partition("/")[2], article.body.text
        return cls(
            article=_article(article, id_, links, base_url or ""),
            mentions=tuple(_mentions(article, text, links)),
            figures=tuple(_figures(article, text)),
            quotations=tuple(_quotations(article)),
            text=text,
        )

    def as_json(self) -> bytes:
        """Return it as one JSON object on one line: an article's row, with rows of the other tables in it."""
        row = msgspec.structs.asdict(self.article)
        parts = {"mentions": self.mentions, "figures": self.figures, "quotations": self.quotations, "text": self.text}
        return _encode(row | parts)


_encode = msgspec.json.Encoder(decimal_format="number").encode


def person_row(listing: Listing, base_url: str | None) -> PersonRow:
    """Return the row of a person."""
    address = f"{base_url or ''}{addresses.entity_address(listing)}"
    return PersonRow(listing.id, listing.name, listing.note, listing.count, address)


def _article(article: Article, id_: str, links: ArticleLinks, base_url: str) -> ArticleRow:
    title, date, source, summary = article.title, article.date, article.source, article.summary
    corrected = max((one.date for one in article.corrections), key=lambda date: date.sort_key, default=None)
    return ArticleRow(
        id=id_,
        title=title.value,
        title_basis=title.basis.value,
        date=date.value.edtf if date else None,
        date_basis=date.basis.value if date else None,
        source_id=_id_of(source.value, links) if source else None,
        source=source.value.name if source else None,
        source_basis=source.basis.value if source else None,
        authors=article.authors,
        section=article.section,
        issue=article.issue,
        page=article.page,
        language=article.language,
        summary=summary.value if summary else None,
        summary_basis=summary.basis.value if summary else None,
        series=article.series,
        topics=tuple(topic.value.name for topic in article.topics),
        url=article.url,
        archived_url=article.archived_url,
        address=f"{base_url}{article.address}.html",
        corrected=corrected.edtf if corrected else None,
        rights=links.rights,
    )


def _mentions(article: Article, text: str, links: ArticleLinks) -> Iterator[MentionRow]:
    """Yield every mention of the people, and the first of each organisation and place; what is only declared, too."""
    for person in article.shown_people:
        name, entity, basis = person.reference.name, _id_of(person.reference, links), person.basis.value
        for one in person.mentions:
            span = one.span
            yield MentionRow(
                "person", entity, name, person.role, one.form, span.start, span.end, basis, one.rule or None
            )
        if not person.mentions:
            yield MentionRow("person", entity, name, person.role, None, None, None, basis, None)
    for kind, terms in (("organisation", article.organisations), ("place", article.places)):
        for term in terms:
            yield _term(kind, term, text, links)


def _term(kind: str, term: Attested[Reference], text: str, links: ArticleLinks) -> MentionRow:
    form = start = end = None
    if term.span is not None:
        start, end = term.span.start, term.span.end
        form = text[start:end]
    name, entity = term.value.name, _id_of(term.value, links)
    return MentionRow(kind, entity, name, None, form, start, end, term.basis.value, term.rule or None)


def _figures(article: Article, text: str) -> Iterator[FigureRow]:
    for figure in article.figures:
        yield FigureRow(  # by place, as rows of the tables of figures are
            figure.id,
            figure.quote,
            figure.span.start,
            figure.span.end,
            figure.value,
            figure.high,
            figure.unit,
            figure.qualifier,
            figure.kind.value if figure.kind else None,
            figure.measure.id if figure.measure else None,
            figure.measure.name if figure.measure else measured_in_words(figure) or None,
            figure.as_of.value.edtf if figure.as_of else None,
            figure.as_of.basis.value if figure.as_of else None,
            figure.speaker,
            sentence_of(figure, text),
            figure.block,
            figure.basis.value,
            figure.rule or None,
        )


def _quotations(article: Article) -> Iterator[QuotationRow]:
    for one in article.quotations:
        span = one.span
        yield QuotationRow(one.quote, span.start, span.end, one.speaker, one.block, one.basis.value, one.rule or None)


def _id_of(reference: Reference, links: ArticleLinks) -> str | None:
    """Return the last part of the address of an entity's page."""
    link = links.to(reference)
    return link.address.rpartition("/")[2].removesuffix(".html") if link else None
