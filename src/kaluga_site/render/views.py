"""What each template gets: one frozen record a template, every field of it ready to show.

Addresses are counted from the site's root; a template writes `{{ page.root }}` before them.
"""

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


class Sibling(Struct, frozen=True):
    """Another form of a page's content: a feed, or data; the address is counted from the site's root."""

    type: str
    address: str
    title: str | None = None


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
    siblings: tuple[Sibling, ...]
    """The site's feeds, and the page's own other forms."""

    locale: str
    """The language of the interface, as Open Graph calls it."""

    image: str | None
    """The whole address of the site's picture, where the site has an address."""

    linked_data: str
    """What the page tells programs, ready for a data block; nothing where it is shown at any address."""

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


class ShownCheck(Struct, frozen=True, kw_only=True, gc=False):
    """A calculation with an article's figures and what came of it."""

    sum: str | None
    note: str


class ArticlesView(Struct, frozen=True, kw_only=True):
    """article/list.html: all articles, or a year of them."""

    page: Frame
    count: int
    shelves: tuple[Shelf, ...]
    groups: tuple[CardGroup, ...]


class SearchView(Struct, frozen=True, kw_only=True):
    """search.html."""

    page: Frame
    ways: tuple[Link, ...]
    """The lists to go through where no script can search."""


class NotFoundView(Struct, frozen=True, kw_only=True):
    """404.html."""

    page: Frame


class RedirectView(Struct, frozen=True, kw_only=True):
    """redirect.html."""

    page: Frame
    target: Link
