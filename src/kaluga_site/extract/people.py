"""The people of an article: names found by every rule, their forms grouped to human beings."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType

from msgspec import structs

from kaluga_site.extract.bare import find_bare
from kaluga_site.extract.credits import find_credits
from kaluga_site.extract.joined import find_bynames, find_joined, find_real_names
from kaluga_site.extract.names import MIDDLE_NAMES, is_initials, without_article
from kaluga_site.extract.offices import role_behind
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.repeats import find_repeats
from kaluga_site.extract.slips import find_slips
from kaluga_site.extract.things import without_things
from kaluga_site.extract.titled import Named, find_titled
from kaluga_site.extract.untitled import find_known, find_untitled
from kaluga_site.extract.words import plain
from kaluga_site.keeping import kept
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPerson, Mention, PersonKind
from kaluga_site.model.names import person_key
from kaluga_site.vietnamese import LOWER, is_syllable

_Key = tuple[str, ...]
_NO_BYNAMES: Mapping[_Key, _Key] = MappingProxyType({})
_SEXES = MappingProxyType(
    {**dict.fromkeys(("bà", "chị", "cô"), "thị"), **dict.fromkeys(("ông", "anh", "chú", "mr", "mr."), "văn")}
)
"""The middle names of women and men, by the words of address that say the same."""

_START = attrgetter("start")
_SENTENCE_END = re.compile(rf"(?:(?<=[{LOWER}][{LOWER}])\.|[!?…])\s|\n")
"""The end of a sentence; "TP. HCM" and "ThS. Nam" have none."""


class People:
    """Finds the named human beings of a text, rule by rule: each leaves what those before it have found."""

    def __init__(self, passage: Passage, known: Collection[str] = ()) -> None:
        """Look for them in a text, of whom some are `known`: names, in any order of their parts."""
        self._passage = passage
        self._covered: list[tuple[int, int]] = []
        self._bynames: dict[_Key, _Key] = {}
        """The keys of the names that bynames stand for."""
        self._credited = _apart(find_credits(passage), self._covered)
        self._named = _apart(find_known(passage.runs, known), self._covered)

    def find_titled(self) -> None:
        """Find those behind an office or a word of address."""
        titled = list(find_titled(self._passage, {name.start: name.end for name in self._named}))
        self._named = _with_roles(self._named, titled)
        self._named += _apart(titled, self._covered)

    def find_untitled(self) -> None:
        """Find those who show themselves by the form of their name or by the words around it."""
        self._named += _apart(find_untitled(self._passage), self._covered)
        self._named += _apart(find_joined(self._passage, tuple(self._named)), self._covered)
        for byname, owner in find_bynames(self._passage, tuple(self._named)):
            if found := _apart((byname,), self._covered):
                self._named += found
                self._bynames[self._key(byname)] = self._key(owner)
        for known, real in find_real_names(self._passage, tuple(self._named)):
            self._bynames.setdefault(self._key(known), self._key(real))
        for slip, right in find_slips(self._passage, self._named):
            self._bynames.setdefault(self._key(slip), self._key(right))
        self._named += _apart(find_bare(self._passage, self._named), self._covered)
        self._named = without_things(self._passage, self._named)

    def find_repeats(self) -> None:
        """Find the bare repeats of the names found."""
        self._named += _apart(find_repeats(self._passage, tuple(self._named)), self._covered)

    def _key(self, name: Named) -> _Key:
        return _key(self._passage.text[name.start : name.end])

    def found(self) -> list[FoundPerson]:
        """Return them in the order of first mention, credits apart from subjects."""
        named, credited = _portrayed(self._passage, self._named, self._credited)
        people = [*_people(self._passage, named, self._bynames), *_people(self._passage, credited)]
        return sorted(people, key=lambda person: person.mentions[0].span.start)


def _apart(found: Iterable[Named], covered: list[tuple[int, int]]) -> list[Named]:
    """Keep what does not overlap the spans covered by an earlier rule, sorted, and cover its own."""
    kept = []
    for name in found:
        place = bisect_left(covered, (name.start, name.end))
        after_last = not place or covered[place - 1][1] <= name.start
        if after_last and (place == len(covered) or name.end <= covered[place][0]):
            covered.insert(place, (name.start, name.end))
            kept.append(name)
    return kept


def _with_roles(known: list[Named], titled: list[Named]) -> list[Named]:
    """Give each known name the role that the rule of titles read before it, or before a part of it."""
    roles = {name.end: name.role for name in titled if name.role} if known else {}
    return [structs.replace(name, role=roles.get(name.end)) for name in known]


def _portrayed(passage: Passage, named: list[Named], credited: list[Named]) -> tuple[list[Named], list[Named]]:
    """Count the credit for a photo among a subject's names where the subject, named in full, took it."""
    if not credited:
        return named, credited
    full = {key for one in named if len(key := _key(passage.text[one.start : one.end])) > 2}
    own = [one for one in credited if one.rule == "photo-credit" and _key(passage.text[one.start : one.end]) in full]
    if not own:
        return named, credited
    return [*named, *(structs.replace(one, credit=False) for one in own)], [one for one in credited if one not in own]


