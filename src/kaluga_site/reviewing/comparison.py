"""In what two articles of nearly the same words differ."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

_WORD = re.compile(r"\S+|\n")
_MARK = re.compile(r"^(?:#{1,6}|>|[*+-]) +", re.MULTILINE)
"""What makes a heading, a quotation or an entry of a list in Markdown is no word."""

_SHOWN = 12
"""So many words that both have are shown before and after what differs."""

_THOROUGH = 5_000
"""Up to so many words, every one may tell what belongs together; in longer texts the frequent ones do not."""


class Where(StrEnum):
    """In which of two texts words stand."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


class Piece(NamedTuple):
    """Words in a row; paragraphs are parted by a blank line."""

    where: Where
    text: str
    left_out: int = 0
    """So many more words, which both texts have, stand behind these."""


def compare(first: str, second: str) -> Iterator[Piece]:
    """Yield the words of two texts in their order; of many that both have, those next to a difference.

    Where words differ, those of the first text come first. Where lines end makes no difference.
    """
    one, two = _Words(first), _Words(second)
    thorough = max(len(one.words), len(two.words)) <= _THOROUGH
    matcher = SequenceMatcher(None, one.words, two.words, autojunk=not thorough)
    for tag, start, end, low, high in matcher.get_opcodes():
        if tag == "equal":
            closes = end == len(one.words) and high == len(two.words)
            yield from _alike(one, start, end, opens=start == 0 == low, closes=closes)
            continue
        if end > start:
            yield Piece(Where.FIRST, one.text(start, end))
        if high > low:
            yield Piece(Where.SECOND, two.text(low, high))


class _Words:
    """The words of a text, and before which of them a line begins."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self._begins_line: set[int] = set()
        for word in _WORD.findall(_MARK.sub("", text)):
            if word == "\n":
                self._begins_line.add(len(self.words))
            else:
                self.words.append(word)

    def text(self, start: int, end: int) -> str:
        """Return some of the words, blank lines between paragraphs."""
        words = (f"\n\n{self.words[at]}" if at in self._begins_line else self.words[at] for at in range(start, end))
        return " ".join(words).replace(" \n", "\n")


def _alike(one: _Words, start: int, end: int, *, opens: bool, closes: bool) -> Iterator[Piece]:
    """Yield words that both texts have: all of a few; of many, those behind and before what differs."""
    head = start if opens else start + _SHOWN
    tail = end if closes else end - _SHOWN
    if tail - head <= _SHOWN:
        yield Piece(Where.BOTH, one.text(start, end))
        return
    yield Piece(Where.BOTH, one.text(start, head), tail - head)
    if tail < end:
        yield Piece(Where.BOTH, one.text(tail, end))
