"""Join the records of an archive."""

from collections.abc import Iterable

from kaluga_site.index.entities import find_entities
from kaluga_site.model.archive import Archive, Card
from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.settings import Settings


def build_archive(articles: Iterable[Article], authorities: Authorities, settings: Settings) -> Archive:
    """Return the archive of these articles, in whatever order they come."""
    articles = sorted(articles, key=lambda article: card_of(article).sort_key)
    found = {vocabulary: find_entities(vocabulary, articles, authorities) for vocabulary in Vocabulary}
    return Archive(
        settings=settings,
        cards={article.address: card_of(article) for article in reversed(articles)},
        entities={vocabulary: entities.by_id for vocabulary, entities in found.items()},
        ids={vocabulary: entities.ids for vocabulary, entities in found.items()},
        homonyms=tuple(homonyms for entities in found.values() for homonyms in entities.homonyms),
    )


def card_of(article: Article) -> Card:
    """Return what lists show of an article."""
    return Card(
        address=article.address,
        path=article.path,
        title=article.title.value,
        language=article.language,
        date=article.date.value if article.date else None,
        date_basis=article.date.basis if article.date else None,
        summary=article.summary.value if article.summary else None,
        source=article.source.value if article.source else None,
        authors=article.authors,
        corrected=max((one.date for one in article.corrections), key=lambda date: date.sort_key, default=None),
        withdrawn=article.withdrawn is not None,
    )
