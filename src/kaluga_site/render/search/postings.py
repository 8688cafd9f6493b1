"""Join the words of a segment's articles, and cut them into shards of about one size."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain

from msgspec import Struct

from kaluga_site.render.search.letters import Numbers, Values
from kaluga_site.vietnamese import folded_form


class Shard(Struct, frozen=True):
    """A part of the words of a segment, from a first one in order of their folded forms."""

    first: str
    text: bytes
    """Of each folded word "!", that, then of each of its forms " ", the form ("" where it is the folded word), " ", and
    its postings. These are, of each article that has the form, its distance from the one before (0 for the next one, or
    for the first article of all), and what `index.words` wrote of it.
    """


class RewrittenWords(Struct, frozen=True):
    """The encoded words that an article of a segment had, and those that it has now."""

    number: int
    """The article's place in the segment, from 0 on."""

    before: bytes
    after: bytes


Postings = Mapping[str, bytes | bytearray]
"""Form → its postings, in UTF-8."""

_RUN = re.compile(rb"([#-~]+)([^#-~]+)")
"""The distance of an article, and where in it a form stands."""


def shards_of(words: Iterable[bytes], count: int) -> list[Shard]:
    """Return the shards of a segment whose articles have these encoded words."""
    return _cut(_join(words), count)


def rewritten_shards(shards: Iterable[bytes], rewritten: Iterable[RewrittenWords], count: int) -> list[Shard]:
    """Return what `shards_of` does for the words that articles have now, from the texts of the shards as they were.

    Where few articles are rewritten, that takes a fifth to a half of the time, the fewer words there are the less. None
    has come or gone.
    """
    postings: dict[str, bytes | bytearray] = dict(_read(shards))
    values, digits = Values(), Numbers()
    for one in rewritten:
        before, after = dict(_lines(one.before)), dict(_lines(one.after))
        for form in before.keys() | after.keys():
            places = after.get(form, b"")
            if places != before.get(form):
                runs = _replaced(postings.pop(key := form.decode(), b""), one.number, places, values, digits)
                if runs:
                    postings[key] = b"".join(chain.from_iterable(runs))
    return _cut(postings, count)


def _cut(postings: Postings, count: int) -> list[Shard]:
    """Return so many shards of the postings of all forms."""
    terms: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(postings):
        terms[folded_form(form)].append(form)
    return [_shard(part, terms, postings) for part in _parts(sorted(terms), terms, postings, count)]


def _lines(words: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the forms of an article's encoded words, and where each stands."""
    lines = words.split(b"\n") if words else []
    return zip(lines, lines[len(lines) // 2 :], strict=False)


def _read(shards: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the forms that stand in shards, and their postings."""
    for text in shards:
        for entry in text.split(b"!")[1:]:
            term, *rest = entry.split(b" ")
            for form, postings in zip(rest[::2], rest[1::2], strict=True):
                yield (form or term).decode(), postings


def _replaced(
    postings: bytes | bytearray, number: int, places: bytes, values: Values, digits: Numbers
) -> list[tuple[bytes, bytes]]:
    """Return the postings, by articles, of a form that stands in one of these at other places now, or at none."""
    runs: list[tuple[bytes, bytes]] = _RUN.findall(postings)
    behind = list(accumulate(values[distance] + 1 for distance, _ in runs))  # the number that follows each article's
    start = bisect_left(behind, number + 1)
    follows = start + (behind[start : start + 1] == [number + 1])
    last = behind[start - 1] if start else 0
    own = [(digits[number - last], places)] if places else []
    if follows < len(runs):
        distance = behind[follows] - 1 - (number + 1 if places else last)
        runs[follows] = digits[distance], runs[follows][1]
    runs[start:follows] = own
    return runs


def _join(words: Iterable[bytes]) -> Postings:
    """Return the postings of the words of all articles."""
    found: dict[bytes, _Postings] = {}
    numbers = Numbers()
    for number, content in enumerate(words):
        for form, places in _lines(content):
            known = found.get(form)
            if known is None:
                found[form] = known = _Postings()
            letters = known.letters
            letters += numbers[number - known.next]
            letters += places
            known.next = number + 1
    return {form.decode(): known.letters for form, known in found.items()}


class _Postings:
    """What is joined of a form: its postings, and the number behind the last of its articles."""

    __slots__ = ("letters", "next")

    def __init__(self) -> None:
        self.letters = bytearray()
        self.next = 0


def _parts(
    ordered: Sequence[str], terms: Mapping[str, Sequence[str]], postings: Postings, count: int
) -> list[Sequence[str]]:
    """Cut terms into so many parts of about one size; a term that fills parts alone leaves empty ones behind it."""
    sizes = [sum(len(postings[form]) for form in terms[term]) for term in ordered]
    whole, held = sum(sizes), 0
    ends: list[int] = []
    for place, size in enumerate(sizes):
        while len(ends) < count - 1 and held + size / 2 >= whole * (len(ends) + 1) / count:
            ends.append(place)
        held += size
    ends += [len(ordered)] * (count - len(ends))
    return [ordered[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _shard(part: Sequence[str], terms: Mapping[str, Sequence[str]], postings: Postings) -> Shard:
    pieces: list[bytes | bytearray] = []
    for term in part:
        pieces += (b"!", term.encode())
        for form in terms[term]:
            pieces += (b" ", b"" if form == term else form.encode(), b" ", postings[form])
    return Shard(part[0] if part else "", b"".join(pieces))
