"""The topics of an article: how often it says the words that speak for one."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import plain
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundTopic

LOWEST_SCORE = 4.0
"""Occurrences per 1,000 syllables from which an article is taken to be about a topic."""

_FEWEST = 2
_TITLE_WEIGHT = 3
"""An occurrence in the title counts as so many."""


class TopicWords(NamedTuple):
    """A topic of the controlled vocabulary: its id, and its label and keywords."""

    id: str
    words: tuple[str, ...]


def find_topics(passage: Passage, title: str, vocabulary: Iterable[TopicWords]) -> list[FoundTopic]:
    """Return the topics that an article is about, the highest score first.

    A topic's score is the number of places that hold its label or one of its keywords as whole words (letter case
    and tone placement aside; places that overlap count once), those in the title three times, for every 1,000
    syllables of title and text together. It must be `LOWEST_SCORE` at least, and the places must count 2 or more.
    """
    small, small_title = passage.plain, plain(title)
    length = small.count(" ") + small.count("\n\n") + small_title.count(" ") + 2
    found = []
    for topic in vocabulary:
        keywords = _keywords(topic.words)
        spans = list(_occurrences(small, keywords))
        count = len(spans) + (_TITLE_WEIGHT * len(list(_occurrences(small_title, keywords))) if small_title else 0)
        score = 1000 * count / length
        if count >= _FEWEST and score >= LOWEST_SCORE:
            span = Span(*spans[0]) if spans else None
            found.append(FoundTopic(id=topic.id, score=round(score, 1), span=span))
    return sorted(found, key=lambda topic: (-topic.score, topic.id))


@lru_cache(maxsize=10_000)
def _keywords(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(plain(word).split()) for word in words if word.strip())


def _occurrences(small: str, keywords: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the places that hold a keyword as whole words; of those that overlap, the first."""
    said = [keyword for keyword in keywords if keyword in small]
    end = 0
    for span in sorted(span for keyword in said for span in _spans_of(small, keyword)) if said else ():
        if span[0] >= end:
            end = span[1]
            yield span


def _spans_of(small: str, keyword: str) -> Iterator[tuple[int, int]]:
    start = small.find(keyword)
    while start >= 0:
        end = start + len(keyword)
        if not (small[start - 1 : start].isalnum() or small[end : end + 1].isalnum()):
            yield start, end
        start = small.find(keyword, end)