def _people(passage: Passage, named: list[Named], bynames: Mapping[_Key, _Key] = _NO_BYNAMES) -> list[FoundPerson]:
    by_key: dict[_Key, list[Named]] = {}
    for name in sorted(named, key=_START):
        key = _key(passage.text[name.start : name.end])
        by_key.setdefault(bynames.get(key, key) if bynames else key, []).append(name)
    by_part: dict[str, list[_Key]] = {}
    for key in by_key:
        for part in set(key):
            by_part.setdefault(part, []).append(key)
    groups: dict[_Key, list[Named]] = {}
    for key, mentions in by_key.items():
        sharing = min([by_part[part] for part in key], key=len, default=[])
        fullest = _fullest(key, sharing) if len(sharing) > 1 else [key]
        several = {one: by_key[one] for one in fullest} if len(fullest) > 1 else None
        bearers = _bearers(passage, key, several, mentions) if several else fullest
        for one in mentions:
            bearer = bearers[0] if len(bearers) == 1 else _bearer(passage, by_key, bearers, one)
            groups.setdefault(bearer or key, []).append(one)
    offices = {one.start - len(one.role) - 1 for one in named if one.role}
    return [_person(passage, sorted(mentions, key=_START), offices) for mentions in groups.values()]


@kept(most=20_000)
def _key(name: str) -> _Key:
    """Return the parts of a name in the order of its key; of initials without spaces, each in its place."""
    if is_initials(name):
        return tuple(plain(name).rstrip(".").split("."))
    parts = person_key(name.replace("’", "'")).split()
    if "-" in name:
        parts = [without_article(part) for part in parts]
    if "." not in name:
        return tuple(parts)
    return tuple([letters for part in parts for letters in part.rstrip(".").split(".")])


def _fullest(key: _Key, keys: Collection[_Key]) -> list[_Key]:
    """Return the keys of the fullest names that hold the shorter form; itself where there is none."""
    fuller = [other for other in keys if len(other) > len(key) and set(key) <= set(other)]
    if len(key) == 1 and len(key[0]) == 1:  # an initial is the last of those before it, as a given name is
        fuller = [other for other in fuller if other[-1] == key[0] or max(map(len, other)) > 1]
    fullest: list[_Key] = []
    for other in sorted(fuller, key=len, reverse=True):
        if not any(len(one) > len(other) and set(one).issuperset(other) for one in fullest):
            fullest.append(other)
    return fullest or [key]


def _bearers(passage: Passage, key: _Key, fuller: Mapping[_Key, list[Named]], mentions: list[Named]) -> list[_Key]:
    """Return for which of several fuller names a shorter form may stand.

    A Vietnamese one is the given name, which stands last; a word of address tells the sex; of those who share a
    surname from abroad it is the one who bears an office.
    """
    bearers = list(fuller)
    is_given = len(key) == 1 and is_syllable(key[0])
    if is_given:
        given = f" {key[0]}"
        bearers = [one for one in bearers if passage.plain.endswith(given, fuller[one][0].start, fuller[one][0].end)]
        if not bearers:  # the surname of several from abroad
            return _first_called(passage, key, fuller)
    elif len(key) == 1 and len(key[0]) > 1:
        officers = [one for one in bearers if any(name.role for name in fuller[one])]
        bearers = officers if len(officers) == 1 else bearers
    if len(bearers) > 1 and (sex := _sex(passage, mentions)):
        bearers = [one for one in bearers if _sex(passage, fuller[one]) in {sex, None}]
    return bearers if is_given or len(bearers) == 1 else []


