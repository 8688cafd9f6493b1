"""The places of an article: known ones, and those with a head word ("huyện Tân Châu")."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from kaluga_site.extract.around import begins_sentence
from kaluga_site.extract.gazetteer import (
    KnownPlace,
    head_before,
    head_kinds,
    irregular_firsts,
    irregular_place_at,
    is_natural,
    known_places,
    name_place,
    takes_place,
)
from kaluga_site.extract.names import Words
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.spans import Taken
from kaluga_site.extract.words import plain, plain_words, word_alternation
from kaluga_site.keeping import kept
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPlace, Mention

_NEVER_FIRST = frozenset(("anh", "ý", "áo", "nhật", "đức"))
"""Countries that a sentence's first word does not name: each is a common word, too."""

_BEFORE_NAMES = frozenset(
    ("phía", "nước", "cả", "ở", "riêng", "giữa", "bên", "hiện", "nay", "về", "như", "vậy", "chỉ", "cùng")
)
"""First words of a sentence besides those of the word list, before a country or a city."""

_HALVES = frozenset(("việt", "trung", "hàn", "triều", "ấn", "nhật"))
"""Halves of "Nga-Việt" that alone are no country's name."""

_SIDES = frozenset(("đông", "tây", "nam", "bắc", "trung"))
"""What may stand before a place of two words or more, which is meant: "khu vực Nam Biển Đông"."""

_BARE_KINDS = frozenset(("tỉnh", "thành phố", "bang", "vùng"))
"""Kinds whose places are named without the head word once they have been introduced with it."""


class _Part(Struct, frozen=True, gc=False):
    """Words of a run that no other name holds; their offsets count from `base`."""

    base: int
    words: Words
    spelled: str
    before: str


class _Named(Struct, frozen=True, order=True, gc=False):
    start: int
    end: int
    rule: str
    place: KnownPlace


def find_places(passage: Passage, taken: Taken, known: Collection[str] = ()) -> list[FoundPlace]:
    """Return the places of a text in the order of first mention.

    `taken` are the names of people and organisations: a place in one of them is none of the article. `known` are
    names that are places wherever they stand; one of a single word must stand alone, as "Nga" in "Thiên Nga" does not.
    """
    listed = {plain(name): known_places().get(plain(name), KnownPlace(name, "")) for name in known}
    phrases = [place for place in _find_phrases(passage, known) if not taken.overlaps(place.start, place.end)]
    taken = taken.with_spans((place.start, place.end) for place in phrases)
    named: list[_Named] = []
    heads = _last_heads()
    for run, is_taken in taken.not_covered(passage.runs):
        shape = run.shape
        parts: Sequence[_Part]
        if is_taken:
            parts = _free_parts(run, taken)
        elif run.before in heads or _may_be_place(shape.spelled) or shape.spelled in listed:
            parts = (_Part(run.start, shape.words, shape.spelled, run.before),)
        else:
            continue
        for part in parts:
            for place in _read(passage, part, listed):
                if not taken.overlaps(place.start, place.end) and (not named or named[-1].end <= place.start):
                    named.append(place)
    named += _find_repeats(passage, named, taken)
    return _places(passage, sorted([*phrases, *named]))


def _free_parts(run: Run, taken: Taken) -> list[_Part]:
    """Return the parts of a run that are not taken."""
    return [
        _Part(0, words, " ".join(word.plain for word in words), run.before if words[0].start == run.start else "")
        for words in taken.free_parts(run)
    ]


@kept(most=50_000)
def _may_be_place(spelled: str) -> bool:
    """Tell whether the words of a run may be a place whatever stands before them."""
    words = spelled.split()
    if spelled in known_places() or words[0] in irregular_firsts() or "-" in spelled:
        return True
    if " ".join(words[1:]) in known_places() or (words[0] in _SIDES and " ".join(words[2:]) in known_places()):
        return True
    return any(word in head_kinds() for word in words[:-1])


@cache
def _last_heads() -> frozenset[str]:
    return frozenset((".", *(head.split()[-1] for head in head_kinds())))


def _read(passage: Passage, part: _Part, listed: Mapping[str, KnownPlace]) -> Iterable[_Named]:
    """Return the place that capitalised words are."""
    base, words, spelled, before = part.base, part.words, part.spelled, part.before
    start, end = base + words[0].start, base + words[-1].end
    if words[0].plain in irregular_firsts() and (irregular := irregular_place_at(passage, start)):
        return (_Named(start, irregular, "known-place", known_places()[passage.plain[start:irregular]]),)
    if (head := head_before(passage.plain, start, before)) and (own := name_place(head[1], passage.text[start:end])):
        is_named = not is_natural(own.kind) or passage.text[head[0]].islower()
        is_named = is_named or begins_sentence(passage.text, head[0])
        return (_Named(head[0], end, "head-word", own),) if is_named else ()
    if place := listed.get(spelled) or known_places().get(spelled):
        is_person = " " not in spelled and before != "bạn" and before in plain_words("honorifics")
        is_other = is_person or _is_other(passage, start, end, spelled) or takes_place(passage.plain, start, before)
        return () if is_other else (_Named(start, end, "known-name" if spelled in listed else "known-place", place),)
    if len(words) > 1:
        return _read_tail(passage, base, words)
    return _read_halves(start, spelled) if "-" in spelled else ()


