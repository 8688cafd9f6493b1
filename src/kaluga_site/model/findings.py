"""What `extract` reads in a text: every finding names its rule and the span it stands in."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from kaluga_site.model.basis import Attested, Span
from kaluga_site.model.dates import PartialDate


class PersonKind(StrEnum):
    """What a named person has to do with an article."""

    SUBJECT = "subject"
    """The article speaks of the person."""

    CREDIT = "credit"
    """A byline or a photographer's credit: never a subject."""


class BlockKind(StrEnum):
    """What a paragraph of a body is for."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    OTHER = "other"
    """A list, a quoted passage, a table: whatever else Markdown makes."""


class Mention(Struct, frozen=True, kw_only=True):
    """A span of an article that names a person, exactly as written, without title."""

    form: str
    span: Span
    rule: str


class FoundPerson(Struct, frozen=True, kw_only=True):
    """One human being in one article, with all the forms and mentions that belong to them."""

    name: str
    """The fullest form in this article, without title."""

    forms: tuple[str, ...]
    """Every distinct form, in the order of first mention."""

    role: str | None
    """The title or office as first written next to the name."""

    kind: PersonKind
    mentions: tuple[Mention, ...]


class FoundFigure(Struct, frozen=True, kw_only=True):
    """A quantity: the exact words, and how they read. `text[span.start:span.end] == quote`."""

    quote: str
    span: Span
    rule: str
    value: Decimal | None
    """Scaled to the base unit: "21 tỷ rúp" is 21000000000; None for "hàng trăm"."""

    high: Decimal | None
    """The upper end of a range."""

    unit: str | None
    qualifier: str | None


class FoundDate(Struct, frozen=True, kw_only=True):
    """A calendar date in the text; `iso` is as written: "2025-11-25", "2025-11" or "--11-25"."""

    quote: str
    span: Span
    rule: str
    iso: str


class FoundQuotation(Struct, frozen=True, kw_only=True):
    """Direct speech: the words inside the quotation marks, and who says them. `text[span.start:span.end] == quote`."""

    quote: str
    span: Span
    rule: str
    speaker: str | None
    """The fullest form of the name in this article; None where the article does not name who speaks."""

    speaker_span: Span | None
    """The mention by which the speaker is known."""


class RawBlock(Struct, frozen=True, kw_only=True):
    """A paragraph of a raw text, and what its form says it is."""

    kind: BlockKind
    text: str
    start: int
    """Where in the raw text it begins."""


class RawLayout(Struct, frozen=True, kw_only=True):
    """A raw text taken apart: the title line and a stray date stamp cut off, the rest word for word."""

    title: Attested[str] | None
    date: Attested[PartialDate] | None
    blocks: tuple[RawBlock, ...]


class Findings(Struct, frozen=True, kw_only=True):
    """All that `extract` reads in the plain text of a body."""

    tag: Attested[str] | None
    """The newspaper's or agency's tag as written, without brackets: "PNTĐ"."""

    date: Attested[PartialDate] | None
    """When the piece seems to have been published; uncertain where only the text's events are dated."""

    people: tuple[FoundPerson, ...]
    figures: tuple[FoundFigure, ...]
    dates: tuple[FoundDate, ...]
    quotations: tuple[FoundQuotation, ...]
