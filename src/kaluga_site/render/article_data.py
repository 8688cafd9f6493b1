"""What an article's page tells programs: a NewsArticle of schema.org, and what Open Graph and Zotero ask for."""

from collections.abc import Iterator

from kaluga_site.model.article import Article
from kaluga_site.model.basis import Basis
from kaluga_site.model.names import Reference
from kaluga_site.model.surnames import family_first
from kaluga_site.render import addresses
from kaluga_site.render.article_views import ArticleTags
from kaluga_site.render.linked_data import TYPES, Thing, is_person, sure_date, thing
from kaluga_site.render.showing import ArticleLinks
from kaluga_site.render.site import Site
from kaluga_site.render.views import Link

MOST_MENTIONS = 40
"""So many of the people, organisations and places that an article names are told."""


def article_tags(article: Article, newspaper: Link | None) -> ArticleTags | None:
    """Return what Open Graph and Zotero ask for; None for an article that is withdrawn.

    Authors are those whose surname is sure, as in "Dương, Quỳnh": Zotero would take the last word of others for it.
    """
    if article.withdrawn is not None:
        return None
    names = map(family_first, article.authors)
    return ArticleTags(
        title=article.title.value,
        authors=tuple(f"{surname}, {others}" for surname, others in filter(None, names)),
        published=sure_date(article.date.value) if article.date else None,
        day=article.date.value.iso if article.date and not article.date.value.uncertain else None,
        modified=_modified(article),
        section=article.section,
        newspaper=newspaper.label if newspaper else None,
    )


def news_article(article: Article, newspaper: Link | None, words: str, links: ArticleLinks, site: Site) -> Thing:
    """Return an article; `words` are how it is cited. A title that the archive supplied is no headline."""
    data = _Data(article, links, site)
    title = article.title
    found = thing(
        "NewsArticle",
        title.value,
        data.locate(f"{article.address}.html"),
        headline=title.value if title.basis is not Basis.SUPPLIED else None,
        inLanguage=article.language,
        datePublished=sure_date(article.date.value) if article.date else None,
        dateModified=_modified(article),
        description=article.summary.value if article.summary else None,
        author=[data.person(byline.value) for byline in article.shown_bylines if is_person(byline.value.name)],
        creditText=", ".join(name for name in article.authors if not is_person(name)),
        publisher=data.linked("NewsMediaOrganization", newspaper) if newspaper else None,
        copyrightNotice=links.rights,
        articleSection=article.section,
        printPage=article.page,
        image=[data.locate_once(addresses.photo_address(photo.file, article.address)) for photo in article.photos],
        about=[data.entity(topic.value) for topic in article.topics],
        mentions=list(data.mentions())[:MOST_MENTIONS],
        isBasedOn=article.url,
        archivedAt=article.archived_url,
        citation=words,
        isPartOf=list(data.wholes()),
    )
    if "headline" in found:
        del found["name"]
    return found


class _Data:
    """Makes things of what one article refers to."""

    def __init__(self, article: Article, links: ArticleLinks, site: Site) -> None:
        self._article = article
        self._links = links
        self._site = site
        self.locate = site.locate(f"{article.address}.html")
        self.locate_once = site.locate_once(f"{article.address}.html")

    def entity(self, reference: Reference, **others: object) -> Thing:
        link = self._links.to(reference)
        type_ = TYPES[reference.vocabulary]
        return self.linked(type_, link, **others) if link else thing(type_, reference.name, None, **others)

    def linked(self, type_: str, link: Link, **others: object) -> Thing:
        return thing(type_, link.label, self.locate(link.address), **others)

    def person(self, author: Reference) -> Thing:
        link = self._links.to(author)
        return thing("Person", author.name, self.locate(link.address) if link else None)

    def mentions(self) -> Iterator[Thing]:
        for person in self._article.shown_people:
            yield self.entity(person.reference, jobTitle=person.role)
        for term in (*self._article.organisations, *self._article.places):
            yield self.entity(term.value)

    def wholes(self) -> Iterator[Thing]:
        """Yield what the article is a part of: the archive, an issue, a series."""
        yield thing("WebSite", self._site.title, self.locate(addresses.HOME))
        if self._article.issue:
            yield {"@type": "PublicationIssue", "issueNumber": self._article.issue}
        if self._article.series:
            yield thing("CreativeWorkSeries", self._article.series, None)


def _modified(article: Article) -> str | None:
    """Return when an article was last corrected."""
    last = max((one.date for one in article.corrections), key=lambda date: date.sort_key, default=None)
    return sure_date(last) if last else None
