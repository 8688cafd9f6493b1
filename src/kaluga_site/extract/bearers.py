"""For whom of several people a short form of a name stands: a given name, a surname from abroad, initials."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from kaluga_site.extract.names import MIDDLE_NAMES
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import plain
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, is_syllable

Key = tuple[str, ...]
"""The parts of a name, in the order by which its forms are found to be one."""

_WOMAN, _MAN = "thị", "văn"
_SEXES = MappingProxyType(
    {**dict.fromkeys(("bà", "chị", "cô"), _WOMAN), **dict.fromkeys(("ông", "anh", "chú", "mr", "mr."), _MAN)}
)
"""The middle names of women and men, by the words of address that say the same."""

_WOMANS = compiled(r"(?<!\w)(?:phu nhân|nữ|hoàng hậu|công chúa|hoa hậu|á hậu|bà|vợ)(?!\w)(?! của)")
"""What in a role only a woman is."""

_CALLED = r"(?: (?:anh|ông|bà|mình|cũ))?(?: là)?,? (?:(?:ông|bà) )?$"
_SPOUSE = compiled(rf"(?<!\w)(?:phu nhân|vợ|(?P<husband>chồng)){_CALLED}")
_KIN = compiled(r"(?<!\w)(?:con|em|anh|chị|cháu|bố|mẹ) (?:trai|gái|dâu|rể|chồng|vợ|họ|ruột)(?: \w+)?,? (?:\w+ )?$")
_LONGEST_BEFORE = 24

_SENTENCE_END = compiled(rf"(?:(?<=[{LOWER}][{LOWER}])\.|[!?…])\s|\n")
"""The end of a sentence; "TP. HCM" and "ThS. Nam" have none."""


def fullest_keys(key: Key, keys: Collection[Key]) -> list[Key]:
    """Return the keys of the fullest names that hold the shorter form; itself where there is none."""
    fuller = [other for other in keys if len(other) > len(key) and set(key) <= set(other)]
    if len(key) == 1 and len(key[0]) == 1:  # an initial is the last of those before it, as a given name is
        fuller = [other for other in fuller if other[-1] == key[0] or max(map(len, other)) > 1]
    found: list[Key] = []
    for other in sorted(fuller, key=len, reverse=True):
        if not any(len(one) > len(other) and set(one).issuperset(other) for one in found):
            found.append(other)
    return found or [key]


def are_two(passage: Passage, mentions: Sequence[Named], fuller: Iterable[Named]) -> bool:
    """Tell whether the words of address say that a surname from abroad is not the only fuller name's.

    That is "ông Trump" where the text has Melania Trump alone.
    """
    if is_syllable(passage.plain[mentions[0].start : mentions[0].end]):
        return False
    sex = _sex(passage, mentions)
    return sex is not None and _sex(passage, fuller) not in {sex, None}


def bearers_of(passage: Passage, key: Key, fuller: Mapping[Key, list[Named]], mentions: list[Named]) -> list[Key]:
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
        if any(_sex(passage, [one]) for one in mentions):
            return bearers
        officers = [one for one in bearers if any(name.role for name in fuller[one])]
        bearers = officers if len(officers) == 1 else bearers
    if len(bearers) > 1 and (sex := _sex(passage, mentions)):
        bearers = [one for one in bearers if _sex(passage, fuller[one]) in {sex, None}]
    return bearers if is_given or len(bearers) == 1 else []


def bearer_of(passage: Passage, named: Mapping[Key, list[Named]], bearers: Iterable[Key], short: Named) -> Key | None:
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
    if not is_syllable(passage.plain[short.start : short.end]):  # the surname of a couple from abroad
        return _bearer_by_sex(passage, named, list(bearers), short)
    told = sorted((max([one.end for one in named[key] if one.start < short.start], default=0), key) for key in bearers)
    (second, _), (last, key) = told[-2:] if len(told) > 1 else [(0, None), (0, None)]
    return key if last and (not second or _SENTENCE_END.search(passage.text, second, last)) else None


def _bearer_by_sex(passage: Passage, named: Mapping[Key, list[Named]], bearers: list[Key], short: Named) -> Key | None:
    """Return which of those who share a surname a word of address means: "bà Obama" is who is "bà Michelle".

    Of a married couple the one tells the other's sex. A son or a brother is not meant beside who holds an office. "Bà"
    is a woman who is called so rather than an officer of whom nobody knows, "ông" and nothing are the officer, or else
    the man.
    """
    sex, sexes = _sex(passage, [short]), _sexes_of(passage, named, bearers)
    fitting = [key for key in bearers if sex is None or sexes[key] in {sex, None}]
    officers = [key for key in fitting if any(one.role and not _WOMANS.search(plain(one.role)) for one in named[key])]
    if officers:
        fitting = [key for key in fitting if not any(_is_kin(passage, one) for one in named[key])] or fitting
    if sex is None and not officers:
        fitting = [key for key in fitting if sexes[key] != _WOMAN]
    if len(fitting) > 1:
        same = [key for key in fitting if sex and sexes[key] == sex]
        choices = (same, officers) if sex == _WOMAN else (officers, same)
        fitting = next((chosen for one in choices if len(chosen := [key for key in one if key in fitting]) == 1), [])
    return fitting[0] if len(fitting) == 1 else None


def _sexes_of(passage: Passage, named: Mapping[Key, list[Named]], bearers: list[Key]) -> dict[Key, str | None]:
    """Return the sexes of those who share a surname, as their names, given names alone, and marriages tell them."""
    given = {key: [one for part in key for one in named.get((part,), ()) if _is_own(part, bearers)] for key in bearers}
    sexes = {key: _sex(passage, [*named[key], *given[key]]) for key in bearers}
    for key in bearers:
        married = next((found for one in named[key] if (found := _SPOUSE.search(passage.plain, *_before(one)))), None)
        if married:
            sexes[key] = _MAN if married["husband"] else _WOMAN
            other = _WOMAN if married["husband"] else _MAN
            sexes |= {key: other for key in bearers if sexes[key] is None}
    return sexes


def _is_kin(passage: Passage, one: Named) -> bool:
    return bool(_KIN.search(passage.plain, *_before(one)))


def _before(one: Named) -> tuple[int, int]:
    return max(0, one.start - _LONGEST_BEFORE), one.start


def _is_own(part: str, bearers: list[Key]) -> bool:
    return sum(part in key for key in bearers) == 1


def _first_called(passage: Passage, surname: Key, fuller: Mapping[Key, list[Named]]) -> list[Key]:
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
        if name.role and _WOMANS.search(plain(name.role)):
            return _WOMAN
        *_, before, address = ("", "", *passage.plain[max(0, name.start - 8) : name.start].split())
        sexes.add(None if before in _SEXES else _SEXES.get(address))  # "ông bà Turner" are two
    sexes.discard(None)
    return sexes.pop() if len(sexes) == 1 else None