def _bearer(passage: Passage, named: Mapping[_Key, list[Named]], bearers: Iterable[_Key], short: Named) -> _Key | None:
    """Return for whom of several a short form stands that nothing else tells; None where that is open.

    That is who holds the office that stands before it, or, without one, who was named last before, unless another
    was named in the same sentence.
    """
    if short.role:
        role = plain(short.role)
        holders = [key for key in bearers if any(one.role and plain(one.role).startswith(role) for one in named[key])]
        return holders[0] if len(holders) == 1 else None
    roles = {plain(one.role): key for key in bearers for one in named[key] if one.role}
    before = [role for role in roles if passage.plain.endswith(f"{role} ", 0, short.start)]
    if before:
        return roles[max(before, key=len)]
    told = sorted((max([one.end for one in named[key] if one.start < short.start], default=0), key) for key in bearers)
    (second, _), (last, key) = told[-2:] if len(told) > 1 else [(0, None), (0, None)]
    return key if last and (not second or _SENTENCE_END.search(passage.text, second, last)) else None


def _first_called(passage: Passage, surname: _Key, fuller: Mapping[_Key, list[Named]]) -> list[_Key]:
    """Return who is named first of those from abroad who share a surname, as "ông Kim" is; nobody if none is."""
    called = [
        key
        for key, (first, *_) in fuller.items()
        if passage.plain.startswith(f"{surname[0]} ", first.start) and not all(map(is_syllable, key))
    ]
    return sorted(called, key=lambda key: fuller[key][0].start)[:1]


def _sex(passage: Passage, mentions: Iterable[Named]) -> str | None:
    """Return "thị" or "văn" as the names and the words of address before them show a woman or a man; None if unsure."""
    sexes = set()
    for name in mentions:
        parts = passage.plain[name.start : name.end].split()
        if middle := next((part for part in parts[1:-1] if part in MIDDLE_NAMES), None):
            return middle
        sexes.add(_SEXES.get(passage.plain[max(0, name.start - 5) : name.start].rstrip().rpartition(" ")[2]))
    sexes.discard(None)
    return sexes.pop() if len(sexes) == 1 else None


def _person(passage: Passage, named: list[Named], offices: Collection[int]) -> FoundPerson:
    forms = [passage.text[name.start : name.end] for name in named]
    distinct = tuple(dict.fromkeys(forms))
    return FoundPerson(
        name=_full_name(forms, named) if len(distinct) > 1 else distinct[0],
        forms=distinct,
        role=_role(passage, named, offices),
        kind=PersonKind.CREDIT if named[0].credit else PersonKind.SUBJECT,
        mentions=tuple(
            [
                Mention(form=form, span=Span(name.start, name.end), rule=name.rule)
                for form, name in zip(forms, named, strict=True)
            ]
        ),
    )


def _full_name(forms: list[str], named: list[Named]) -> str:
    """Return the form with the most parts, which is no byname."""
    bynames = {form for form, name in zip(forms, named, strict=True) if name.rule == "byname"}
    return max([form for form in forms if form not in bynames] or forms, key=_fullness)


@kept(most=20_000)
def _fullness(form: str) -> tuple[int, int]:
    """Return how many parts and initials a form has."""
    return len(form.split()), form.rstrip(".").count(".")


def _role(passage: Passage, named: list[Named], offices: Collection[int]) -> str | None:
    """Return what somebody is called first; `offices` begin before others' names: "Trump, Tổng thống Macron"."""
    for name in (name for name in named if not name.credit):
        if name.role:
            return name.role
        role = role_behind(passage, name.end)
        if role and passage.text.find(role, name.end) not in offices:
            return role
    return None
