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


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """A span of an article that names a person, exactly as written, without title."""

    form: str
    span: Span
    rule: str


class FoundPerson(Struct, frozen=True, kw_only=True, gc=False):
    """One human being in one article, with all the forms and mentions that belong to them."""

    name: str
    """The fullest form in this article, without title."""

    forms: tuple[str, ...]
    """Every distinct form, in the order of first mention."""

    role: str | None
    """The title or office as first written next to the name."""

    kind: PersonKind
    mentions: tuple[Mention, ...]
    """Where the text names them; nowhere for whom the title names alone."""


class FoundOrganisation(Struct, frozen=True, kw_only=True, gc=False):
    """One body in one article, with all the forms and mentions that belong to it."""

    name: str
    """The fullest form in this article, with a capital; of a body that the word list knows, the list's own."""

    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]


class FoundPlace(Struct, frozen=True, kw_only=True, gc=False):
    """One place in one article, with all the forms and mentions that belong to it."""

    name: str
    """The name in the word list; of another place its head word and name: "huyện Tân Châu"."""

    forms: tuple[str, ...]
    kind: str | None
    """As written or known: "tỉnh", "quốc gia"."""

    mentions: tuple[Mention, ...]


class FoundTopic(Struct, frozen=True, kw_only=True, gc=False):
    """A topic of the controlled vocabulary that an article is about."""

    id: str
    score: float
    """Occurrences of its words per 1,000 syllables; see `extract.topics`."""

    span: Span | None
    """The first occurrence in the body; None where only the title holds one."""


class FigureKind(StrEnum):
    """What kind of quantity a figure is."""

    AMOUNT = "amount"
    """Money, or so much by a physical measure."""

    COUNT = "count"
    """So many of something, or so many times."""

    SHARE = "share"
    """A percentage of a whole."""

    CHANGE = "change"
    """By how much, or by how many per cent, something grew or fell."""

    MULTIPLE = "multiple"
    """How many times as much; a percentage of a plan or of an earlier value too."""

    RATE = "rate"
    """So much per something else; interest and taxes too."""

    RANK = "rank"
    DURATION = "duration"


class FoundFigure(Struct, frozen=True, kw_only=True, gc=False):
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
    kind: FigureKind
    measured: str | None
    """The words of the text that say what is measured; None where that is not sure."""

    as_of: Attested[PartialDate] | None = None
    """When it was so, as far as the clause dates it to the year."""


def is_comparable(unit: str | None, other: str | None) -> bool:
    """Tell whether two figures count the same, of which one may leave it out, or say it in fewer words.

    "Từ 5.000 lượt lên 9.500 lượt/ngày" are comparable, as are "ca" and "ca mắc"; "đồng/kg" and "đồng/ha" are not.
    """
    if unit is None or other is None or unit == other:
        return True
    (one, _, per), (two, _, per_other) = unit.partition("/"), other.partition("/")
    if per and per_other and per != per_other:
        return False
    return f"{one} ".startswith(f"{two} ") or f"{two} ".startswith(f"{one} ")


class FactorSense(StrEnum):
    """How a factor is meant: "gấp 3 lần", "tăng 3 lần", "giảm 25%"."""

    RATIO = "ratio"
    """The end is so many times, or so many per cent of, the start."""

    INCREASE = "increase"
    """By so much; of "tăng 3 lần" nobody can say whether the end is three or four times the start."""

    DECREASE = "decrease"


class FoundFactor(Struct, frozen=True, kw_only=True, gc=False):
    """By how much something is said to have changed; a figure stands there unless it is written as "gấp đôi"."""

    quote: str
    span: Span
    sense: FactorSense
    value: Decimal
    unit: str | None
    """"lần", "%", or the unit of both ends."""

    qualifier: str | None


class FoundChange(Struct, frozen=True, kw_only=True, gc=False):
    """A change of which both ends are figures: "từ 4 triệu USD lên 316 triệu USD"."""

    span: Span
    """From the first figure's first word to the last one's last."""

    rule: str
    start: Span
    """The span of the figure from which it began."""

    end: Span
    factor: FoundFactor | None


class FoundSum(Struct, frozen=True, kw_only=True, gc=False):
    """A total and its parts in one sentence, all of them figures, by their spans."""

    rule: str
    total: Span
    parts: tuple[Span, ...]
    is_complete: bool
    """Whether the words say that these are all the parts; otherwise there may be others."""


class FoundDate(Struct, frozen=True, kw_only=True, gc=False):
    """A calendar date in the text; `iso` is as written: "2025-11-25", "2025-11" or "--11-25"."""

    quote: str
    span: Span
    rule: str
    iso: str


class FoundEvent(Struct, frozen=True, kw_only=True, gc=False):
    """A day or month on which something happens, and the sentence that says so."""

    quote: str
    """The words of the date."""

    span: Span
    rule: str
    iso: str
    """The date as written: "2025-11-25", "2025-11" or "--11-25"."""

    sentence: Span
    years: tuple[int, ...]
    """Of a date without year: the years that its paragraph names up to the end of the sentence."""


class FoundQuotation(Struct, frozen=True, kw_only=True, gc=False):
    """Direct speech: the words inside the quotation marks, and who says them. `text[span.start:span.end] == quote`."""

    quote: str
    span: Span
    rule: str
    speaker: str | None
    """The fullest form of the name in this article; None where the article does not name who speaks."""

    speaker_span: Span | None
    """The mention by which the speaker is known."""


class RawBlock(Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph of a raw text, and what its form says it is."""

    kind: BlockKind
    text: str
    start: int
    """Where in the raw text it begins."""


class RawLayout(Struct, frozen=True, kw_only=True, gc=False):
    """A raw text taken apart: the title line and a stray date stamp cut off, the rest word for word."""

    title: Attested[str] | None
    date: Attested[PartialDate] | None
    blocks: tuple[RawBlock, ...]


class Findings(Struct, frozen=True, kw_only=True, gc=False):
    """All that `extract` reads in the plain text of a body."""

    tag: Attested[str] | None
    """The newspaper's or agency's tag as written, without brackets: "PNTĐ"."""

    date: Attested[PartialDate] | None
    """When the piece seems to have been published; uncertain where only the text's events are dated."""

    people: tuple[FoundPerson, ...]
    figures: tuple[FoundFigure, ...]
    dates: tuple[FoundDate, ...]
    quotations: tuple[FoundQuotation, ...]
    organisations: tuple[FoundOrganisation, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    topics: tuple[FoundTopic, ...] = ()
    changes: tuple[FoundChange, ...] = ()
    sums: tuple[FoundSum, ...] = ()
    events: tuple[FoundEvent, ...] = ()
