"""The other forms of an article's page: what programs read to cite it, its record, its text, its words for search."""

from collections.abc import Mapping

import msgspec

from kaluga_site.model.article import Article
from kaluga_site.render.article_views import ArticleView
from kaluga_site.render.data_rows import ArticleData
from kaluga_site.render.search import article_words
from kaluga_site.render.showing import ArticleLinks
from kaluga_site.render.site import Site

ARTICLE_FORMS = (".bib", ".json", ".ris", ".txt", ".js")


def article_forms(article: Article, view: ArticleView, links: ArticleLinks, site: Site) -> Mapping[str, bytes]:
    """Return what stands beside the page of an article: suffix → bytes. Beside one that was withdrawn is nothing."""
    if view.citation is None:
        return {}
    data = ArticleData.of(article, links, site.base_url)
    contents = (
        view.citation.bibtex.encode(),
        msgspec.json.format(data.as_json(), indent=1) + b"\n",
        view.citation.ris.replace("\n", "\r\n").encode(),
        f"{data.text}\n".encode(),
        article_words(article),
    )
    return dict(zip(ARTICLE_FORMS, contents, strict=True))