def _read_tail(passage: Passage, base: int, words: Words) -> Iterable[_Named]:
    """Return the place behind a head word in capitals ("TP Hà Nội") or the first word of a sentence ("Tại Hà Nội")."""
    for place, word in enumerate(words[:-1]):
        kind = head_kinds().get(word.plain)
        if kind and not is_natural(kind):
            name = passage.text[base + words[place + 1].start : base + words[-1].end]
            if own := name_place(word.plain, name):
                return (_Named(base + word.start, base + words[-1].end, "head-word", own),)
    for side in range(1, len(words) - 1):
        if words[side - 1].plain not in _SIDES:
            break
        if known := known_places().get(" ".join(word.plain for word in words[side:])):
            return (_Named(base + words[side].start, base + words[-1].end, "known-place", known),)
    rest = " ".join(word.plain for word in words[1:])
    known, first = known_places().get(rest), words[0].plain
    is_starter = first in plain_words("sentence_starters") or first in _BEFORE_NAMES
    if known and is_starter and begins_sentence(passage.text, base + words[0].start):
        return (_Named(base + words[1].start, base + words[-1].end, "known-place", known),)
    return ()


def _read_halves(start: int, spelled: str) -> Iterator[_Named]:
    """Yield the countries of "Nga-Việt", where every half is one."""
    halves = spelled.split("-")
    if all(half in known_places() or half in _HALVES for half in halves):
        for half in halves:
            if half in known_places():
                yield _Named(start, start + len(half), "known-place", known_places()[half])
            start += len(half) + 1


def _is_other(passage: Passage, start: int, end: int, spelled: str) -> bool:
    """Tell whether a name of one syllable is a common word here."""
    if " " not in spelled:
        if spelled in _NEVER_FIRST and begins_sentence(passage.text, start):
            return True
        behind = passage.plain[end : end + 9].split(" ", 2)
        if len(behind) > 1 and not behind[0]:
            return f"{spelled} {behind[1].rstrip('.,;:”)')}" in plain_words("not_places")
    return False


def _find_phrases(passage: Passage, known: Collection[str]) -> Iterator[_Named]:
    """Yield the known names of several words, letter for letter."""
    phrases = [name for name in known if " " in name.strip()]
    if phrases:
        for match in re.finditer(rf"{word_alternation(phrases)}(?!\w)", passage.text):
            name = match.group()
            place = known_places().get(plain(name), KnownPlace(name, ""))
            yield _Named(*match.span(), "known-name", place)


def _find_repeats(passage: Passage, named: Sequence[_Named], taken: Taken) -> Iterator[_Named]:
    """Yield the bare repeats of regions and cities that the text has introduced with a head word."""
    heads = [place.place for place in named if place.rule == "head-word" and place.place.kind in _BARE_KINDS]
    bare = {plain(place.name.removeprefix(f"{place.kind} ")): place for place in reversed(heads)}  # the first one wins
    own = {name: place for name, place in bare.items() if name not in known_places()}
    mine = taken.with_spans((place.start, place.end) for place in named) if own else taken
    for run in passage.runs if own else ():
        start, shape = run.start, run.shape
        end = start + shape.length
        is_free = shape.spelled in own and not mine.overlaps(start, end)
        if is_free and not takes_place(passage.plain, start, run.before):
            yield _Named(start, end, "repeated-place", own[shape.spelled])


def _places(passage: Passage, named: Sequence[_Named]) -> list[FoundPlace]:
    groups: dict[str, list[_Named]] = {}
    for mention in named:
        groups.setdefault(mention.place.name.casefold(), []).append(mention)
    return [_place(passage, mentions) for mentions in groups.values()]


def _place(passage: Passage, mentions: Sequence[_Named]) -> FoundPlace:
    forms = [passage.text[one.start : one.end] for one in mentions]
    return FoundPlace(
        name=mentions[0].place.name,
        forms=tuple(dict.fromkeys(forms)),
        kind=mentions[0].place.kind or None,
        mentions=tuple(
            [
                Mention(form=form, span=Span(one.start, one.end), rule=one.rule)
                for form, one in zip(forms, mentions, strict=True)
            ]
        ),
    )
