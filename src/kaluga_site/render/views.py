"""What each template gets: one frozen record a template, every field of it ready to show.

Addresses are counted from the site's root; a template writes `{{ page.root }}` before them.
"""

from markupsafe import Markup
from msgspec import Struct


class Link(Struct, frozen=True):
    """A text that leads to a page."""

    label: str
    address: str


class NavigationLink(Struct, frozen=True, kw_only=True):
    """A way in, on every page; `current` on the pages of its own section."""

    label: str
    address: str
    current: bool


class Frame(Struct, frozen=True, kw_only=True):
    """What every page shows around its content."""

    address: str
    root: str
    """What leads from this page to the site's root: "../../"."""

    title: str
    """The page's own title, without the site's."""

    site_title: str
    description: str | None
    canonical: str | None
    feed: str | None
    breadcrumb: tuple[Link, ...]
    navigation: tuple[NavigationLink, ...]


class ShownDate(Struct, frozen=True, kw_only=True):
    """A date in words, for machines, and how sure it is, at length and in a word or two."""

    words: str
    iso: str
    note: str | None
    mark: str | None


class ShownCard(Struct, frozen=True, kw_only=True):
    """An article in a list."""

    title: str
    address: str
    language: str
    date: ShownDate | None
    source: Link | None
    summary: str | None
    withdrawn: bool


class Group(Struct, frozen=True, kw_only=True):
    """Articles under one heading."""

    label: str
    cards: tuple[ShownCard, ...]


class Shelf(Struct, frozen=True, kw_only=True):
    """A year or a month of articles with a page of its own."""

    label: str
    address: str
    count: int


class ShownEntity(Struct, frozen=True, kw_only=True):
    """An entity in a list, with the number of its articles."""

    name: str
    address: str
    note: str | None
    count: int


class Letter(Struct, frozen=True, kw_only=True):
    """The entities whose names begin with one letter."""

    letter: str
    entities: tuple[ShownEntity, ...]


class ShownArticle(Struct, frozen=True, kw_only=True, gc=False):
    """An article that a figure leads back to."""

    title: str
    address: str
    language: str


class NotableFigure(Struct, frozen=True, kw_only=True):
    """A figure on the home page."""

    quote: str
    measure: Link
    sentence: str
    """The address of the paragraph that states it."""

    article: ShownArticle
    date: ShownDate | None


class HomeView(Struct, frozen=True, kw_only=True):
    """home.html."""

    page: Frame
    article_count: int
    first_year: int | None
    last_year: int | None
    latest: tuple[ShownCard, ...]
    figures: tuple[NotableFigure, ...]
    people: tuple[ShownEntity, ...]
    topics: tuple[ShownEntity, ...]
    sources: tuple[ShownEntity, ...]


class ShownPerson(Struct, frozen=True, kw_only=True):
    """A person in an article's record; no address where there is no page."""

    name: str
    address: str | None
    role: str | None
    inferred: bool


class ShownTerm(Struct, frozen=True, kw_only=True):
    """A topic, organisation or place in an article's record."""

    name: str
    address: str | None
    inferred: bool


class ShownCheck(Struct, frozen=True, kw_only=True, gc=False):
    """A calculation with an article's figures and what came of it."""

    sum: str | None
    note: str


class ShownFigure(Struct, frozen=True, kw_only=True):
    """A figure in an article's table; `block` is the id of its paragraph."""

    id: str
    quote: str
    value: str | None
    unit: str | None
    qualifier: str | None
    measure: str | None
    measure_address: str | None
    """None for what no authority file knows."""

    measure_inferred: bool
    """As are the other two: only said of a figure that is declared otherwise."""

    as_of: str | None
    as_of_inferred: bool
    speaker: str | None
    inferred: bool
    checks: tuple[ShownCheck, ...]
    block: str


class ShownQuotation(Struct, frozen=True, kw_only=True):
    """A quotation in an article's record."""

    quote: str
    speaker: str | None
    inferred: bool
    block: str


