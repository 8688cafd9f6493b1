"""Near-duplicates: which article has nearly the same words as a new one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from msgspec import Struct

from kaluga_site import load, state
from kaluga_site.model.problems import Problem
from kaluga_site.vietnamese import clean, fold

NEAR = 0.6
"""From this share on, two texts are near-duplicates."""

_RUN = 5
_KEPT = 8
_SHORT = 64
_FEWEST = 8
"""A share is counted as if the shorter text had at least so many runs: two of three mean nothing."""

_CANDIDATES = 5
_COMMON = 20
"""A run in more articles than this is a phrase of its newspaper."""

_WORD = re.compile(r"[^\W_]+")
_NOT_COMPARED = re.compile(r"[\s\\#]+")
_ESCAPED = re.compile(r"\\([^\w\s])")
_ADDRESS = re.compile(r"bai-viet/([0-9]{4})/([a-z0-9-]+)\.html")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)


class Twin(Struct, frozen=True):
    """An article like another, and the share of the shorter one's words, in runs of five, that stands in both."""

    path: str
    share: float
    may_be_same: bool
    """Whether it is worth comparing the two word for word."""


class Pair(NamedTuple):
    """Two articles with nearly the same words, and the share of the shorter one's that stand in both."""

    path: str
    other: str
    share: float

    def problem(self) -> Problem:
        """Return what tells it of the article whose file comes later."""
        return Problem.of("near-duplicate", self.other, share=f"{self.share:.0%}", other=self.path)


def find_pairs(archive: Path) -> list[Pair]:
    """Return all near-duplicates among an archive's articles, drafts too, most alike first."""
    files, _ = load.find_article_files(archive, state.look_around(archive))
    return Words(archive, files).pairs()


def runs_of(text: str) -> set[int]:
    """Return the runs of five words of a text, accents and case aside, each as a number.

    A shorter text is one run, of its characters.
    """
    folded = fold(text)
    numbers = list(map(_number, _WORD.findall(folded)))
    if len(numbers) < _RUN:
        return {crc32(_NOT_COMPARED.sub("", folded).encode())}
    return set(map(hash, zip(*(numbers[start:] for start in range(_RUN)), strict=False)))


@cache
def _number(word: str) -> int:
    return crc32(word.encode())


class Words:
    """The words of all known articles.

    Of a long article the index keeps one run in eight, of one with fewer than 64 runs all: enough to find the few
    articles that may be near, which are then compared run by run.
    """

    def __init__(self, archive: Path, files: Iterable[str]) -> None:
        """Know the article files of an archive."""
        self._archive = archive
        self._paths: list[str] = []
        self._weights: list[int] = []
        self._sizes: list[int] = []
        self._texts: dict[str, str] = {}
        self._index: dict[int, int | list[int]] = {}
        self.redirects: set[tuple[str, str]] = set()
        """The years and names of addresses that front matter mentions."""

        for path in files:
            front_matter, words = _parts(archive, path)
            self.redirects.update(_ADDRESS.findall(front_matter))
            self._put(path, runs_of(words))

    def add(self, path: str, text: str) -> None:
        """Know one more article, which need not be written yet."""
        self._texts[path] = text
        self._put(path, runs_of(text))

    def like(self, text: str, title: str) -> list[Twin]:
        """Return the articles most like a text with its title (most like first), five at most."""
        runs = runs_of(text) | runs_of(f"{title}\n{text}")
        hits = Counter(place for run in runs for place in self._places(run))
        likely = sorted(hits, key=lambda place: (-hits[place] * self._weights[place], place))[:_CANDIDATES]
        twins = [self._twin(self._paths[place], runs) for place in likely]
        return sorted(twins, key=lambda twin: (-twin.share, twin.path))

    def pairs(self) -> list[Pair]:
        """Return all near-duplicates among the articles, most alike first.

        A run that stands in many articles tells nothing: only those in a few make candidates.
        """
        hits: Counter[tuple[int, int]] = Counter()
        for places in self._index.values():
            if isinstance(places, list) and len(places) <= _COMMON:
                hits.update(combinations(sorted(set(places)), 2))
        runs: dict[int, set[int]] = {}
        found = []
        for (one, other), count in hits.items():
            if count * self._weights[one] < NEAR / 2 * max(min(self._sizes[one], self._sizes[other]), _FEWEST):
                continue
            for place in (one, other):
                runs.setdefault(place, runs_of(self._text(self._paths[place])))
            shorter = max(min(len(runs[one]), len(runs[other])), _FEWEST)
            share = len(runs[one] & runs[other]) / shorter
            if share >= NEAR:
                found.append(Pair(self._paths[one], self._paths[other], share))
        return sorted(found, key=lambda pair: (-pair.share, pair.path, pair.other))

    def _put(self, path: str, runs: set[int]) -> None:
        place = len(self._paths)
        self._paths.append(path)
        kept = 1 if len(runs) < _SHORT else _KEPT
        self._weights.append(kept)
        self._sizes.append(len(runs))
        for run in runs:
            if run % kept:
                continue
            before = self._index.setdefault(run, place)
            if isinstance(before, list):
                before.append(place)
            elif before != place:
                self._index[run] = [before, place]

    def _places(self, run: int) -> Iterator[int]:
        found = self._index.get(run)
        if isinstance(found, list):
            yield from found
        elif found is not None:
            yield found

    def _twin(self, path: str, runs: set[int]) -> Twin:
        others = runs_of(self._text(path))
        shorter, common = min(len(runs), len(others)), len(runs & others)
        may_be_same = shorter < _FEWEST or common >= 0.8 * shorter
        return Twin(path, common / max(shorter, _FEWEST), may_be_same)

    def _text(self, path: str) -> str:
        return self._texts[path] if path in self._texts else raw_words(self._archive, path)


def raw_words(archive: Path, path: str) -> str:
    """Return roughly the words of an article file, without parsing its Markdown; none where it cannot be read."""
    return _parts(archive, path)[1]


def _parts(archive: Path, path: str) -> tuple[str, str]:
    """Return the front matter and roughly the words of an article file."""
    try:
        text = clean((archive / path).read_bytes().decode("utf-8", "replace"))
    except OSError:
        return "", ""
    front_matter = _FRONT_MATTER.match(text)
    if front_matter is None:
        return "", text
    return front_matter.group(), _ESCAPED.sub(r"\1", text[front_matter.end() :])
