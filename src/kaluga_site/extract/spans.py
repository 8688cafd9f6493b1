"""Parts of a text that are taken: what a later rule may not read again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from kaluga_site.extract.names import Word, Words
from kaluga_site.extract.runs import Run


class Taken:
    """Spans of a text that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take these spans; of two that overlap, the first counts."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def with_spans(self, spans: Iterable[tuple[int, int]]) -> "Taken":
        """Return these spans and others."""
        more = list(spans)
        return Taken([*zip(self._starts, self._ends, strict=True), *more]) if more else self

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a span holds anything that is taken."""
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end

    def next_start(self, at: int, limit: int) -> int:
        """Return where the next taken span begins, from an offset on and before a limit; the limit if none does."""
        place = bisect_left(self._starts, at)
        return min(self._starts[place], limit) if place < len(self._starts) else limit

    def not_covered(self, runs: Iterable[Run]) -> Iterator[tuple[Run, bool]]:
        """Yield those of the runs, which are in order, that are not taken wholly, and whether a part of each is."""
        starts, ends, place = self._starts, self._ends, 0
        for run in runs:
            start, end = run.start, run.start + run.shape.length
            while place < len(ends) and ends[place] <= start:
                place += 1
            is_free = place == len(ends) or starts[place] >= end
            if is_free or start < starts[place] or ends[place] < end:
                yield run, not is_free

    def free_parts(self, run: Run) -> list[Words]:
        """Return the words of a run that are not taken, in rows; offsets count in the text."""
        start, words = run.start, run.shape.words
        words = tuple(Word(word.text, word.plain, start + word.start, start + word.end) for word in words)
        rows = groupby(words, lambda word: self.overlaps(word.start, word.end))
        return [tuple(row) for is_taken, row in rows if not is_taken]
