"""What a figure measures: the noun phrase before it in its clause, or right behind it. None where unsure."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import cast

from kaluga_site.extract.clause import Clause
from kaluga_site.extract.kinds import unit_classes
from kaluga_site.extract.words import Passage, plain, plain_words, sections
from kaluga_site.model.findings import FigureKind
from kaluga_site.vietnamese import LOWER, UPPER

_FARTHEST = 12
"""So many words may stand between a figure and the phrase's first word."""

_LONGEST = 6
_ALL = "share"
_SUMMING = frozenset(("tổng", "số", "mức", "trị", "giá"))
_BARE = frozenset(("số", "tổng số", "số lượng", "lượng", "mức"))
"""Phrases that say nothing without what is counted."""

_RELATIVE = frozenset((FigureKind.SHARE, FigureKind.CHANGE, FigureKind.MULTIPLE, FigureKind.RATE))
_OTHER_CLAUSE = frozenset(
    ("và", "hoặc", "để", "nhằm", "nhưng", "khi", "do", "vì", "sau", "trước", "mà", "nên", "cùng", "song", "còn", "nhờ",
     "nếu", "khiến", "làm", "gây", "trong", "ngoài", "rằng", "cần", "phải", "theo", "kéo", "so", "thể")
)  # fmt: skip
_PASSED_OVER = frozenset(("trong", "còn"))
"""Words that begin another clause only where no more than a year follows: "trong năm 2015", "còn 3 tỷ"."""

_MORE_STOPS = frozenset(
    ("giữa", "đổ", "rót", "huy", "bán", "mua", "dự", "ước", "nhờ", "chính", "toàn", "hàng", "mỗi", "bình", "trung",
     "hàng", "hằng", "cả", "ghi", "bị", "vượt", "vọt", "đạt", "cho", "khoảng", "tính", "sụt", "suy", "gấp", "ở", "năm",
     "tháng", "ngày", "quý", "này", "kia", "đó", "khá", "tuần", "mạnh", "hoàn", "đang", "nắm", "sở", "ấy", "cũng",
     "chi")
)  # fmt: skip
_WORDS_BEHIND = re.compile(r"([^\W\d_]{1,12})(?:\s([^\W\d_]{1,12}))?(?!\w)")
_NO_WORDS = cast("re.Match[str]", re.match("()()", ""))
_NAME_BEHIND = re.compile(rf"(?:\s[{UPPER}][{LOWER}]+){{1,3}}(?!\w)")
_DEGREES = frozenset(("cao", "thấp", "lớn", "nhỏ", "mạnh", "dài"))


def measured_by(clause: Clause, unit: str | None, kind: FigureKind) -> str | None:
    """Return the words of the text that say what a figure measures.

    A phrase begins with a word of the list `measured` whose class goes with the figure's unit. A count measures
    what it counts.
    """
    if kind is FigureKind.RANK:
        return None
    passage, span, before = clause
    classes = _classes(unit, kind)
    phrase = _phrase_before(before, classes)
    if phrase and phrase not in _BARE:
        at = passage.plain.rfind(phrase, max(0, span.start - 110), span.start)
        if at >= 0:
            return passage.text[at : at + len(phrase)]
    phrase = _phrase_behind(passage, span.end, classes) if kind not in _RELATIVE or kind is FigureKind.SHARE else None
    return phrase or (unit if kind is FigureKind.COUNT and unit != "lần" else None)


def _classes(unit: str | None, kind: FigureKind) -> tuple[str, ...]:
    """Return the classes of the words that may say what a figure in this unit measures."""
    if unit in unit_classes()[_ALL] or (unit is not None and unit.startswith("%")):
        return tuple(_heads()) if kind in _RELATIVE else ()
    found = _classes_by_unit().get((unit or "").partition("/")[0], ())
    if unit in {"km/h", "m/s"}:
        return ("speed",)
    return found or (("count",) if kind in {FigureKind.COUNT, FigureKind.CHANGE} else ())


