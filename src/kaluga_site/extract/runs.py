"""Runs of capitalised words, and what their letters alone say of each: the same run is read only once."""

from functools import cache

from msgspec import Struct

from kaluga_site.extract.names import (
    MIDDLE_NAMES,
    SHIPS,
    Word,
    Words,
    common_surnames,
    ends_in_clan,
    find_given,
    find_hyphenated,
    find_surname_last,
    find_surnamed,
    is_acronym,
    is_work,
)
from kaluga_site.extract.words import plain, plain_words
from kaluga_site.extract.words import words as known_words
from kaluga_site.keeping import kept
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_PARTICLES = "bin|ibn|al|el|van|von|der|de|da|di|du|dos|del|dela|della|ben|ter|ten"
_FOREIGN_BEHIND = r"(?=[A-Z][a-z]*(?:[bdfjklqrsvwxz](?!\w)|(?<!n)g(?!\w)|[fjwz]|ee|ll|nn|oo|ss|tt))"
"""A word that is no Vietnamese syllable: only such a one is joined to an initial ("J.Bourard", not "Q.Tân Bình")."""

_INITIALS = rf"\.(?:[{UPPER}]\.)*(?:[{UPPER}]?(?!\w)|{_FOREIGN_BEHIND}[A-Z][a-z]+)"
_WORD = rf"[{UPPER}](?!(?<=[QPF])\. ?\d)(?:{_INITIALS}|[rhg]\.|[\w’']*(?:-\w+)*)"
"""It begins with a set of letters, for which a text is searched twice as fast as for what must not stand there."""

_ARTICLES = "al|el|as|ash|ad|ar|at|ez|es|ul"
RUN = rf"{_WORD}(?: (?:(?:{_PARTICLES}) ){{0,2}}(?:(?:{_ARTICLES})-)?{_WORD}){{0,9}}"
"""Capitalised words in a row, as a pattern."""

_RUN = compiled(RUN)
_PART = compiled(r"\S+")
_ABBREVIATED = compiled(rf"(?:Tr|Th|Ng|Nh|Ph|Kh|Ch|[{UPPER}])\.")
_LONGEST_CONTEXTUAL = 4
_LONGEST_BEFORE = 10


class Shape(Struct, frozen=True, gc=False):
    """What the letters of a run say wherever it stands; offsets count from its beginning."""

    words: Words
    length: int
    """Characters from the first letter to the last word's end."""

    spelled: str
    """The run in plain form."""

    rest: str
    """The run in plain form without its first word, which may be the first of a sentence."""

    full_name: tuple[int, int, str] | None
    """The span of a name that shows itself by its form, and the rule."""

    foreign: tuple[int, int] | None
    """The span of words that no Vietnamese syllable is among: a name, if the words around say so."""

    is_bare: bool
    """Whether these are two words, a Vietnamese syllable among them, that no surname and no known first word begins."""


class Run(Struct, frozen=True, gc=False):
    """A run of capitalised words and where it stands."""

    start: int
    shape: Shape
    before: str
    """The word right before it, in plain form; the last character where that is no space."""

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.start + self.shape.length


def find_runs(text: str, small: str) -> list[Run]:
    """Return the runs of capitalised words of a text, `small` its plain form."""
    runs = []
    for match in _RUN.finditer(text):
        start = match.start()
        before = small[start - 1] if start else ""
        if before == " ":
            before = small[start - _LONGEST_BEFORE : start - 1] if start > _LONGEST_BEFORE else small[: start - 1]
            before = before.rpartition(" ")[2]
            if not before.isalpha():
                before = before.lstrip("(“\"'[\n")
        elif before.isalnum():
            continue
        runs.append(Run(start, _read_shape(match.group()), before))
    return runs


def shape_at(text: str, at: int) -> Shape | None:
    """Return the shape of the run that begins at an offset; None where no capital stands there."""
    if not text[at : at + 1].isupper():
        return None
    match = _RUN.match(text, at)
    return _read_shape(match.group()) if match else None


@kept(most=50_000)
def _read_shape(text: str) -> Shape:
    words = _split(text)
    spelled = [word.plain for word in words]
    full_name, foreign = _find_full_name(words), _find_foreign(words)
    is_bare = len(words) == 2 and not full_name and any(map(is_syllable, spelled)) and spelled[0] not in _no_firsts()
    return Shape(words, words[-1].end, " ".join(spelled), " ".join(spelled[1:]), full_name, foreign, is_bare)


@cache
def _no_firsts() -> frozenset[str]:
    return common_surnames() | plain_words("sentence_starters")


def _split(text: str) -> Words:
    """Cut a run into words, without those of the next sentence.

    They stand behind an initial ("Lê Văn B. Sau …"), or are known first words, their full stop missing.
    """
    small, spans = plain(text).replace("’", "'"), [part.span() for part in _PART.finditer(text)]
    words = [Word(text[start:end], small[start:end], start, end) for start, end in spans]
    places = (place for place, word in enumerate(words) if place > 1 and _ABBREVIATED.fullmatch(word.text))
    initial = next((place for place in places if is_syllable(words[place - 1].plain)), None)  # not "Joseph F. Dunford"
    words = words[: initial and initial + 1]
    if len(words) > 2 and is_acronym(words[-1].text) and words[-1].text in known_words("agencies"):
        words.pop()  # the tag of the next item: "ông Đinh La Thăng TTO - Tối 8-12"
    while (
        len(words) > 1
        and words[-1].plain in plain_words("sentence_starters")
        and words[-2].plain not in MIDDLE_NAMES  # "Nguyễn Văn Được"
        and " ".join([word.plain for word in words[-3:]]) not in plain_words("places")
    ):
        words.pop()
    return tuple(words)


def _find_full_name(words: Words) -> tuple[int, int, str] | None:
    if words[0].plain in SHIPS:
        return None
    if ends_in_clan(words):
        return words[0].start, words[-1].end, "surname-last"
    rule, name = "surname-and-given", find_surnamed(words)
    if len(name) == 2 and (len(words) > 2 or name[0].plain not in common_surnames()):
        return None
    if not name:
        rule, name = "given-name-abroad", find_given(words)
    if not name:
        rule, name = "hyphenated-given-name", find_hyphenated(words)
    if not name:
        rule, name = "surname-last", find_surname_last(words)
    return (name[0].start, name[-1].end, rule) if name else None


def _find_foreign(words: Words) -> tuple[int, int] | None:
    name = words[1:] if is_acronym(words[0].text) and words[0].plain not in SHIPS else words
    if not 2 <= len(name) <= _LONGEST_CONTEXTUAL or any(is_syllable(word.plain) for word in name) or is_work(name):
        return None
    return name[0].start, name[-1].end
