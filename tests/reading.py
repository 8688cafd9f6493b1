"""Read one text or file alone, as tests do, where the product reads many together."""

from kaluga_site import articles, extract


def find_facts(text, **known):
    """Return what the rules find in one text."""
    (facts,) = extract.find_facts([extract.Text(text, **known)])
    return facts


def read_article_content(content, problems, settings, authorities):
    """Return the record of one article file that holds these bytes."""
    (article,) = articles.read_article_contents([(content, problems)], settings, authorities)
    return article
