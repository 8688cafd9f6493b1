"""The words of the clause before a figure, from which its kind and what it measures are read."""

from msgspec import Struct

from kaluga_site.extract.passage import Passage
from kaluga_site.model.basis import Span
from kaluga_site.patterns import compiled

MOST_WORDS = 12
"""So many words before a figure are read; what stands farther off seldom belongs to it."""

_REACH = 80
_CLAUSE_BACKWARDS = compiled(r"(?:[^.,:;!?…()\[\]\n“”\"–]+|(?<!\s)[.,:])*+")
"""The words of a clause read from its end; a sign between digits or letters ends none."""


class Clause(Struct, frozen=True, gc=False):
    """A figure's place, and the words, in plain form, that stand before it in its clause."""

    passage: Passage
    span: Span
    before: list[str]


def clause_of(passage: Passage, span: Span) -> Clause:
    """Return the clause of a figure, as far as it is read."""
    return Clause(passage, span, _words_before(passage, span.start))


def _words_before(passage: Passage, start: int) -> list[str]:
    """Return the last words, in plain form, between the last punctuation mark and an offset."""
    low = max(0, start - _REACH)
    before = passage.plain[low:start]
    length = _CLAUSE_BACKWARDS.match(before[::-1]).end()  # type: ignore[union-attr]
    words = before[len(before) - length :].removesuffix("+").rsplit(None, MOST_WORDS)
    return words[1:] if len(words) > MOST_WORDS or (low and length == len(before)) else words
