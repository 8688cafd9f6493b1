"""The people of an article: names found by every rule, their forms grouped to human beings."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType

from msgspec import structs

from kaluga_site.extract.bare import find_bare
from kaluga_site.extract.bearers import Key, are_two, bearer_of, bearers_of, fullest_keys
from kaluga_site.extract.credits import find_credits
from kaluga_site.extract.joined import find_bynames, find_joined, find_real_names
from kaluga_site.extract.names import is_initials, without_article
from kaluga_site.extract.offices import role_behind
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.repeats import find_repeats
from kaluga_site.extract.slips import find_slips
from kaluga_site.extract.things import without_things
from kaluga_site.extract.titled import Named, find_titled
from kaluga_site.extract.untitled import find_known, find_untitled
from kaluga_site.extract.words import pairs, plain
from kaluga_site.keeping import kept
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPerson, Mention, PersonKind
from kaluga_site.model.names import person_key
from kaluga_site.vietnamese import fold, is_syllable

_NO_BYNAMES: Mapping[Key, Key] = MappingProxyType({})
_START = attrgetter("start")


class People:
    """Finds the named human beings of a text, rule by rule: each leaves what those before it have found."""

    def __init__(self, passage: Passage, known: Collection[str] = ()) -> None:
        """Look for them in a text, of whom some are `known`: names, in any order of their parts."""
        self._passage = passage
        self._covered: list[tuple[int, int]] = []
        self._bynames: dict[Key, Key] = {}
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

    def _key(self, name: Named) -> Key:
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


def _people(passage: Passage, named: list[Named], bynames: Mapping[Key, Key] = _NO_BYNAMES) -> list[FoundPerson]:
    by_key: dict[Key, list[Named]] = {}
    for name in sorted(named, key=_START):
        key = _key(passage.text[name.start : name.end])
        by_key.setdefault(bynames.get(key, key) if bynames else key, []).append(name)
    if bynames:
        _join_parts_of_bynames(by_key, bynames)
    _join_initials(by_key)
    by_part: dict[str, list[Key]] = {}
    for key in by_key:
        for part in set(key):
            by_part.setdefault(part, []).append(key)
    groups: dict[Key, list[Named]] = {}
    for key, mentions in by_key.items():
        sharing = min([by_part[part] for part in key], key=len, default=[])
        fullest = fullest_keys(key, sharing) if len(sharing) > 1 else [key]
        if len(key) == 1 and fullest != [key] and len(fullest) == 1 and are_two(passage, mentions, by_key[fullest[0]]):
            fullest = [key]
        several = {one: by_key[one] for one in fullest} if len(fullest) > 1 else None
        bearers = bearers_of(passage, key, several, mentions) if several else fullest
        for one in mentions:
            bearer = bearers[0] if len(bearers) == 1 else bearer_of(passage, by_key, bearers, one)
            groups.setdefault(bearer or key, []).append(one)
    offices = {one.start - len(one.role) - 1 for one in named if one.role}
    return [_person(passage, sorted(mentions, key=_START), offices) for mentions in groups.values()]


def _join_initials(by_key: dict[Key, list[Named]]) -> None:
    """Join "D. Medvedev" with the only one of that surname whose given name begins so, Dmitry Medvedev."""
    short = [key for key in by_key if len(key) == 2 and (len(key[0]) == 1 or len(key[1]) == 1)]
    by_part: dict[str, list[Key]] = {}
    for key in by_key if short else ():
        for part in set(key):
            by_part.setdefault(part, []).append(key)
    for key in short:
        initial, surname = sorted(key, key=len)
        if len(surname) == 1 or is_syllable(surname):
            continue
        fuller = [
            other
            for other in by_part[surname]
            if any(len(part) > 1 and part[0] == initial and part != surname for part in other)
        ]
        if len(fuller) == 1:
            by_key[fuller[0]] += by_key.pop(key)


def _join_parts_of_bynames(by_key: dict[Key, list[Named]], bynames: Mapping[Key, Key]) -> None:
    """Join the bare "ông Tư" with Nguyễn Văn Hiếu, who is called Tư Hiếu, where nobody else has such a name."""
    for byname, owner in bynames.items():
        for part in byname if len(byname) > 1 and owner in by_key else ():
            alone = by_key.get((part,))
            if alone and not any(part in key for key in by_key if len(key) > 1):
                by_key[owner] += alone
                del by_key[(part,)]


@kept(most=20_000)
def _key(name: str) -> Key:
    """Return the parts of a name in the order of its key; of initials without spaces, each in its place."""
    if is_initials(name):
        return tuple(plain(name).rstrip(".").split("."))
    parts = person_key(pairs("sobriquets").get(plain(name)) or name.replace("’", "'")).split()
    if not name.isascii():  # Beyoncé is Beyonce
        parts = [part if part.isascii() or is_syllable(part) else fold(part) for part in parts]
    if "-" in name:
        parts = [without_article(part) for part in parts]
        parts = [one for part in parts for one in part.split("-") if one]  # "Kim Sang-sik" is "Kim Sang Sik"
    if "." not in name:
        return tuple(parts)
    return tuple([letters for part in parts for letters in part.rstrip(".").split(".")])


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
    """Return how many parts a form has, and initials where it is nothing else; "D. Medvedev" is less than in full."""
    initials = form.rstrip(".").count(".")
    return len(form.replace("-", " ").split()), initials if is_initials(form) else -initials


def _role(passage: Passage, named: list[Named], offices: Collection[int]) -> str | None:
    """Return what somebody is called first; `offices` begin before others' names: "Trump, Tổng thống Macron"."""
    for name in (name for name in named if not name.credit):
        if name.role:
            return name.role
        role = role_behind(passage, name.end)
        if role and passage.text.find(role, name.end) not in offices:
            return role
    return None
