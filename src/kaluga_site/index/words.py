"""Take from a record the words by which search finds it, and where each of them stands."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.names import hide_names
from kaluga_site.vietnamese import word_forms

_SURROGATES = 0xD800
_OF_TITLE = [chr(code) for code in range(0xE000, 0xF900)]
_NEAR = [chr(code) for code in range(0x80, 0x800)]
"""The letters of most texts, each made once."""


class Words(Struct, frozen=True):
    """The words of one article, encoded, and how many its text has."""

    postings: bytes
    """Lines in UTF-8: each form of a word, then of each where it stands; empty of what is not to be found.

    A place is a letter: in the text U+0080 and what follows, beyond U+D7FF from U+10000 on; in the title, which comes
    first, U+E000 and what follows. static/search-index.js reads them, so an index is text that needs no unpacking.
    """

    length: int


NO_WORDS = Words(b"", 0)


def words_of(article: Article) -> Words:
    """Return the words of an article's title and text, without the names of those whom the archive keeps private.

    Words stand in their order; the last of a block and the first of the next one are no neighbours.
    """
    if article.withdrawn is not None:
        return NO_WORDS
    hide = article.private_names
    found: dict[str, str] = {}
    _place(found, word_forms(hide_names(article.title.value, hide)), _OF_TITLE)
    forms: list[str] = []
    for block in article.body.blocks:
        forms += word_forms(hide_names(block.text, hide))
        forms.append("")
    _place(found, forms, _letters())
    blocks = found.pop("", "")
    return Words("\n".join([*found, *found.values()]).encode(), len(forms) - len(blocks))


def _place(found: dict[str, str], forms: Iterable[str], letters: Iterable[str]) -> None:
    """Add where some words stand; of more than there are letters for, the last are left out."""
    known = found.get
    for form, letter in zip(forms, letters, strict=False):
        found[form] = known(form, "") + letter


def _letters() -> Iterator[str]:
    """Return the letters of the places of a text."""
    return chain(_NEAR, map(chr, range(0x800, _SURROGATES)), map(chr, range(0x10000, 0x110000)))
