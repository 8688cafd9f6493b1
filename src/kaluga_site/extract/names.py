"""What a name looks like: Vietnamese syllables, surnames, given names from abroad."""

from functools import cache

from msgspec import Struct

from kaluga_site.extract.words import lines, plain, plain_words, words_of
from kaluga_site.keeping import kept
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, fold, is_syllable

_INITIAL = compiled(rf"(?:Tr|Th|Ng|Nh|Ph|Kh|Ch|[{UPPER}])\.?")
_INITIALS = compiled(rf"[{UPPER}]\.(?:[{UPPER}]\.)*(?:[{UPPER}][hrg]?)?")
_ARTICLE = compiled(r"(?:al|el|as|ash|ad|ar|at|az|ez|es|ul)-(?=[^\W\d_]{2})")
_HYPHENATED = compiled(rf"[{UPPER}][^\W\d]+-[^\W\d]+")
RULERS = (" tổ", " tông", " đế", " vương")
_TEMPLE_NAMES = frozenset(
    (
        *("thái", "thánh", "nhân", "anh", "minh", "hiến", "dụ", "nghệ", "duệ", "thuận", "thần", "cao", "huệ", "túc"),
        *("chiêu", "uy", "tương", "dực", "cung", "trang", "trung", "thế", "kính", "chân", "hy", "gia", "mẫn", "nam"),
    )
)
_NO_RULER = compiled(
    r"(?:tổ (?:chức|trưởng|phó|viên|dân)|tông (?:vào|phải|trúng|xe|chết|ngã|sập|thẳng)|đế \d|vương vãi)(?!\w)"
)
_BEFORE_YEARS = frozenset(("tết", "năm", "xuân", "đán"))
_STEMS = frozenset(("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"))
_BRANCHES = frozenset(("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi", "tí", "tị"))
"""Of one of these and one of the others the name of a year is made: "Tết Đinh Dậu"."""

_SURNAMES_ALONE = frozenset(
    (
        *("nguyễn", "trần", "phạm", "huỳnh", "bùi", "đỗ", "ngô", "phan", "trịnh", "lê", "đinh", "trương", "vũ", "võ"),
        *("đặng", "lưu"),
    )
)
"""Surnames that are nothing else at the head of a row of capitals."""

_ORDINALS = frozenset(["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"])
"""The numbers of kings and popes."""

_PARTICLES_BEFORE = frozenset(("De", "Van", "Von", "Da", "Di", "Del", "Dos", "Abu", "Ibn"))
"""What may stand before a given name: "De Angelo Hamilton"."""

_SAINTED = frozenset(("san", "santa", "los", "las", "prix", "gp"))
"""Behind one of these a given name is a city's or a region's: "San Diego Chargers", "Grand Prix Emilia Romagna"."""

SHIPS = frozenset(("hms", "uss", "hmas"))
"""What stands before a ship's name; nobody knows where that ends and its captain's begins."""

_WOMANS, _WITH_TWO_GIVEN = "thị", 4
"""The middle name of women, and the words of a name with two given names behind it."""

MIDDLE_NAMES = frozenset(("văn", _WOMANS))
"""Syllables that only a person's name has behind the first."""

DASHES = (" - ", " – ")
"""What parts an office and its holder, or two names."""

LONGEST_NAME = 5
"""Words of a name."""


class Word(Struct, frozen=True, gc=False):
    """A word of a run, in plain form too, and where it stands."""

    text: str
    plain: str
    start: int
    end: int


Words = tuple[Word, ...]


