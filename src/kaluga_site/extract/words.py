"""The word lists of this package and the patterns made from them; text in plain form, and words looked for in it."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kaluga_site.keeping import kept
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import unify_tone_placement

_DATA = Path(__file__).with_name("data")

_LONGEST_WORD = 23
"""Characters of the word before an offset that are looked at."""


_WORD = compiled(r"\w+")
_NEVER = "\0"
"""What no text holds."""


def plain(text: str) -> str:
    """Return text in small letters, "hoà" as "hòa"; every character stays one character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return unify_tone_placement(lower)


def places_of(beginnings: Iterable[str], text: str) -> list[int]:
    """Return in order where the given signs or words begin, no matter what stands around them."""
    places: list[int] = []
    for word in beginnings:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    return sorted(places)


def find_all(pattern: re.Pattern[str], text: str, beginnings: Iterable[str]) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` yields, of a pattern whose matches all begin with one of the given words.

    Where those are few this is many times as fast as trying the pattern at every letter.
    """
    end = 0
    for at in places_of(beginnings, text):
        match = pattern.match(text, at) if at >= end else None
        if match:
            end = match.end()
            yield match


def word_before(small: str, at: int) -> str | None:
    """Return the word before the space right before an offset, with its signs; None without such a space."""
    space = at - 1
    if space < 0 or not small[space].isspace():
        return None
    before = small[space - _LONGEST_WORD : space] if space > _LONGEST_WORD else small[:space]
    last = before.rpartition(" ")[2]
    return last.rpartition("\n")[2] if "\n" in last else last


def before_two_words(small: str, at: int, reach: int) -> int:
    """Return an offset from which to search for the last two words before another one, which is at most `reach` back.

    A pattern that ends there is tried at every letter up to it: so few are left.
    """
    low = max(0, at - reach)
    if small[at - 1 : at] != " ":
        return low
    last = small.rfind(" ", low, at - 1)
    return low if last < 0 else max(low, small.rfind(" ", low, last) + 1)


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a word list of `data/`, without comments and blank ones."""
    content = _DATA.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in map(str.strip, content.splitlines()) if line and not line.startswith("#"))


@cache
def pairs(name: str) -> dict[str, str]:
    """Return what stands on both sides of "=" in the lines of a word list, in plain form."""
    parts = (line.partition("=") for line in lines(name))
    return {plain(left.strip()): plain(right.strip()) for left, _, right in parts}


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the parts of a word list: what stands below each line "[part]", its lines in order."""
    parts: dict[str, tuple[str, ...]] = {}
    part = ""
    for line in lines(name):
        if line.startswith("["):
            part = line.strip("[]")
        else:
            parts[part] = (*parts.get(part, ()), line)
    return parts


@cache
def words_of(name: str, part: str) -> frozenset[str]:
    """Return the entries of a part of a word list in plain form."""
    return frozenset(plain(word.strip()) for line in sections(name)[part] for word in line.split(","))


@kept(most=100)
def words(name: str) -> frozenset[str]:
    """Return the entries of a word list: what stands between commas and line ends."""
    return frozenset(filter(None, map(str.strip, ",".join(lines(name)).split(","))))


@kept(most=100)
def plain_words(name: str) -> frozenset[str]:
    """Return the entries of a word list in plain form."""
    return frozenset(plain(",".join(words(name))).split(","))


@kept(most=100)
def last_words(name: str) -> frozenset[str]:
    """Return the last words of the entries of a word list, in plain form."""
    return frozenset(entry.split()[-1] for entry in plain_words(name))


class Phrases:
    """Phrases that are looked for as whole words, by their first signs; no pattern of hundreds is compiled for them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Look for these phrases."""
        self._phrases = frozenset(phrases)
        self._firsts = frozenset(match[0] for match in map(_WORD.search, self._phrases) if match)
        by_opening: dict[str, list[str]] = {}
        for phrase in sorted(self._phrases, key=len, reverse=True):
            longer = [opening for opening in by_opening if opening[0] == phrase] if len(phrase) == 1 else []
            for opening in (phrase[:2], *longer):
                by_opening.setdefault(opening, []).append(phrase)
        self._by_opening = {opening: (tuple(some), _lengths(some)) for opening, some in by_opening.items()}
        """The first two signs of phrases → these, and their lengths, the longest first.

        A phrase of one sign stands with all that begin with it, too.
        """

    def may_begin_with(self, word: str) -> bool:
        """Tell whether a whole word may begin one of the phrases; this costs much less than to look for them."""
        return word in self._firsts or not word.isalpha()

    def longest_at(self, text: str, at: int, limit: int = sys.maxsize) -> str:
        """Return the longest of the phrases that stands at an offset, the text read to a limit; "" for none."""
        found = self._by_opening.get(text[at : at + 2]) or self._by_opening.get(text[at : at + 1])
        if not found or not text.startswith(found[0], at, limit):  # most are told apart at once
            return ""
        for length in found[1]:
            end = at + length
            phrase = text[at:end]
            if phrase in self._phrases and end <= limit and (end == limit or not _is_in_word(text[end : end + 1])):
                return phrase
        return ""


def _lengths(phrases: Iterable[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(map(len, phrases)))


def _is_in_word(sign: str) -> bool:
    """Tell a letter, a digit or the low line, sooner than a pattern would."""
    return sign.isalnum() or sign == "_"


@kept(most=100)
def phrases(name: str) -> Phrases:
    """Return the entries of a word list in plain form, to be looked for."""
    return Phrases(plain_words(name))


@cache
def any_of(name: str) -> str:
    """Return a pattern that matches any entry of a word list, in plain form, the longest first."""
    return alternation(plain_words(name))


def alternation(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, with common beginnings written once."""
    return _pattern(sorted({*phrases} or {""}), 0)


def any_word_of(name: str) -> str:
    """Return a pattern that matches any entry of a word list where a word begins, in plain form, the longest first."""
    return word_alternation(plain_words(name))


def word_alternation(phrases: Iterable[str], not_behind: str = "") -> str:
    """Return a pattern for any of the phrases where a word begins, and not behind certain other signs.

    What stands before is looked at behind the first sign: so `re` skips to where one of these is, many times as fast.
    """
    branches = []
    for sign, some in groupby(sorted({*phrases} or {_NEVER}), itemgetter(0)):
        first = re.escape(sign)
        others = f"(?<!{not_behind}{first})" if not_behind else ""
        branches.append(rf"{first}(?<!\w{first}){others}{_pattern([*some], 1)}")
    return f"(?:{'|'.join(branches)})"


def _pattern(phrases: Sequence[str], at: int) -> str:
    """Return a pattern for what follows an offset in phrases that are alike up to it; they are in order."""
    if len(phrases) == 1:
        return re.escape(phrases[0][at:])
    may_end = phrases[0][at:] == ""
    letters = groupby(phrases[may_end:], itemgetter(at))
    branches = [re.escape(letter) + _pattern([*some], at + 1) for letter, some in letters]
    joined = branches[0] if len(branches) == 1 and not may_end else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if may_end else joined
