"""What each template gets: one frozen record a template, every field of it ready to show.

Addresses are counted from the site's root; a template writes `{{ page.root }}` before them.
"""

from markupsafe import Markup
from msgspec import Struct

from kaluga_site.model.said import Said


class Link(Struct, frozen=True):
    """A text that leads to a page."""

    label: str
    address: str


class NavigationLink(Struct, frozen=True, kw_only=True):
    """A way in, on every page; `current` on the pages of its own section."""

    label: str
    address: str
    current: bool


class Form(Struct, frozen=True, kw_only=True):
    """The same page in one of the site's languages."""

    language: str
    label: str
    """The language's name in itself."""

    address: str
    """Counted from the site's root."""

    whole: str | None
    """The whole address, where the site has one."""

    is_this: bool


class Frame(Struct, frozen=True, kw_only=True):
    """What every page shows around its content."""

    address: str
    """Counted from the root of its language's pages."""

    root: str
    """What leads from this page to the root of its language's pages: "../../"."""

    site_root: str
    """What leads to the site's root, where static files, photos, feeds and data lie, once for all languages."""

    language: str
    """The language of the interface."""

    forms: tuple[Form, ...]
    """The page in all languages of the site; none where there is but one."""

    title: str
    """The page's own title, without the site's."""

    site_title: str
    about: str | None
    """What the site is, where the page does not say so itself."""

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


class CardGroup(Struct, frozen=True, kw_only=True):
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
    is_unknown: bool = False
    """Whether it stands for what is not known: its name is a word of the interface."""


class Letter(Struct, frozen=True, kw_only=True):
    """The entities whose names begin with one letter."""

    letter: str
    id: str
    """Stays the same whatever other letters there are."""

    entities: tuple[ShownEntity, ...]


class WayIn(Struct, frozen=True, kw_only=True):
    """A section of the site, how much it holds and what it is for."""

    label: str
    address: str
    count: str | None
    purpose: str | None


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
    ways: tuple[WayIn, ...]


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


class ShownCheck(Struct, frozen=True, kw_only=True, gc=False):
    """A calculation with an article's figures and what came of it."""

    sum: str | None
    note: str


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
    """How to cite an article: in words, and as an entry for biblatex."""

    words: str
    biblatex: str


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

    authors: tuple[ShownTerm, ...]
    series: str | None
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
    unreviewed: str
    """What a rule read and nobody has reviewed: "ngày, nhân vật"."""

    report: str | None
    """Where to report an error in the article."""

    citation: ShownCitation | None


class ArticlesView(Struct, frozen=True, kw_only=True):
    """article/list.html: all articles, or a year of them."""

    page: Frame
    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[CardGroup, ...]


class TimelineShelf(Struct, frozen=True, kw_only=True):
    """A year, month or day of the timeline: how many articles were published, how often others tell of it."""

    label: str
    address: str
    articles: int
    events: int


class TimelineYear(Struct, frozen=True, kw_only=True):
    """A year of the timeline and its months."""

    year: TimelineShelf
    months: tuple[TimelineShelf, ...]


class TimelineView(Struct, frozen=True, kw_only=True):
    """timeline/list.html: years, each with its months, and those that articles only tell of; or one year."""

    page: Frame
    years: tuple[TimelineYear, ...]
    told: tuple[TimelineShelf, ...]


class ShownEvent(Struct, frozen=True, kw_only=True):
    """A sentence that says what happens on a day, the words of the date apart; `address` is its paragraph's."""

    before: str
    words: str
    after: str
    iso: str
    address: str
    language: str
    title: str
    source: Link | None
    published: ShownDate | None
    is_year_inferred: bool


class TimelineDay(Struct, frozen=True, kw_only=True):
    """A day: the articles published then, and what others say happened."""

    id: str
    label: str | None
    """None on a page of its own."""

    cards: tuple[ShownCard, ...]
    events: tuple[ShownEvent, ...]
    more: int
    """How many more articles tell of it."""


class MonthView(Struct, frozen=True, kw_only=True):
    """timeline/month.html: a month by its days, or one of these."""

    page: Frame
    articles: int
    events: int
    shelves: tuple[TimelineShelf, ...]
    """The days that have pages of their own."""

    days: tuple[TimelineDay, ...]


class EntitiesView(Struct, frozen=True, kw_only=True):
    """entity/list.html (or, where there is one, the vocabulary's own): all entities by letter, or some letters of them.

    A long list is cut: its first page holds those that most articles name, and leads to the letters.
    """

    page: Frame
    count: str
    """How many the page stands for, those of its shelves included: "15 nhân vật"."""

    most_named: tuple[ShownEntity, ...]
    shelves: tuple[Shelf, ...]
    """The letters that have pages of their own."""

    is_long: bool
    """Whether a bar of letters leads into it."""

    letters: tuple[Letter, ...]
    """The entities that stand on the page."""


class ShownRole(Struct, frozen=True, kw_only=True):
    """A role of a person, and from when to when articles give it."""

    words: str
    when: str | None


class Company(Struct, frozen=True, kw_only=True):
    """Those of one kind that articles name most often beside an entity; `count` is in how many of its articles."""

    label: str
    members: tuple[ShownEntity, ...]


class About(Struct, frozen=True, kw_only=True):
    """What is known of an entity."""

    summary: str
    """A sentence or two about its articles."""

    note: str | None
    forms: tuple[str, ...]
    roles: tuple[ShownRole, ...]
    further_roles: tuple[ShownRole, ...]
    """Those that are folded away where there are many."""

    rights: str | None
    website: str | None
    broader: Link | None
    narrower: tuple[Link, ...]
    companies: tuple[Company, ...]
    feed: str | None
    """The address of its own feed."""

    @property
    def has_facts(self) -> bool:
        """Whether there is anything besides sentences and rights."""
        told = (self.forms, self.roles, self.website, self.broader, self.narrower, self.companies, self.feed)
        return any(told)


class Entry(Struct, frozen=True):
    """An article in the list of an entity, and what it says of it; None where it is shown as in any list."""

    card: ShownCard
    said: Said | None


class EntryGroup(Struct, frozen=True, kw_only=True):
    """Articles of an entity under one heading."""

    label: str
    entries: tuple[Entry, ...]


class EntityView(Struct, frozen=True, kw_only=True):
    """entity/single.html (or the vocabulary's own): one entity and its articles, or a year or month of them."""

    page: Frame
    name: str
    is_unknown: bool
    """As of an entity in a list."""

    period: str | None
    """The year or month that the page is cut down to."""

    about: About | None
    """On the entity's first page only."""

    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[EntryGroup, ...]


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

    language: str
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
    | MonthView
    | EntitiesView
    | EntityView
    | HomonymsView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | SitemapIndexView
)