def _phrase_before(before: Sequence[str], classes: Collection[str]) -> str | None:
    """Return the phrase, in plain form, that begins with the nearest word for what is measured."""
    if not classes:
        return None
    stops, heads = _stops(), _heads()
    low = max(0, len(before) - _FARTHEST)
    found, at = -1, len(before)
    while at > low:
        at -= 1
        word = before[at]
        if _head_length(before, at, classes, heads):
            found = at
        elif found >= 0 and (word in stops or not word.isalpha()):
            break
        elif found < 0 and _is_other_clause(before, at):
            return None
    return " ".join(_phrase(before[found:], classes)) if found >= 0 else None


def _is_other_clause(before: Sequence[str], at: int) -> bool:
    word = before[at]
    if not word.isalpha():
        return not (len(word) == 4 and word.isdigit() and before[at - 1] == "năm")
    if word in _PASSED_OVER:
        return not (at == len(before) - 1 or before[at + 1] in {"năm", "quý", "tháng", "tuần", "ngày"})
    return word in _OTHER_CLAUSE


def _head_length(words: Sequence[str], at: int, classes: Collection[str], heads: dict[str, frozenset[str]]) -> int:
    """Return how many words from a place on are one that says what is measured; 0 for none."""
    if words[at] not in _first_words():
        return 0
    for length in (4, 3, 2, 1):
        phrase = " ".join(words[at : at + length])
        if any(phrase in heads[name] for name in classes):
            return length
    if words[at] in _SUMMING and at + 1 < len(words):
        rest = _head_length(words, at + 1, classes, heads)
        return rest and rest + 1
    return 0


def _phrase(words: Sequence[str], classes: Collection[str]) -> Iterator[str]:
    """Yield the words of the phrase that begins a list: to the first word that cannot belong to it."""
    stops, heads = _stops(), _heads()
    at = 0
    while at < min(len(words), _LONGEST):
        length = _head_length(words, at, classes, heads)
        if length:
            yield from words[at : at + length]
            at += length
            continue
        if words[at] in _DEGREES and words[at + 1 : at + 2] == ["nhất"]:
            yield from words[at : at + 2]
            return
        if words[at] in stops or not words[at].isalpha():
            return
        yield words[at]
        at += 1


def _phrase_behind(passage: Passage, end: int, classes: Collection[str]) -> str | None:
    """Return the phrase right behind a figure where its first words are listed as such."""
    if passage.plain[end : end + 1] != " ":
        return None
    first, second = (_WORDS_BEHIND.match(passage.plain, end + 1) or _NO_WORDS).groups()
    listed = [phrases for name in classes if (phrases := _behind().get(name))]
    for phrase in (f"{first} {second}", first):
        if any(phrase in phrases for phrases in listed):
            length = len(phrase)
            name = _NAME_BEHIND.match(passage.text, end + 1 + length)
            return passage.text[end + 1 : name.end() if name else end + 1 + length]
    return None


@cache
def _heads() -> dict[str, frozenset[str]]:
    return _read("heads")


@cache
def _behind() -> dict[str, frozenset[str]]:
    return _read("behind")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrases in _heads().values() for phrase in phrases)


@cache
def _stops() -> frozenset[str]:
    return plain_words("not_counted") | _MORE_STOPS


@cache
def _classes_by_unit() -> dict[str, tuple[str, ...]]:
    """Return for each unit the classes that it belongs to: "lượng" is a weight and a noun."""
    units: dict[str, tuple[str, ...]] = {}
    for name, members in unit_classes().items():
        for unit in members:
            units[unit] = (*units.get(unit, ()), name)
    return units


def _read(part: str) -> dict[str, frozenset[str]]:
    classes = (line.split(" = ") for line in sections("measured")[part])
    return {name: frozenset(plain(phrase.strip()) for phrase in phrases.split(",")) for name, phrases in classes}
