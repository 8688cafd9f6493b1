"""What a name looks like: capitalised runs, Vietnamese syllables, surnames, given names from abroad."""

import re
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.words import Passage, alternation, lines, plain, plain_words
from kaluga_site.vietnamese import UPPER

_PARTICLES = "bin|ibn|al|el|van|von|der|de|da|di|du|dos|del|della|ben|ter|ten"
_WORD = rf"[{UPPER}](?:\.(?:[{UPPER}]\.)*[{UPPER}]?(?!\w)|[rhg]\.|[\w’']*(?:-\w+)*)"
RUN = rf"{_WORD}(?: (?:(?:{_PARTICLES}) ){{0,2}}{_WORD}){{0,9}}"
"""Capitalised words in a row, as a pattern."""

_RUN = re.compile(RUN)
_PART = re.compile(r"\S+")
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?"
)
_INITIAL = re.compile(rf"(?:Tr|Th|Ng|Nh|Ph|Kh|Ch|[{UPPER}])\.?")
_ABBREVIATED = re.compile(rf"(?:Tr|Th|Ng|Nh|Ph|Kh|Ch|[{UPPER}])\.")
_HYPHENATED = re.compile(rf"[{UPPER}][^\W\d]+-[^\W\d]+")
_SENTENCE_START = re.compile(r"(?:^|[\n.!?…:;“”\"'‘(\[*•/–—-])\s*$")
_LAST_WORDS = re.compile(r"(?:([\w.&]+)\s)?([\w.&]+)\s$")
_LONGEST = 5


class Word(NamedTuple):
    """A word of a run, in plain form too, and where it stands."""

    text: str
    plain: str
    start: int
    end: int


def find_runs(passage: Passage) -> list[list[Word]]:
    """Return the runs of capitalised words of a text, each as its words."""
    text = passage.text
    matches = _RUN.finditer(text)
    return [_words(passage, match) for match in matches if not (match.start() and text[match.start() - 1].isalnum())]


def run_at(passage: Passage, at: int) -> list[Word]:
    """Return the words of the run that begins at an offset; none where no capital stands there."""
    match = _RUN.match(passage.text, at)
    return _words(passage, match) if match else []


def is_syllable(word: str) -> bool:
    """Tell whether a word in plain form can be a Vietnamese syllable: "hương" but not "shapsha"."""
    return bool(_SYLLABLE.fullmatch(word))


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals: "UBND"."""
    return len(word) > 1 and word.isupper() and "." not in word


def find_surnamed(run: list[Word]) -> list[Word]:
    """Return the Vietnamese name in full that ends a run, from its surname on; none where there is none.

    It has two to four syllables, or five with "Thị" among the first three; place names ("Hà Nội") are none.
    """
    for place, word in enumerate(run[:-1]):
        name = run[place:]
        if word.plain in surnames() and _is_full(name) and not is_place(name) and not is_place(name[1:]):
            return name
    return []


def find_given(run: list[Word]) -> list[Word]:
    """Return the foreign name in full that ends a run, from a given name the list knows; none where there is none."""
    for place, word in enumerate(run[:-1]):
        if word.plain in plain_words("given_names_abroad"):
            name = run[place : place + _LONGEST]
            if not all(is_syllable(part.plain) for part in name) and not is_work(name):
                return name
    return []


def find_hyphenated(run: list[Word]) -> list[Word]:
    """Return the East Asian name that ends a run, its given name with a hyphen: "Kim Jong-un"."""
    name = run[-2:]
    if len(name) < 2 or not _HYPHENATED.fullmatch(name[1].text) or "-" in name[0].text:
        return []
    return [] if is_work(name) or is_place(name) or name[0].plain in plain_words("places") else name


def is_place(name: list[Word]) -> bool:
    """Tell whether the words are, or begin with, a place of two syllables or more.

    A third syllable that is no surname makes a person of it: "Hoàng Mai" is a place, "Hoàng Mai Anh" is not.
    """
    places, spelled = plain_words("places"), [word.plain for word in name]
    sizes = [size for size in range(len(spelled), 1, -1) if " ".join(spelled[:size]) in places]
    if not sizes:
        return False
    return sizes[0] == len(spelled) or len(spelled) != 3 or spelled[2] in surnames()


def is_work(name: list[Word]) -> bool:
    """Tell whether a word shows that the run names a body, a work or a product."""
    return any(word.plain in plain_words("not_names") or is_acronym(word.text) for word in name)


def is_quoted(text: str, name: list[Word]) -> bool:
    """Tell whether quotation marks stand close around the words: a firm's, a work's or a nick name."""
    start, end = name[0].start, name[-1].end
    return text[start - 1 : start] in ("“", '"', "‘", "'", "«") and text[end : end + 1] in (
        "”",
        '"',
        "’",
        "'",
        "»",
    )


def follows_place_word(passage: Passage, start: int) -> bool:
    """Tell whether the word before an offset makes what follows a place or a body: "đường", "trường"."""
    match = _LAST_WORDS.search(passage.plain, max(0, start - 24), start)
    if not match:
        return False
    known = plain_words("place_words")
    return match[2] in known or (match[1] is not None and f"{match[1]} {match[2]}" in known)


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether an offset begins a sentence or a quotation."""
    return bool(_SENTENCE_START.search(text, max(0, start - 4), start)) or start == 0


@cache
def surnames() -> frozenset[str]:
    """Return the Vietnamese surnames in plain form."""
    return frozenset(plain(name.strip()) for line in lines("surnames") for name in _after_head(line).split(","))


@cache
def common_surnames() -> frozenset[str]:
    """Return the surnames that may begin a name of two syllables without a title."""
    marked = (line for line in lines("surnames") if line.startswith("common:"))
    return frozenset(plain(name.strip()) for line in marked for name in _after_head(line).split(","))


@cache
def place_pattern() -> re.Pattern[str]:
    """Return the pattern of a known place at an offset of the plain text."""
    return re.compile(rf"({alternation(plain_words('places'))})(?!\w)")


def _after_head(line: str) -> str:
    return line.partition(":")[2] or line


def _words(passage: Passage, match: re.Match[str]) -> list[Word]:
    """Cut a run into words, without those of the next sentence.

    They stand behind an initial ("Lê Văn B. Sau …"), or are known first words, their full stop missing.
    """
    text, small = passage
    start, end = match.span()
    if text.find(" ", start, end) < 0:
        return [Word(text[start:end], small[start:end], start, end)]
    spans = [part.span() for part in _PART.finditer(text, start, end)]
    run = [Word(text[start:end], small[start:end], start, end) for start, end in spans]
    initial = next((place for place, word in enumerate(run) if place > 1 and _ABBREVIATED.fullmatch(word.text)), None)
    run = run[: initial and initial + 1]
    while len(run) > 1 and run[-1].plain in plain_words("sentence_starters"):
        run.pop()
    return run


def _is_full(name: list[Word]) -> bool:
    *first, last = name
    if len(name) > _LONGEST or not all(is_syllable(word.plain) for word in first):
        return False
    if not is_syllable(last.plain) and not (len(name) > 2 and _INITIAL.fullmatch(last.text)):
        return False
    return len(name) < _LONGEST or any(word.plain == "thị" for word in name[1:3])
