"""A text read once: its plain form, its runs of capitalised words and its numbers, which every extractor shares."""

from collections.abc import Mapping

from msgspec import Struct

from kaluga_site.extract.names import Word, Words
from kaluga_site.extract.numerals import find_numbers
from kaluga_site.extract.runs import Run, Shape, find_runs, shape_at
from kaluga_site.extract.words import plain


class Passage(Struct, frozen=True, gc=False):
    """A text as written, and what was found in it when it was read."""

    text: str
    plain: str
    """The same text in small letters with one tone placement: offsets are shared."""

    runs: tuple[Run, ...]
    numbers: tuple[int, ...]
    """Where digits begin: dates and figures are read from there alone."""

    shapes: Mapping[int, Shape]
    """The shapes of the runs, by where they begin."""


def read_passage(text: str) -> Passage:
    """Read a text."""
    small = plain(text)
    runs = find_runs(text, small)
    return Passage(text, small, tuple(runs), find_numbers(small), {run.start: run.shape for run in runs})


def run_at(passage: Passage, at: int) -> Words:
    """Return the words of the run that begins at an offset; none where no capital stands there."""
    return tuple([Word(word.text, word.plain, word.start + at, word.end + at) for word in words_at(passage, at)])


def words_at(passage: Passage, at: int) -> Words:
    """Return the same words, their offsets counted from the first, which costs less."""
    shape = passage.shapes.get(at) or shape_at(passage.text, at)
    return shape.words if shape else ()