class ShownPhoto(Struct, frozen=True, kw_only=True):
    """A photo with its caption."""

    address: str
    alt: str
    caption: str | None
    credit: str | None


class ShownCorrection(Struct, frozen=True, kw_only=True):
    """A correction of an article."""

    date: ShownDate
    text: str


class ArticleView(Struct, frozen=True, kw_only=True):
    """article/single.html."""

    page: Frame
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

    authors: tuple[str, ...]
    series: str | None
    withdrawn: str | None
    photos: tuple[ShownPhoto, ...]
    body: Markup
    people: tuple[ShownPerson, ...]
    topics: tuple[ShownTerm, ...]
    organisations: tuple[ShownTerm, ...]
    places: tuple[ShownTerm, ...]
    figures: tuple[ShownFigure, ...]
    quotations: tuple[ShownQuotation, ...]
    corrections: tuple[ShownCorrection, ...]


class ArticlesView(Struct, frozen=True, kw_only=True):
    """article/list.html: all articles, a year of them, or a month of the timeline."""

    page: Frame
    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[Group, ...]


class TimelineView(Struct, frozen=True, kw_only=True):
    """timeline/list.html: years, each with its months."""

    page: Frame
    years: tuple["TimelineYear", ...]


class TimelineYear(Struct, frozen=True, kw_only=True):
    """A year of the timeline and its months."""

    year: Shelf
    months: tuple[Shelf, ...]


class EntitiesView(Struct, frozen=True, kw_only=True):
    """entity/list.html (or, where there is one, the vocabulary's own): all entities by letter."""

    page: Frame
    count: int
    noun: str
    """What is counted: "nhân vật"."""

    letters: tuple[Letter, ...]


class About(Struct, frozen=True, kw_only=True):
    """What is known of an entity."""

    note: str | None
    forms: tuple[str, ...]
    roles: tuple[str, ...]
    rights: str | None
    website: str | None
    broader: Link | None


class EntityView(Struct, frozen=True, kw_only=True):
    """entity/single.html (or the vocabulary's own): one entity and its articles, or a year or month of them."""

    page: Frame
    name: str
    period: str | None
    """The year or month that the page is cut down to."""

    about: About | None
    """On the entity's first page only."""

    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[Group, ...]


class HomonymsView(Struct, frozen=True, kw_only=True):
    """entity/homonyms.html: different names that share a slug."""

    page: Frame
    entities: tuple[ShownEntity, ...]


class NotFoundView(Struct, frozen=True, kw_only=True):
    """404.html."""

    page: Frame


class RedirectView(Struct, frozen=True, kw_only=True):
    """redirect.html."""

    page: Frame
    target: Link


class FeedEntry(Struct, frozen=True, kw_only=True):
    """An article in a feed; `link` is whole with a base_url, else counted from the site's root."""

    id: str
    title: str
    link: str
    language: str
    updated: str
    published: str
    summary: str | None
    authors: tuple[str, ...]


class FeedView(Struct, frozen=True, kw_only=True):
    """feed/atom.xml."""

    id: str
    title: str
    description: str | None
    link: str
    self_link: str
    updated: str
    entries: tuple[FeedEntry, ...]


class SitemapPage(Struct, frozen=True, kw_only=True):
    """A page in the sitemap; `lastmod` only where the data tells it."""

    location: str
    lastmod: str | None


class SitemapView(Struct, frozen=True, kw_only=True):
    """sitemap.xml."""

    pages: tuple[SitemapPage, ...]


class SitemapIndexView(Struct, frozen=True, kw_only=True):
    """sitemapindex.xml: the addresses of all parts of the sitemap."""

    sitemaps: tuple[str, ...]


View = (
    HomeView
    | ArticleView
    | ArticlesView
    | TimelineView
    | EntitiesView
    | EntityView
    | HomonymsView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | SitemapIndexView
)
