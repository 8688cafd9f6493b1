"""Places that are known, and the head words that make a place of the name behind them."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kaluga_site.extract.names import is_acronym
from kaluga_site.extract.passage import Passage, words_at
from kaluga_site.extract.words import alternation, lines, plain, plain_words
from kaluga_site.patterns import compiled

_LONGEST_NAME = 4
_DIRECTIONS = frozenset(("đông", "tây", "nam", "bắc", "trung", "bộ", "kinh", "tế"))
_REGIONS = frozenset(("tỉnh", "bang", "vùng", "quốc gia"))
_NATURE = frozenset(("sông", "hồ", "núi", "vịnh", "đảo"))
_OTHER_HEADS = frozenset(("tác xã", "tấn xã", "hoa xã", "đất nước"))
"""What ends like a head word and is none: "hợp tác xã"."""


class KnownPlace(NamedTuple):
    """A place's name in the archive, and its kind."""

    name: str
    kind: str


@cache
def known_places() -> Mapping[str, KnownPlace]:
    """Return the places of the word list by every form of their names, in plain form."""
    known: dict[str, KnownPlace] = {}
    for line in lines("gazetteer"):
        kind, _, entries = line.partition(":")
        for entry in entries.split(","):
            forms = [form.strip() for form in entry.split("=")]
            known |= {plain(form): KnownPlace(forms[0], kind) for form in forms}
    return MappingProxyType(known)


@cache
def head_kinds() -> Mapping[str, str]:
    """Return the kinds of place by their head words."""
    pairs = (line.partition(":") for line in lines("place_heads"))
    return MappingProxyType({head.strip(): kind for kind, _, heads in pairs for head in heads.split(",")})


@cache
def irregular_firsts() -> frozenset[str]:
    """Return the first words of the known forms that are no run of capitalised words: "Bà Rịa - Vũng Tàu"."""
    return frozenset(form.replace(".", " ").split()[0] for form in _irregular_forms())


def irregular_place_at(passage: Passage, at: int) -> int | None:
    """Return where a known place ends that begins at an offset and is no run of capitalised words."""
    if passage.plain[at : at + 2] not in _irregular_openings():
        return None
    match = _irregular_pattern().match(passage.plain, at)
    return match.end() if match else None


def head_before(small: str, at: int, before: str) -> tuple[int, str] | None:
    """Return where the head word begins that stands right before an offset, and the word.

    `before` is the word right before, as `Run` has it; "TP.Hồ Chí Minh" needs no space.
    """
    if before not in _last_head_words() and (before != "." or not small.endswith("tp.", 0, at)):
        return None
    words = small[max(0, at - 18) : at].split()
    last = words[-1].lstrip("(“\"'[")
    two = f"{words[-2]} {last}".lstrip("(“\"'[") if len(words) > 1 else ""
    head = two if two in head_kinds() else last if last in head_kinds() and two not in _OTHER_HEADS else ""
    return (small.rfind(head, 0, at), head) if head else None


@lru_cache(maxsize=20_000)
def name_place(head: str, name: str) -> KnownPlace | None:
    """Return the place that a head word and a name make; none where they make none."""
    own = plain(name)
    if known := known_places().get(f"{head} {own}") or known_places().get(f"{head}{own}"):
        return known
    kind, known, words = head_kinds()[head], known_places().get(own), own.split()
    if known and (known.kind == kind or (known.kind in _REGIONS and kind in _REGIONS)):
        return known
    if kind == "quốc gia" or len(words) > _LONGEST_NAME or is_acronym(name.split(maxsplit=1)[0]):
        return None
    if _DIRECTIONS.issuperset(words) or (known and kind == "đảo"):
        return None
    return KnownPlace(f"{kind} {name}", kind)


def place_end(passage: Passage, at: int, limit: int) -> int | None:
    """Return where the place ends that begins at an offset, with or without a head word, before a limit."""
    if end := irregular_place_at(passage, at):
        return end
    if own_at := _behind_head(passage.plain, at):
        head = passage.plain[at:own_at].rstrip()
        if is_natural(head_kinds()[head]) and passage.text[at].isupper():
            return None
        ends = [own_at + word.end for word in words_at(passage, own_at) if own_at + word.end <= limit]
        return ends[-1] if ends and name_place(head, passage.text[own_at : ends[-1]]) else None
    run = words_at(passage, at)
    if not run or run[0].plain not in _first_words():
        return None
    run = tuple(word for word in run if at + word.end <= limit)
    for size in range(min(len(run), _LONGEST_NAME), 0, -1):
        if " ".join(word.plain for word in run[:size]) in known_places():
            return at + run[size - 1].end if size > 1 or size == len(run) else None
    return None


def takes_place(small: str, at: int, before: str) -> bool:
    """Tell whether the word before an offset makes something else of the place's name: "tiếng", "đường"."""
    if before not in _last_taker_words():
        return False
    words = small[max(0, at - 18) : at].replace("(", " ").split()[-2:]
    return words[-1] in plain_words("place_takers") or " ".join(words) in plain_words("place_takers")


def is_natural(kind: str) -> bool:
    """Tell whether a kind is a feature of the land, whose head word in capitals may begin another name."""
    return kind in _NATURE


def _behind_head(small: str, at: int) -> int | None:
    """Return where the name begins behind the head word that stands at an offset."""
    if small[at : at + 2] not in _head_openings():
        return None
    head = _head_pattern().match(small, at)
    return head.end() if head else None


@cache
def _irregular_forms() -> tuple[str, ...]:
    return tuple(form for form in known_places() if {".", "-", "–"} & set(form))


@cache
def _irregular_openings() -> frozenset[str]:
    """Return what they begin with: most words are told from them at once."""
    return frozenset(form[:2] for form in _irregular_forms())


@cache
def _irregular_pattern() -> re.Pattern[str]:
    return compiled(rf"{alternation(_irregular_forms())}(?!\w)")


@cache
def _head_openings() -> frozenset[str]:
    return frozenset(head[:2] for head in head_kinds())


@cache
def _head_pattern() -> re.Pattern[str]:
    return compiled(rf"{alternation(head_kinds())} ")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in known_places())


@cache
def _last_head_words() -> frozenset[str]:
    return frozenset(head.split()[-1] for head in head_kinds())


@cache
def _last_taker_words() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in plain_words("place_takers"))
