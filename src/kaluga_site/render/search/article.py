"""The words of one article, as results quote them: a form of its page."""

from kaluga_site.model.article import Article
from kaluga_site.model.names import hide_names
from kaluga_site.render.article_record import as_change
from kaluga_site.render.figure_pages import measured_in_words
from kaluga_site.render.search.script import text_script


def article_words(article: Article) -> bytes:
    """Return the file that holds an article's words by block, and its figures with the sentences that state them."""
    text = article.body.text if article.figures else ""
    figures = [
        (figure.quote,
         figure.measure.name if figure.measure else as_change(measured_in_words(figure), figure),
         figure.block,
         text[figure.sentence.start : figure.sentence.end])
        for figure in article.figures
        if figure.sentence is not None
    ]  # fmt: skip
    hide = article.private_names
    blocks = [(block.id, hide_names(block.text, hide)) for block in article.body.blocks]
    return text_script(f"{article.address}.js", {"blocks": blocks, "figures": figures})
