"""Slips in names: one person spelled in two ways."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from operator import attrgetter

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import plain, plain_words
from kaluga_site.vietnamese import fold, is_syllable

_START = attrgetter("start")
_ALIKE = 0.8
"""Of one length, words of six letters with two that have changed places, and those of five with one wrong."""

_FEMININE = "a"
_SHORT, _VERY_ALIKE = 5, 0.9
"""A single name must be longer than so many letters, and have one more or less than the other, at most."""


def find_slips(passage: Passage, named: Iterable[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield the names that are spelled in two ways, each with the one that it is a slip of.

    Of two Vietnamese names in full the later is, where only the accents of the middle syllables differ; of two from
    abroad, where both hold one office of one body or country; a single name is one of the
    last part of the only fuller name like it, and no woman's of a man's ("Gorbacheva").
    """
    holders: dict[str, list[tuple[list[str], Named]]] = {}
    alike_ends: dict[tuple[str, str], tuple[list[str], Named]] = {}
    single: list[tuple[str, Named]] = []
    full: list[tuple[list[str], Named]] = []
    for one in sorted(named, key=_START):
        parts = passage.plain[one.start : one.end].split()
        if all(map(is_syllable, parts)):
            if len(parts) > 2:
                spelled, first = alike_ends.setdefault((parts[0], parts[-1]), (parts, one))
                if spelled != parts and fold(" ".join(spelled)) == fold(" ".join(parts)):
                    yield one, first
            continue
        if len(parts) == 1:
            single.append((parts[0], one))
            continue
        full.append((parts, one))
        role = plain(one.role or "")
        before = holders.setdefault(role, []) if role and role not in plain_words("offices") else []
        right = next((other for spelled, other in before if _is_slip(parts, spelled)), None)
        if right:
            yield one, right
        else:
            before.append((parts, one))
    known = {part for parts, _ in full for part in parts}
    for name, one in single:
        if len(name) > _SHORT and name not in known:
            alike = {" ".join(parts): other for parts, other in full if _is_alike(name, parts[-1])}
            if len(alike) == 1 and one.role is None:
                yield one, next(iter(alike.values()))


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two names have all letters but one in common."""
    if abs(len(one) - len(other)) > 1 or _FEMININE in {one.removeprefix(other), other.removeprefix(one)}:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _VERY_ALIKE


def _is_slip(parts: list[str], others: list[str]) -> bool:
    """Tell whether two names differ in one part alone, and there little: "Dmirty Medvedev" of "Dmitry Medvedev"."""
    if len(parts) != len(others):
        return False
    different = [pair for pair in zip(parts, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and SequenceMatcher(None, *different[0]).ratio() >= _ALIKE
