"""Records become an archive: everything joined by id, nothing copied."""

from kaluga_site.index.archive import EntryIds, Nothing, join
from kaluga_site.index.heads import head_of
from kaluga_site.index.words import NO_WORDS, Words, words_of

__all__ = ["NO_WORDS", "EntryIds", "Nothing", "Words", "head_of", "join", "words_of"]
