"""Join the words of a segment's articles, and cut them into shards of about one size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kaluga_site.render.search.letters import Numbers
from kaluga_site.vietnamese import folded_form


class Shard(Struct, frozen=True):
    """A part of the words of a segment, from a first one in order of their folded forms."""

    first: str
    text: bytes
    """Of each folded word "!", that, then of each of its forms " ", the form ("" where it is the folded word), " ", and
    its postings. These are, of each article that has the form, its distance from the one before (0 for the next one, or
    for the first article of all), and what `index.words` wrote of it.
    """


def shards_of(words: Iterable[bytes], count: int) -> list[Shard]:
    """Return the shards of a segment whose articles have these encoded words."""
    terms: defaultdict[str, list[str]] = defaultdict(list)
    postings = _join(words)
    for form in sorted(postings):
        terms[folded_form(form)].append(form)
    return [_shard(part, terms, postings) for part in _parts(sorted(terms), terms, postings, count)]


def _join(words: Iterable[bytes]) -> Mapping[str, bytearray]:
    """Return the postings of all forms, in UTF-8."""
    found: dict[bytes, _Postings] = {}
    numbers = Numbers()
    for number, content in enumerate(words):
        lines = content.split(b"\n") if content else []
        for form, places in zip(lines, lines[len(lines) // 2 :], strict=False):
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
    ordered: Sequence[str], terms: Mapping[str, Sequence[str]], postings: Mapping[str, bytearray], count: int
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


def _shard(part: Sequence[str], terms: Mapping[str, Sequence[str]], postings: Mapping[str, bytearray]) -> Shard:
    pieces: list[bytes | bytearray] = []
    for term in part:
        pieces += (b"!", term.encode())
        for form in terms[term]:
            pieces += (b" ", b"" if form == term else form.encode(), b" ", postings[form])
    return Shard(part[0] if part else "", b"".join(pieces))
