"""What a figure measures: the noun phrase before it in its clause, or right behind it. None where unsure."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kaluga_site.extract.clause import Clause
from kaluga_site.extract.kinds import unit_classes
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import plain, plain_words, sections
from kaluga_site.model.findings import FigureKind
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER

_LONGEST = 6
_ALL = "share"
_SUMMING = frozenset(("tổng", "số", "mức", "trị", "giá"))
_BARE = frozenset(("số", "tổng số", "số lượng", "lượng", "mức", "tăng trưởng", "tỷ lệ", "tỉ lệ", "tốc độ"))
"""Phrases that say nothing without what is counted."""

_SAID_OF_THINGS = {
    "dài": ("length",),
    "cao": ("length",),
    "sâu": ("length",),
    "dày": ("length",),
    "rộng": ("length", "area"),
    "nặng": ("mass",),
    "trị giá": ("money",),
}
"""What is said of a thing right before a figure → the classes of the figure's unit."""

_LONGEST_THING = 3
_CHANGING = (FigureKind.CHANGE, FigureKind.MULTIPLE, FigureKind.RATE)
_RELATIVE = (*_CHANGING, FigureKind.SHARE)
_PASSED_OVER = frozenset(("trong", "còn"))
"""Words that begin another clause only where no more than a year follows: "trong năm 2015", "còn 3 tỷ"."""

_WORD = r"([^\W\d_]{1,12})(?!\w)"
_WORDS_BEHIND = compiled(rf" {_WORD}(?: {_WORD}(?: {_WORD})?)?")
_NAME_BEHIND = compiled(rf"(?:\s[{UPPER}][{LOWER}]+){{1,3}}(?!\w)")
_PEOPLE = frozenset(("người", "người dân", "trẻ em", "cháu bé", "học sinh", "công nhân", "hành khách"))
_FATES = (" chết", " thiệt mạng", " tử vong", " bị thương", " mất tích", " bị bắt")
"""What may have become of people who are counted."""

_SIDES_OF_TAX = frozenset(("trước", "sau"))
"""What ends a phrase, but not in "lợi nhuận sau thuế"."""

_COMPOUNDS = frozenset(("lực", "chất", "năng"))
"""With one of these "lượng" is another word: "lực lượng cứu hộ"."""

_DEGREES = frozenset(("cao", "thấp", "lớn", "nhỏ", "mạnh", "dài"))


class _Vocabulary(NamedTuple):
    """The listed words that go with some units."""

    heads: frozenset[str]
    firsts: dict[str, tuple[int, ...]]
    """The first word of every head → how many words such heads have, the longest first."""

    behind: frozenset[str]


def measured_by(clause: Clause, unit: str | None, kind: FigureKind) -> str | None:
    """Return the words of the text that say what a figure measures.

    A phrase begins with a word of the list `measured` whose class goes with the figure's unit. A count measures
    what it counts.
    """
    if kind is FigureKind.RANK:
        return None
    passage, span, before = clause.passage, clause.span, clause.before
    vocabulary = _vocabulary(_classes(unit, kind))
    phrase = _thing_before(before, unit) or _phrase_before(before, vocabulary)
    if phrase and phrase not in _BARE:
        at = passage.plain.rfind(phrase, max(0, span.start - 110), span.start)
        if at >= 0:
            return passage.text[at : at + len(phrase)]
    phrase = _phrase_behind(passage, span.end, vocabulary.behind) if kind not in _CHANGING else None
    if phrase or kind is not FigureKind.COUNT or unit == "lần":
        return phrase
    return _with_fate(passage, span.end, unit) if unit in _PEOPLE else unit


@lru_cache(maxsize=1_000)
def _classes(unit: str | None, kind: FigureKind) -> tuple[str, ...]:
    """Return the classes of the words that may say what a figure in this unit measures."""
    if unit in unit_classes()[_ALL] or (unit is not None and unit.startswith("%")):
        return tuple(unit_classes()) if kind in _RELATIVE else ()
    if unit in unit_classes()["speed"]:
        return ("speed",)
    found = _classes_by_unit().get((unit or "").partition("/")[0], ())
    return found or (("count",) if kind in {FigureKind.COUNT, FigureKind.CHANGE} else ())


def _with_fate(passage: Passage, end: int, unit: str | None) -> str | None:
    """Return who is counted, with what has become of them: "người thiệt mạng"."""
    fate = next((fate for fate in _FATES if passage.plain.startswith(fate, end)), "")
    is_word = fate and not passage.plain[end + len(fate) : end + len(fate) + 1].isalnum()
    return f"{unit}{fate}" if is_word else unit


