"""What the template of an article's page gets, as those of all other pages do (see `views`)."""

from markupsafe import Markup
from msgspec import Struct

from kaluga_site.render.citation_styles import StyledCitation
from kaluga_site.render.views import Frame, Link, ShownCheck, ShownDate, Sibling


class ShownPerson(Struct, frozen=True, kw_only=True):
    """A person in an article's record; no address where there is no page."""

    name: str
    address: str | None
    role: str | None


class ShownTerm(Struct, frozen=True, kw_only=True):
    """A topic, organisation or place in an article's record."""

    name: str
    address: str | None


class TermGroup(Struct, frozen=True, kw_only=True):
    """The terms of one vocabulary that an article is about."""

    heading: str
    terms: tuple[ShownTerm, ...]


class ShownFigure(Struct, frozen=True, kw_only=True):
    """A figure in an article's table; `block` is the id of its paragraph, `inferred` set where others are declared."""

    id: str
    quote: str
    amount: str | None
    """The quantity in one form for all: "gần 316.000.000 USD"; None where the text gives only a magnitude."""

    measure: str | None
    measure_address: str | None
    """None for what no authority file knows."""

    measure_inferred: bool
    """As are the other two: only said of a figure that is declared otherwise."""

    as_of: str | None
    as_of_inferred: bool
    speaker: str | None
    sentence: str | None
    """The one that states it; None where it names somebody whom the archive keeps private."""

    inferred: bool
    checks: tuple[ShownCheck, ...]
    block: str


class ShownQuotation(Struct, frozen=True, kw_only=True):
    """A quotation in an article's record; `inferred` is set where others are declared."""

    quote: str
    """A long one only begins."""

    speaker: str | None
    inferred: bool
    block: str


class ShownPhoto(Struct, frozen=True, kw_only=True):
    """A photo with its caption."""

    address: str
    alt: str
    caption: str | None
    credit: str | None
    size: tuple[int, int] | None
    """Width and height in pixels, where the file tells them."""


class ContentsEntry(Struct, frozen=True, kw_only=True):
    """A heading of an article, by its block's id; `deeper` where it stands below another."""

    label: str
    block: str
    deeper: bool


class ShownCitation(Struct, frozen=True, kw_only=True):
    """How to cite an article: in words, in two styles more, and for programs; and the files that say the same."""

    words: str
    styles: tuple[StyledCitation, ...]
    bibtex: str
    ris: str
    csl_json: str
    files: tuple[Sibling, ...]


class ShownCorrection(Struct, frozen=True, kw_only=True):
    """A correction of an article."""

    date: ShownDate
    text: str


class ShownNeighbour(Struct, frozen=True, kw_only=True):
    """An article that another one leads to."""

    title: str
    address: str
    language: str
    date: ShownDate | None


class ShownRelation(Struct, frozen=True, kw_only=True):
    """An article that another one is related to, and why."""

    article: ShownNeighbour
    names: str
    """The first people, organisations and places that both name."""

    more_names: int
    """How many more there are."""

    topics: str


class ShownThread(Struct, frozen=True, kw_only=True):
    """The neighbours of an article among those of a person or topic, or of several that have the same there."""

    about: tuple[Link, ...]
    before: ShownNeighbour | None
    after: ShownNeighbour | None


class Onward(Struct, frozen=True, kw_only=True):
    """Where an article leads."""

    same_event: tuple[ShownRelation, ...]
    related: tuple[ShownRelation, ...]
    threads: tuple[ShownThread, ...]


class ArticleTags(Struct, frozen=True, kw_only=True):
    """What Open Graph and Zotero ask for; None where it is not known or not certain."""

    title: str
    authors: tuple[str, ...]
    """Those who are surely persons, with the surname first: "Dương, Quỳnh"."""

    published: str | None
    day: str | None
    """When it was published, without the time."""

    modified: str | None
    section: str | None
    newspaper: str | None


class ArticleView(Struct, frozen=True, kw_only=True):
    """article/single.html."""

    page: Frame
    tags: ArticleTags | None
    """None for an article that is withdrawn."""

    title: str
    title_note: str | None
    """How the title came about, where it is not simply declared."""

    language: str
    date: ShownDate | None
    source: Link | None
    source_inferred: bool
    rights: str | None
    url: str | None
    archived_url: str | None
    printed: tuple[str, ...]
    """Where it stood in the printed paper: section, issue, page."""

    authors: tuple[ShownTerm, ...]
    series: str | None
    unpublished: str | None
    """Why the page stands in previews alone."""

    withdrawn: str | None
    photos: tuple[ShownPhoto, ...]
    contents: tuple[ContentsEntry, ...]
    """Its headings, where it has several."""

    body: Markup
    corrections: tuple[ShownCorrection, ...]
    onward: Onward
    holds: str
    """What is in the record, for its fold: "6 nhân vật, 4 địa danh"."""

    people: tuple[ShownPerson, ...]
    terms: tuple[TermGroup, ...]
    quotations: tuple[ShownQuotation, ...]
    figures: tuple[ShownFigure, ...]
    has_measures: bool
    """Whether anything is said of one of them but its value."""

    unreviewed: str
    """What a rule read and nobody has reviewed: "ngày, nhân vật"."""

    report: str | None
    """Where to report an error in the article."""

    citation: ShownCitation | None
    text_sha256: str | None
    """The SHA-256 digest of the file that holds its plain text; None for an article that is withdrawn."""