@kept(most=20_000)
def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals: "UBND"."""
    return len(word) > 1 and word.isupper() and "." not in word


def find_surnamed(run: Words) -> Words:
    """Return the Vietnamese name in full that ends a run, from its surname on; none where there is none.

    It has two to four syllables, or five with "Thị" among the first three; place names ("Hà Nội") are none.
    """
    for place, word in enumerate(run[:-1]):
        name = run[place:]
        if word.plain == "đoàn" and _is_delegation(name):
            continue
        is_family = word.plain in surnames() or _is_woman_of_rare_family(name)
        if is_family and _is_full(name) and not is_place(name) and not _names_place(name):
            if place and is_place(run[place - 1 : place + 1]) and find_surnamed(run[place + 1 :]):
                continue  # "xứ Bạc Liêu Trần Minh Tùng"
            return run[place - 1 :] if place and run[place - 1].plain in plain_words("saints") else name
    return ()


def _is_woman_of_rare_family(name: Words) -> bool:
    """Tell "Đồng Thị Phương Thảo", whose surname no list has, from "Cảng Thị Vải" and "Cục Thị trường"."""
    return len(name) == _WITH_TWO_GIVEN and name[1].plain == _WOMANS and name[0].plain not in plain_words("place_words")


def _is_delegation(name: Words) -> bool:
    """Tell "Đoàn Bộ Y tế" and "Đoàn Công tác" from somebody of the family Đoàn."""
    is_alone = len(name) == 2 and name[1].plain in words_of("delegating", "alone")
    return is_alone or name[1].plain in words_of("delegating", "any")


def find_given(run: Words) -> Words:
    """Return the foreign name in full that ends a run, from a given name the list knows; none where there is none."""
    for place, word in enumerate(run[:-1]):
        if _is_given_abroad(word.plain) and not (place and run[place - 1].plain in _SAINTED):
            first = place - 1 if place and run[place - 1].text in _PARTICLES_BEFORE else place
            name = run[first : first + LONGEST_NAME]
            if not all(is_syllable(part.plain) for part in name) and not is_work(name):
                return name
    return ()


def _is_given_abroad(spelled: str) -> bool:
    """Tell a given name of the list, with the marks of its own language or without: "Andreína"."""
    given = plain_words("given_names_abroad")
    return spelled in given or (not spelled.isascii() and not is_syllable(spelled) and fold(spelled) in given)


def find_hyphenated(run: Words) -> Words:
    """Return the East Asian name that ends a run, its given name with a hyphen: "Kim Jong-un"."""
    name = run[-2:]
    if len(name) < 2 or not _HYPHENATED.fullmatch(name[1].text) or "-" in name[0].text:
        return ()
    return () if is_work(name) or is_place(name) or name[0].plain in plain_words("places") else name


def begins_with_given(name: Words) -> bool:
    """Tell "Khánh Trần", whose surname stands last as abroad, from other names of two syllables."""
    return name[-1].plain in _SURNAMES_ALONE and not name[-1].text.isascii()


def ends_in_clan(run: Words) -> bool:
    """Tell the name of an Ede or Jarai that is a run: "Y Vinh Tơr"."""
    return run[0].text == "Y" and len(run) > 2 and run[-1].plain in plain_words("clans")


def find_surname_last(run: Words) -> Words:
    """Return the name of a Vietnamese abroad that is a run: "Jacquelyn Ngô"."""
    if len(run) != 2 or run[1].plain not in _SURNAMES_ALONE or run[1].text.isascii():
        return ()
    first = run[0]
    is_given = first.text.isascii() and first.text.isalpha() and not is_syllable(first.plain)
    return run if is_given and not is_acronym(first.text) and not is_work(run) else ()


def is_initials(name: str) -> bool:
    """Tell whether a name is nothing but initials with full stops: "H.N.Y."."""
    return "." in name and bool(_INITIALS.fullmatch(name))


def without_article(part: str) -> str:
    """Return the last name of an Arab, in plain form, without the article before it: "al-Assad" is later "Assad"."""
    article = _ARTICLE.match(part) if "-" in part else None
    return part[article.end() :] if article else part


def ends_in_initial(name: str) -> bool:
    """Tell whether the last part of a name is only its first letters: "Lê Văn B."."""
    return bool(_INITIAL.fullmatch(name.rpartition(" ")[2]))


def ruler_end(small: str, end: int, name: Words) -> int:
    """Return where the name of a dead king ends whose last word is small, "Lê Thái tổ"; 0 where there is none."""
    title = next((word for word in RULERS if small.startswith(word, end)), "")
    if not title or len(name) != 2 or name[1].plain not in _TEMPLE_NAMES:
        return 0
    last = end + len(title)
    return 0 if small[last : last + 1].isalnum() or _NO_RULER.match(small, end + 1) else last


def _names_place(name: Words) -> bool:
    """Tell whether a place stands behind a surname that may be a common word: "Đoàn Hà Nội", not "Lê Kiên Giang"."""
    return is_place(name[1:]) and not (len(name) == 3 and name[0].plain in _SURNAMES_ALONE)


def is_place(name: Words) -> bool:
    """Tell whether the words are, or begin with, a place of two syllables or more.

    A third syllable that is no surname makes a person of it: "Hoàng Mai" is a place, "Hoàng Mai Anh" is not.
    """
    places, spelled = plain_words("places"), [word.plain for word in name]
    sizes = [size for size in range(len(spelled), 1, -1) if " ".join(spelled[:size]) in places]
    if not sizes:
        return False
    return sizes[0] == len(spelled) or len(spelled) != 3 or spelled[2] in surnames()


def is_year(name: Words, before: str) -> bool:
    """Tell whether two words behind another one name a year, as in "Tết Đinh Dậu"."""
    return before in _BEFORE_YEARS and len(name) == 2 and name[0].plain in _STEMS and name[1].plain in _BRANCHES


def is_work(name: Words) -> bool:
    """Tell whether a word shows that the run names a body, a work or a product; "George HW Bush" is a person."""
    if len(name) > 2 and len(name[1].text) == 2 and name[0].plain in plain_words("given_names_abroad"):
        name = (name[0], *name[2:])
    return any(
        word.plain in plain_words("not_names") or (is_acronym(word.text) and word.text not in _ORDINALS)
        for word in name
    )


@cache
def surnames() -> frozenset[str]:
    """Return the Vietnamese surnames in plain form."""
    return frozenset(plain(name.strip()) for line in lines("surnames") for name in _after_head(line).split(","))


@cache
def common_surnames() -> frozenset[str]:
    """Return the surnames that may begin a name of two syllables without a title."""
    marked = (line for line in lines("surnames") if line.startswith("common:"))
    return frozenset(plain(name.strip()) for line in marked for name in _after_head(line).split(","))


def _after_head(line: str) -> str:
    return line.partition(":")[2] or line


def _is_full(name: Words) -> bool:
    *first, last = name
    if len(name) > LONGEST_NAME or not all(is_syllable(word.plain) for word in first):
        return False
    if not is_syllable(last.plain) and not (
        len(name) > 2 and (_INITIAL.fullmatch(last.text) or is_initials(last.text))
    ):
        return False
    return len(name) < LONGEST_NAME or any(word.plain == "thị" for word in name[1:3])
