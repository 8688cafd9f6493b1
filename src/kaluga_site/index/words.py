"""Take from a record the words by which search finds it, and where each of them stands."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.names import hide_names
from kaluga_site.vietnamese import word_forms

_SURROGATES = 0xD800
_NEAR = "".join(map(chr, range(0x80, _SURROGATES)))
_OF_TITLE = "".join(map(chr, range(0xE000, 0xF900)))


class Words(Struct, frozen=True):
    """The words of one article, encoded, and how many its text has."""

    postings: bytes
    """MessagePack of {form of a word: where it stands, in UTF-8}; empty of what is not to be found.

    A place is a letter: in the text U+0080 and what follows, beyond U+D7FF from U+10000 on; in the title, which comes
    first, U+E000 and what follows. static/search-index.js reads them, so an index is text that needs no unpacking.
    """

    length: int


NO_WORDS = Words(b"", 0)
_encode = msgspec.msgpack.Encoder().encode


def words_of(article: Article) -> Words:
    """Return the words of an article's title and text, without the names of those whom the archive keeps private.

    Words stand in their order; the last of a block and the first of the next one are no neighbours.
    """
    if article.withdrawn is not None:
        return NO_WORDS
    hide = article.private_names
    found: dict[str, str] = {}
    _place(found, word_forms(hide_names(article.title.value, hide)), _OF_TITLE)
    start = 0
    for number, block in enumerate(article.body.blocks):
        forms = list(word_forms(hide_names(block.text, hide)))
        _place(found, forms, _letters(start + number, len(forms)))
        start += len(forms)
    return Words(_encode({form: places.encode() for form, places in found.items()}), start)


def _place(found: dict[str, str], forms: Iterable[str], letters: Iterable[str]) -> None:
    """Add where some words stand; of more than there are letters for, the last are left out."""
    known = found.get
    for form, letter in zip(forms, letters, strict=False):
        found[form] = known(form, "") + letter


def _letters(start: int, count: int) -> str | Iterator[str]:
    """Return the letters of so many places of a text."""
    if start + count <= len(_NEAR):
        return _NEAR[start : start + count]
    beyond = 0x10000 - len(_NEAR)
    places = range(start, min(start + count, 0x110000 - beyond))
    return (_NEAR[place] if place < len(_NEAR) else chr(place + beyond) for place in places)
