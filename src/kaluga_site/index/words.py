"""Take from a record the words by which search finds it, and where each of them stands."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from kaluga_site.model.article import Article
from kaluga_site.model.names import hide_names
from kaluga_site.vietnamese import word_forms


class Words(Struct, frozen=True):
    """The words of one article, encoded, and how many its text has."""

    postings: bytes
    """MessagePack of {form of a word: where it stands}, as `_posting` writes it; empty of what is not to be found."""

    length: int


NO_WORDS = Words(b"", 0)
_encode = msgspec.msgpack.Encoder().encode


class _Varints(dict[int, bytes]):
    """Numbers in groups of seven bits, the lowest first; all bytes but the last have the high bit. Made once."""

    def __missing__(self, number: int) -> bytes:
        found, rest = bytearray(), number
        while rest >= 0x80:
            found.append(rest & 0x7F | 0x80)
            rest >>= 7
        found.append(rest)
        self[number] = bytes(found)
        return self[number]


_VARINTS = _Varints()


def words_of(article: Article) -> Words:
    """Return the words of an article's title and text, without the names of those whom the archive keeps private.

    Words stand in their order; the last of a block and the first of the next one are no neighbours.
    """
    if article.withdrawn is not None:
        return NO_WORDS
    title, _ = _places([hide_names(article.title.value, article.private_names)])
    body, length = _places(hide_names(block.text, article.private_names) for block in article.body.blocks)
    postings = {form: _VARINTS[len(places) << 1] + places for form, places in body.items()}
    postings |= {form: _posting(body.get(form, b""), places) for form, places in title.items()}
    return Words(_encode(postings), length)


def _places(texts: Iterable[str]) -> tuple[Mapping[str, bytes], int]:
    """Return where each word of some blocks stands, each place told by its distance from the one before.

    Also how many words there are.
    """
    found: dict[str, bytes] = {}
    last: dict[str, int] = {}
    place = blocks = 0
    varints, known_of = _VARINTS, found.get
    for text in texts:
        for form in word_forms(text):
            known = known_of(form)
            found[form] = varints[place] if known is None else known + varints[place - last[form]]
            last[form] = place
            place += 1
        place += 1
        blocks += 1
    return found, place - blocks


def _posting(text: bytes, title: bytes) -> bytes:
    """Write where a word of the title stands in one article.

    First how many bytes tell of the text, doubled, and 1 more if the title has it; of the title then how many bytes,
    and these; at last those of the text.
    """
    return _VARINTS[len(text) << 1 | 1] + _VARINTS[len(title)] + title + text
