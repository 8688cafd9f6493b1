"""How Vietnamese a text looks: by the share of its accented words that the spelling of a syllable allows."""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from kaluga_site.vietnamese import clean, is_syllable

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_NUCLEUS = re.compile("(?:^gi(?=.)|^qu|^[^aăâeêioôơuưy]*)([aăâeêioôơuưy]*)")
_RHYMES = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iê oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ưi ươ ưu yê "
    "iêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu yêu"
)
"""The vowels of a syllable, tone aside. Source: the table of rhymes in school grammars (bảng vần)."""

_NUCLEI = frozenset(_RHYMES.split())
_BETWEEN_WORDS = re.compile(r"[\s\x21-\x40\x5b-\x60\x7b-\x7e“”‘’–—…•]+")


class Likeness(Struct, frozen=True):
    """How many accented words a text has, and the share of them that can be Vietnamese."""

    share: float
    words: int


def likeness(text: str) -> Likeness:
    """Return how Vietnamese a text looks; words of plain ASCII, the same in every encoding, tell nothing."""
    words = [word for word in _BETWEEN_WORDS.split(clean(text)) if word and not word.isascii()]
    good = sum(map(_is_spelt_right, words))
    return Likeness(good / len(words) if words else 0.0, len(words))


@lru_cache(maxsize=10_000)
def _is_spelt_right(word: str) -> bool:
    """Tell a syllable by its consonants, its vowels, its one tone, and only sắc or nặng before a stop.

    `is_syllable` alone accepts nearly every word of a text that was read in a wrong encoding.
    """
    word = word.lower()
    if not is_syllable(word):
        return False
    decomposed = unicodedata.normalize("NFD", word)
    tones = [mark for mark in decomposed if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    nucleus = _NUCLEUS.match(bare)
    if len(tones) > 1 or nucleus is None or nucleus[1] not in _NUCLEI:
        return False
    return not _STOPPED.search(bare) or tones in (["\u0301"], ["\u0323"])
