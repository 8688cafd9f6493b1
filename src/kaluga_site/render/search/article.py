"""The words of one article, as results quote them."""

from msgspec import Struct

from kaluga_site.model.article import Body, Figure
from kaluga_site.model.names import hide_names
from kaluga_site.model.pages import Page
from kaluga_site.render.search.script import FOLDER, encode_json, packed


class SearchedArticle(Struct, frozen=True):
    """Of a record, what a result quotes."""

    address: str
    body: Body
    figures: tuple[Figure, ...]
    private_names: tuple[str, ...]


def article_address(address: str) -> str:
    """Return where the words of an article lie, whose page has an address without suffix."""
    return f"{FOLDER}{address}.js"


def article_file(article: SearchedArticle) -> Page:
    """Return the file that holds an article's words by block, and its figures with the sentences that state them."""
    text = article.body.text if article.figures else ""
    figures = [
        (figure.quote, figure.measure.name if figure.measure else figure.measured or "", figure.block,
         text[figure.sentence.start : figure.sentence.end])
        for figure in article.figures
        if figure.sentence is not None
    ]  # fmt: skip
    hide = article.private_names
    blocks = [(block.id, hide_names(block.text, hide)) for block in article.body.blocks]
    address = article_address(article.address)
    return Page(address=address, content=packed(address, encode_json({"blocks": blocks, "figures": figures})))
