"""What the templates of files for programs get, as those of pages do (see `views`)."""

from msgspec import Struct


class FeedEntry(Struct, frozen=True, kw_only=True):
    """An article in a feed; `link` is whole with a base_url, else counted from the site's root."""

    id: str
    title: str
    link: str
    language: str
    updated: str
    published: str | None
    """None where the day is not known or not certain."""

    summary: str | None
    authors: tuple[str, ...]


class FeedView(Struct, frozen=True, kw_only=True):
    """feed/atom.xml; `atom` and `json` are the whole addresses of both forms, where the site has one."""

    language: str
    id: str
    title: str
    description: str | None
    link: str
    atom: str | None
    json: str | None
    updated: str
    entries: tuple[FeedEntry, ...]


class Alternate(Struct, frozen=True):
    """A page in a language, by its whole address."""

    language: str
    location: str


class SitemapPage(Struct, frozen=True, kw_only=True):
    """A page in the sitemap; `lastmod` only where the data tells it, `alternates` where there are several languages."""

    location: str
    lastmod: str | None
    alternates: tuple[Alternate, ...]


class SitemapView(Struct, frozen=True, kw_only=True):
    """sitemap.xml."""

    pages: tuple[SitemapPage, ...]


class RobotsView(Struct, frozen=True, kw_only=True):
    """robots.txt: the whole address of the sitemap, where there is one."""

    sitemap: str | None


class HeadersView(Struct, frozen=True, kw_only=True):
    """headers.txt: the path of the site's root on its server."""

    root: str


class HarvestRecord(Struct, frozen=True, kw_only=True):
    """An article in a file for harvesters; `identifier` is the whole address of its page."""

    identifier: str
    datestamp: str
    title: str
    creators: tuple[str, ...]
    subjects: tuple[str, ...]
    description: str | None
    publisher: str | None
    date: str | None
    """As EDTF: "2025-11-25?" is not certain."""

    language: str
    rights: str | None


class HarvestView(Struct, frozen=True, kw_only=True):
    """harvest.xml: a static repository of OAI-PMH."""

    name: str
    base_url: str
    admin: str
    earliest: str
    """The first of the datestamps."""

    records: tuple[HarvestRecord, ...]


class SitemapIndexView(Struct, frozen=True, kw_only=True):
    """sitemapindex.xml: the addresses of all parts of the sitemap."""

    sitemaps: tuple[str, ...]
