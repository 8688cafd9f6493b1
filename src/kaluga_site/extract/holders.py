"""Who holds an office that stands without a name: "Bộ trưởng trả lời", "tác giả viết"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from kaluga_site.extract.words import any_of, lines, plain
from kaluga_site.model.findings import FoundPerson
from kaluga_site.patterns import compiled

_NEAR = 60
_SOON = 600
"""So many characters behind a bare title in the lead, its holder is named."""

_LATEST = 100
"""So many mentions back, a bare title still stands for somebody."""

_FORMER = compiled(r"(?<!\w)(?:cựu|nguyên|cố) ")
"""Who held an office once speaks as its holder only where nobody holds it."""

_FOR = frozenset(("cho", "với"))
"""Between an office and a name: the holder is another, "luật sư bào chữa cho bị cáo Bằng"."""

DEPUTY = "phó"
"""Before an office, that of a deputy."""

_APART = compiled(r"[.;:!?…”\"\n]")
_KINDS_OF_BODIES = frozenset((
    "của", "bộ", "sở", "ban", "cục", "vụ", "viện", "phòng", "ubnd", "hđnd", "tỉnh", "thành", "phố", "huyện", "quận",
    "xã", "phường", "nước", "công", "ty", "tập", "đoàn", "hội", "trường",
))  # fmt: skip


class Place(Struct, frozen=True, order=True, gc=False):
    """A mention of a person outside of quotation marks; `person` is their place in the list of people."""

    start: int
    end: int
    person: int


class Holders:
    """The mentions of persons in a text, in order, by the words that say what each is."""

    def __init__(self, text: str, people: Sequence[FoundPerson], places: Sequence[Place]) -> None:
        """Look at the mentions of people in a text in plain form."""
        self._plain = text
        self._people = people
        self._places = places
        self._starts = [place.start for place in places]

    def last(self, office: str, rest: list[str], at: int) -> Place | None:
        """Return the person named last before an offset who holds an office, of the body or place that `rest` names."""
        last = bisect_left(self._starts, at)
        return self._among(range(last - 1, max(0, last - _LATEST) - 1, -1), office, rest)

    def next(self, office: str, rest: list[str], at: int) -> Place | None:
        """Return the person named soon behind an offset who holds an office, as a lead leaves the name to the body."""
        first, end = bisect_left(self._starts, at), bisect_left(self._starts, at + _SOON)
        return self._among(range(first, end), office, rest)

    def _among(self, numbers: Iterable[int], office: str, rest: list[str]) -> Place | None:
        needs_same = bool(rest) and office in _wider_offices()
        former: Place | None = None
        for number in numbers:
            place = self._places[number]
            for title in (self._words_before(number), plain(self._people[place.person].role or "")):
                held = _words_behind(title, office)
                if held is not None and _FOR.isdisjoint(held) and (held or not needs_same) and _may_be_same(held, rest):
                    if not _FORMER.search(title):
                        return place
                    former = former or place
        return former

    def _words_before(self, number: int) -> str:
        """Return the words right before a mention, which may be what the person is."""
        start = self._places[number].start
        floor = max(0, start - _NEAR, self._places[number - 1].end if number else 0)
        return _APART.split(self._plain[floor:start])[-1]

    def only(self, word: str, at: int) -> Place | None:
        """Return the last mention of the only person whom the text has called by a word before an offset."""
        last = bisect_left(self._starts, at)
        first = max(0, last - _LATEST)
        named = {self._places[number].person for number in range(first, last) if self._is_called(number, word)}
        if len(named) != 1:
            return None
        return next((place for place in reversed(self._places[first:last]) if place.person in named), None)

    def _is_called(self, number: int, word: str) -> bool:
        role = plain(self._people[self._places[number].person].role or "")
        return f" {word} " in f" {self._words_before(number)}" or role.startswith(word)


def _may_be_same(held: list[str], told: list[str]) -> bool:
    """Tell whether an office of the one body or place can be that of the other; where one is not told, it can."""
    if not held or not told:
        return True
    same, own = set(held) & set(told), set(told) - _KINDS_OF_BODIES
    return bool(same & own if own else same)


def _words_behind(title: str, office: str) -> list[str] | None:
    """Return the words behind an office in a title, in any of its names; None where it does not stand there."""
    for name in _same_offices().get(office, (office,)):
        before, found, rest = f" {title} ".replace(",", " , ").partition(f" {name} ")
        if found and not before.endswith(f" {DEPUTY}"):
            return rest.split()
    return None


@cache
def _same_offices() -> dict[str, tuple[str, ...]]:
    """Return the names that the holder of an office may bear; behind a colon stand those that one word embraces."""
    names: dict[str, tuple[str, ...]] = {}
    for line in lines("same_offices"):
        wider, _, narrower = line.rpartition(":")
        row = tuple(plain(office.strip()) for office in narrower.split(","))
        names |= {plain(wider): (plain(wider), *row)} if wider else dict.fromkeys(row, row)
    return names


@cache
def _wider_offices() -> frozenset[str]:
    """Return the words that many may bear: whose they are told to be must be known of who does."""
    return frozenset(plain(line.partition(":")[0]) for line in lines("same_offices") if ":" in line)


@cache
def bearer_pattern() -> re.Pattern[str]:
    """Return the pattern of a word for what somebody is, without an office: "tác giả"."""
    return compiled(rf"{any_of('bearers')}(?!\w)")
