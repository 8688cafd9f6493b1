"""Cut a long sentence to what stands around some words of it."""

from typing import NamedTuple

from kaluga_site.model.basis import Span

_MORE = "…"


class Excerpt(NamedTuple):
    """A sentence, perhaps cut, and where in it the words stand around which it was cut."""

    text: str
    start: int
    end: int


def excerpt(text: str, sentence: Span, words: Span, longest: int) -> Excerpt:
    """Return a sentence of a text with no more than so many letters around some words of it, cut between words.

    "…" stands where something was cut off.
    """
    start, end = sentence.start, sentence.end
    if end - start > longest:
        length = max(longest - 2 * len(_MORE), words.end - words.start)
        half = (length - (words.end - words.start)) // 2
        end = min(end, max(start, words.start - half) + length)
        start = max(start, end - length)
        start = _next_word(text, start, words.start) if start > sentence.start else start
        end = _last_word(text, end, words.end) if end < sentence.end else end
    before = _MORE if start > sentence.start else ""
    after = _MORE if end < sentence.end else ""
    shift = len(before) - start
    return Excerpt(f"{before}{text[start:end]}{after}", words.start + shift, words.end + shift)


def _next_word(text: str, at: int, limit: int) -> int:
    """Return where the next word behind an offset begins; the limit if there is none before it."""
    space = text.find(" ", at - 1, limit)
    return limit if space < 0 else space + 1


def _last_word(text: str, at: int, limit: int) -> int:
    """Return where the last word before an offset ends; the limit if there is none behind it."""
    space = text.rfind(" ", limit, at + 1)
    return limit if space < 0 else space
