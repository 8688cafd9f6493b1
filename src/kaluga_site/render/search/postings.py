"""Join the words of a segment's articles, and cut them into shards of about one size."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain

import msgspec
from msgspec import Struct

from kaluga_site.render.search.letters import Numbers, Values
from kaluga_site.vietnamese import folded_form

Postings = Mapping[str, bytes | bytearray]
"""Form → its postings, in UTF-8."""


class Shard(Struct, frozen=True):
    """A part of the words of a segment, from a first one in order of their folded forms."""

    first: str
    text: bytes | None
    """Of each folded word "!", that, then of each of its forms " ", the form ("" where it is the folded word), " ", and
    its postings. These are, of each article that has the form, its distance from the one before (0 for the next one, or
    for the first article of all), and what `index.words` wrote of it. None where it stands as it was.
    """


class Terms(Struct, frozen=True, array_like=True):
    """The folded words of a segment, in their order: by their sizes they are cut into shards."""

    words: tuple[str, ...]
    sizes: tuple[int, ...]
    """How many bytes the postings of the forms of each take."""

    @classmethod
    def of(cls, sizes: Mapping[str, int]) -> "Terms":
        """Return the terms that have these sizes."""
        words = tuple(sorted(sizes))
        return cls(words, tuple(map(sizes.__getitem__, words)))

    def ends(self, count: int) -> list[int]:
        """Cut them into so many parts of about one size: where each ends. A term that fills some leaves empty ones."""
        whole, held, ends = sum(self.sizes), 0, list[int]()
        for place, size in enumerate(self.sizes):
            while len(ends) < count - 1 and held + size / 2 >= whole * (len(ends) + 1) / count:
                ends.append(place)
            held += size
        return ends + [len(self.words)] * (count - len(ends))

    def parts(self, count: int) -> list[tuple[str, ...]]:
        """Return the terms of each part."""
        ends = self.ends(count)
        return [self.words[start:end] for start, end in zip([0, *ends], ends, strict=False)]


encode_terms = msgspec.msgpack.Encoder().encode
decode_terms = msgspec.msgpack.Decoder(Terms).decode


class Cut(Struct, frozen=True):
    """The words of a segment, cut."""

    shards: Sequence[Shard]
    terms: Terms


class StandingShards:
    """The shards of a segment as they were published, read as far as they are asked for."""

    def __init__(self, terms: Terms, count: int, read: Callable[[int], bytes]) -> None:
        """Take the terms that they hold, how many they are, and what reads the text of one."""
        self._terms, self._read = terms, read
        self._ends = terms.ends(count)
        self._texts: dict[int, Mapping[str, Postings]] = {}
        self.sizes = dict(zip(terms.words, terms.sizes, strict=True))
        self.parts = terms.parts(count)

    def postings(self, term: str) -> Postings:
        """Return the postings of the forms of a term."""
        place = bisect_left(self._terms.words, term)
        if self._terms.words[place : place + 1] != (term,):
            return {}
        number = bisect_right(self._ends, place)
        if number not in self._texts:
            self._texts[number] = dict(_terms_in(self._read(number)))
        return self._texts[number][term]


class RewrittenWords(Struct, frozen=True):
    """The encoded words that an article of a segment had, and those that it has now."""

    number: int
    """The article's place in the segment, from 0 on."""

    before: bytes
    after: bytes


_RUN = re.compile(rb"([#-~]+)([^#-~]+)")
"""The distance of an article, and where in it a form stands."""


def shards_of(words: Iterable[bytes], count: int) -> Cut:
    """Return the shards of a segment whose articles have these encoded words."""
    postings, held = _join(words), defaultdict[str, dict[str, bytes | bytearray]](dict)
    for form in sorted(postings):
        held[folded_form(form)][form] = postings[form]
    terms = Terms.of({term: _size(forms) for term, forms in held.items()})
    return Cut([_shard(part, held.__getitem__) for part in terms.parts(count)], terms)


def rewritten_shards(standing: StandingShards, rewritten: Iterable[RewrittenWords], count: int) -> Cut:
    """Return what `shards_of` does for the words that articles have now, from the shards as they were.

    Only those are read that hold words of which something has changed, or that are cut elsewhere now. No article has
    come or gone.
    """
    held, sizes = _put_in_place(standing, rewritten), standing.sizes
    for term, forms in held.items():
        sizes[term] = _size(forms)
        if not forms:
            del sizes[term]
    terms = Terms.of(sizes)
    shards = []
    for number, part in enumerate(terms.parts(count)):
        stands = standing.parts[number : number + 1] == [part] and held.keys().isdisjoint(part)
        made = None if stands else _shard(part, lambda term: held.get(term) or standing.postings(term))
        shards.append(made or Shard(part[0] if part else "", None))
    return Cut(shards, terms)


def _put_in_place(standing: StandingShards, rewritten: Iterable[RewrittenWords]) -> dict[str, Postings]:
    """Return the postings of the terms of which articles say something else now."""
    found: dict[str, dict[str, bytes | bytearray]] = {}
    values, digits = Values(), Numbers()
    for one in rewritten:
        before, after = dict(_lines(one.before)), dict(_lines(one.after))
        for form in before.keys() | after.keys():
            places = after.get(form, b"")
            if places != before.get(form):
                term = folded_form(key := form.decode())
                if term not in found:
                    found[term] = dict(standing.postings(term))
                runs = _replaced(found[term].pop(key, b""), one.number, places, values, digits)
                if runs:
                    found[term][key] = b"".join(chain.from_iterable(runs))
    return {term: dict(sorted(forms.items())) for term, forms in found.items()}


def _size(forms: Postings) -> int:
    return sum(map(len, forms.values()))


def _lines(words: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the forms of an article's encoded words, and where each stands."""
    lines = words.split(b"\n") if words else []
    return zip(lines, lines[len(lines) // 2 :], strict=False)


def _terms_in(text: bytes) -> Iterator[tuple[str, Postings]]:
    """Yield the terms that stand in a shard, and the postings of their forms."""
    for entry in text.split(b"!")[1:]:
        term, *rest = entry.split(b" ")
        forms = zip(rest[::2], rest[1::2], strict=True)
        yield term.decode(), {(form or term).decode(): postings for form, postings in forms}


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


def _shard(part: Sequence[str], postings: Callable[[str], Postings]) -> Shard:
    pieces: list[bytes | bytearray] = []
    for term in part:
        pieces += (b"!", term.encode())
        for form, found in postings(term).items():
            pieces += (b" ", b"" if form == term else form.encode(), b" ", found)
    return Shard(part[0] if part else "", b"".join(pieces))