def _thing_before(before: Sequence[str], unit: str | None) -> str | None:
    """Return the thing, in plain form, that is said to be so long, so heavy or worth so much: "cây cầu dài"."""
    said = " ".join(before[-2:])
    said = said if said in _SAID_OF_THINGS else said.rpartition(" ")[2]
    if not set(_SAID_OF_THINGS.get(said, ())) & set(_classes_by_unit().get(unit or "", ())):
        return None
    nouns, end = plain_words("counted_nouns"), len(before) - 1 - said.count(" ")
    starts = (end - length for length in range(min(end, _LONGEST_THING), 0, -1))
    start = next((start for start in starts if " ".join(before[start:end]) in nouns), None)
    if start is None or before[max(0, start - 1) : start + 1] == ["việt", "nam"]:
        return None
    return " ".join(before[start:])


def _phrase_before(before: Sequence[str], vocabulary: _Vocabulary) -> str | None:
    """Return the phrase, in plain form, that begins with the nearest word for what is measured."""
    if vocabulary.firsts.keys().isdisjoint(before):
        return None
    ends, firsts, found, at = _ends(), vocabulary.firsts, -1, len(before)
    while at > 0:
        at -= 1
        word = before[at]
        if word in firsts and _head_length(before, at, vocabulary):
            found = at
        elif found >= 0:
            is_end = word in ends or not word.isalpha()
            if is_end and not (word in _SIDES_OF_TAX and before[at + 1] == "thuế"):
                break
        elif _is_apart(before, at):
            return None
    return " ".join(_phrase(before[found:], vocabulary)) if found >= 0 else None


def _is_apart(before: Sequence[str], at: int) -> bool:
    word = before[at]
    if not word.isalpha():
        return not (len(word) == 4 and word.isdigit() and before[at - 1] == "năm")
    if word not in _apart():
        return False
    if word in _PASSED_OVER:
        return not (at == len(before) - 1 or before[at + 1] in {"năm", "quý", "tháng", "tuần", "ngày"})
    return True


def _head_length(words: Sequence[str], at: int, vocabulary: _Vocabulary) -> int:
    """Return how many words from a place on are one that says what is measured; 0 for none."""
    if words[at] == "lượng" and at and words[at - 1] in _COMPOUNDS:
        return 0
    for length in vocabulary.firsts[words[at]]:
        if " ".join(words[at : at + length]) in vocabulary.heads:
            return length
    if words[at] in _SUMMING and at + 1 < len(words) and words[at + 1] in vocabulary.firsts:
        rest = _head_length(words, at + 1, vocabulary)
        return rest and rest + 1
    return 0


def _phrase(words: Sequence[str], vocabulary: _Vocabulary) -> Iterator[str]:
    """Yield the words of the phrase that begins a list: to the first word that cannot belong to it."""
    ends, at = _ends(), 0
    while at < min(len(words), _LONGEST):
        word = words[at]
        length = _head_length(words, at, vocabulary) if word in vocabulary.firsts else 0
        if length:
            yield from words[at : at + length]
            at += length
            continue
        if word in _DEGREES and words[at + 1 : at + 2] == ["nhất"]:
            yield from words[at : at + 2]
            return
        if word in ends or not word.isalpha():
            return
        yield word
        at += 1


def _phrase_behind(passage: Passage, end: int, listed: frozenset[str]) -> str | None:
    """Return the phrase right behind a figure where its first words are listed as such, with a name behind it."""
    words = _WORDS_BEHIND.match(passage.plain, end) if listed else None
    if words is None:
        return None
    for length in (3, 2, 1):
        if words[length] and passage.plain[end + 1 : words.end(length)] in listed:
            name = _NAME_BEHIND.match(passage.text, words.end(length))
            return passage.text[end + 1 : name.end() if name else words.end(length)]
    return None


@cache
def _vocabulary(classes: tuple[str, ...]) -> _Vocabulary:
    heads = frozenset().union(*(_part("heads").get(name, ()) for name in classes))
    behind = frozenset().union(*(_part("behind").get(name, ()) for name in classes))
    lengths: dict[str, set[int]] = {word: set() for word in _SUMMING}
    for words in (phrase.split() for phrase in heads):
        lengths.setdefault(words[0], set()).add(len(words))
    firsts = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
    return _Vocabulary(heads, firsts, behind)


@cache
def _part(part: str) -> dict[str, frozenset[str]]:
    classes = (line.split(" = ") for line in sections("measured")[part])
    return {name: _phrases(phrases) for name, phrases in classes}


@cache
def _ends() -> frozenset[str]:
    return plain_words("not_counted") | _phrases(sections("measured")["ends"][0])


@cache
def _apart() -> frozenset[str]:
    return _phrases(sections("measured")["apart"][0])


def _phrases(line: str) -> frozenset[str]:
    return frozenset(plain(phrase.strip()) for phrase in line.split(","))


@cache
def _classes_by_unit() -> dict[str, tuple[str, ...]]:
    """Return for each unit the classes that it belongs to: "lượng" is a weight and a noun."""
    units: dict[str, tuple[str, ...]] = {}
    for name, members in unit_classes().items():
        for unit in members:
            units[unit] = (*units.get(unit, ()), name)
    return units
