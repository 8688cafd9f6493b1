"""The record: one article, complete and frozen, every value with its basis."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

from msgspec import Struct

from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.checks import FigureCheck
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import BlockKind, FigureKind, FoundFactor, Mention, PersonKind
from kaluga_site.model.names import Reference

BLOCK_SEPARATOR = "\n\n"
YEAR_OF_ARTICLE = "day-near-article"
"""The rule of a date that is written without year, and whose year the article's own date tells."""


class Block(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """One block of a body.

    `segments` alternates markup and plain text, beginning and ending with markup: ("<p>", "Hà Nội", "</p>").
    The markup is HTML of our own making; the plain text is not escaped.
    """

    id: str
    kind: BlockKind
    segments: tuple[str, ...]

    @property
    def text(self) -> str:
        """The plain text, without markup."""
        return "".join(self.segments[1::2])


class Body(Struct, frozen=True, kw_only=True, gc=False):
    """The words of an article."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The plain text that every quote and span refers to: the blocks, a blank line between them."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @property
    def is_parted(self) -> bool:
        """Whether markup stands inside a word."""
        return any(
            left[-1:].isalnum() and right[:1].isalnum()
            for block in self.blocks
            for left, right in pairwise(block.segments[1::2])
        )

    def placed_blocks(self) -> Iterator[tuple[Block, Span]]:
        """Yield each block with the span that it takes up in `text`."""
        start = 0
        for block in self.blocks:
            end = start + len(block.text)
            yield block, Span(start, end)
            start = end + len(BLOCK_SEPARATOR)


class ArticlePerson(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A person that an article speaks of."""

    reference: Reference
    role: str | None
    forms: tuple[str, ...]
    """The forms that stand in the text or the title; none for a declared person whom neither names."""

    mentions: tuple[Mention, ...]
    kind: PersonKind
    basis: Basis


class Measure(Struct, frozen=True, gc=False):
    """What a figure measures: an entry of `measures.yaml`."""

    id: str
    name: str


class Figure(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A quantity that an article states, with the exact words it stands in."""

    id: str
    quote: str
    span: Span
    basis: Basis
    rule: str
    value: Decimal | None
    """Scaled to the base unit; None where only a magnitude is written ("hàng trăm")."""

    high: Decimal | None
    """The upper end of a range."""

    unit: str | None
    qualifier: str | None
    kind: FigureKind | None
    """None for a declared figure in which nothing is read."""

    measure: Measure | None
    measured: str | None
    """The words of the text that say what is measured, as far as that is sure."""

    as_of: Attested[PartialDate] | None
    speaker: str | None
    """None too for somebody whom the archive keeps private."""

    speaker_key: str | None
    """The name by which the authority file finds the speaker, for reading anew after its edits; never shown."""

    block: str
    """The id of the block that holds the quote."""

    sentence: Span | None
    """Where the sentence stands that states it; None where that names somebody whom the archive keeps private."""


class Change(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A change of which both ends are figures of the article: "từ 4 triệu USD lên 316 triệu USD"."""

    start: str
    """The id of the figure from which it began."""

    end: str
    factor: FoundFactor | None
    """By how much the text says that it changed; its numbers are those of its figure."""

    factor_figure: str | None
    """The id of the factor's figure; None for "gấp đôi" too."""

    span: Span
    rule: str


class Quotation(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """Direct speech, without its quotation marks, and its speaker."""

    quote: str
    span: Span
    basis: Basis
    rule: str
    speaker: str | None
    """None where the article names nobody, or somebody whom the archive keeps private."""

    speaker_key: str | None
    """The name by which the authority file finds the speaker, for reading anew after its edits; never shown."""

    block: str


class Event(Struct, frozen=True, array_like=True, kw_only=True):
    """A day or month on which something happens, as a sentence of the article says."""

    date: Attested[PartialDate]
    """Its span holds the words of the date."""

    sentence: Span
    block: str


class Photo(Struct, frozen=True, array_like=True, kw_only=True):
    """An image file of an article; `file` is its path from the archive's folder."""

    file: str
    caption: str | None
    credit: str | None
    alt: str
    line: int
    """The line of the article's file that names it."""


class Correction(Struct, frozen=True, array_like=True, kw_only=True):
    """What was mended in an article, and when."""

    date: PartialDate
    text: str


class Article(Struct, frozen=True, kw_only=True):
    """One newspaper piece after loading; what neither the front matter nor the text says is None or empty."""

    path: str
    """The file, from the archive's folder, with forward slashes."""

    address: str
    """The page's address without its suffix: "bai-viet/2025/slug"."""

    language: str
    title: Attested[str]
    date: Attested[PartialDate] | None
    summary: Attested[str] | None
    source: Attested[Reference] | None
    url: str | None
    archived_url: str | None
    section: str | None
    issue: str | None
    page: str | None
    bylines: tuple[Attested[Reference], ...]
    """Who wrote it, private people included."""

    series: str | None
    photos: tuple[Photo, ...]
    people: tuple[ArticlePerson, ...]
    others_named: tuple[str, ...]
    """The keys of those whom the text names besides `people`, for reading anew after edits; never shown."""

    private_names: tuple[str, ...]
    """The words of the text that name somebody whom the archive keeps private, for leaving them out of search."""

    topics: tuple[Attested[Reference], ...]
    organisations: tuple[Attested[Reference], ...]
    places: tuple[Attested[Reference], ...]
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    checks: tuple[FigureCheck, ...]
    quotations: tuple[Quotation, ...]
    events: tuple[Event, ...]
    draft: bool
    expires: PartialDate | None
    redirects: tuple[str, ...]
    corrections: tuple[Correction, ...]
    withdrawn: str | None
    """Why the text was taken back; its address stays."""

    body: Body

    @property
    def text_digest(self) -> bytes:
        """The SHA-256 digest of its plain text and a line's end in UTF-8, of the file that stands beside its page."""
        return sha256(f"{self.body.text}\n".encode()).digest()

    @property
    def mention_count(self) -> int:
        """How often it names people; each organisation and place, and a person who is only declared, counts once."""
        named = sum(max(1, len(person.mentions)) for person in self.shown_people)
        return named + len(self.organisations) + len(self.places)

    @property
    def shown_bylines(self) -> tuple[Attested[Reference], ...]:
        """Who wrote it, without those whom the archive keeps private."""
        return tuple(byline for byline in self.bylines if not byline.value.private)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of those who wrote it."""
        return tuple(byline.value.name for byline in self.shown_bylines)

    @property
    def shown_people(self) -> tuple[ArticlePerson, ...]:
        """The people the article speaks of, without credits and without those whom the archive keeps private."""
        return tuple(
            person for person in self.people if person.kind is PersonKind.SUBJECT and not person.reference.private
        )
