"""What stands between an office and its holder's name: fields, bodies, firms and places that are no person's name."""

from functools import cache, cached_property

from kaluga_site.extract.around import follows_place_word, is_quoted
from kaluga_site.extract.bodies import known_bodies
from kaluga_site.extract.names import (
    MIDDLE_NAMES,
    SHIPS,
    Words,
    common_surnames,
    find_given,
    find_surnamed,
    is_acronym,
    is_place,
    is_work,
    surnames,
)
from kaluga_site.extract.passage import Passage, words_at
from kaluga_site.extract.words import Phrases, last_words, phrases, plain_words, words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import is_syllable

VILLAGES = frozenset(("thôn", "ấp", "làng", "xóm"))
"""What a village is called, where the word says nothing else."""

_UNITS = VILLAGES | {"xã", "phường", "trấn", "huyện", "quận"}
"""Last words of the kinds of unit whose names are many: no list has them all."""

_SCHOOLS = frozenset(
    (
        *("trường", "trường thpt", "trường thcs", "trường tiểu học", "trường mầm non", "trường đại học", "trường đh"),
        *("đại học", "đh", "thpt", "thcs", "tiểu học", "mầm non"),
    )
)
"""What is named after people: the name in full behind one of these is the school's."""

_NEXT_UNIT = compiled(r",\s(?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|tp|thành phố)(?!\w)")
BOARDS = frozenset(("hđqt", "hội đồng quản trị", "hđtv", "hội đồng thành viên", "điều hành", "cấp cao"))
"""Behind an office and one of these a firm's name may still come."""

_FROM = "người "
"""Before a country, between a calling and a name: "nhà phân tích người Nga Vladimir Frolov"."""

_DIRECTIONS = frozenset(("đông", "tây", "nam", "bắc", "thành"))
"""What begins a name where it has a capital: "HLV Đông Nhi", "họa sĩ Thành Chương"."""

_ADDRESS = frozenset(("ông", "bà"))
_NAME_BEGINNINGS = frozenset(("mc", "mac", "de", "di", "du", "la", "le", "van", "von", "fitz", "da", "del", "al"))

_ALSO_GIVEN = frozenset(("thanh", "trung", "văn", "hiệp", "quân"))
"""Syllables that begin the word of a body, and many a name."""


class FullNames:
    """The last words of the names in full of a text, read when they are asked for."""

    def __init__(self, passage: Passage) -> None:
        """Look at a text."""
        self._passage = passage

    @cached_property
    def last_words(self) -> frozenset[str]:
        """Return the last words of names that look foreign, or have a word of address before a single word."""
        return frozenset(
            run.shape.words[-1].plain
            for run in self._passage.runs
            if run.before in _ADDRESS or run.shape.full_name or (run.shape.foreign and len(run.shape.words) > 1)
        )


def known_step(passage: Passage, at: int, run: Words, *, is_state: bool) -> str:
    """Return the field, body or place at an offset, where it is not the beginning of a person's name."""
    if run and run[0].plain in SHIPS:
        return ""
    if passage.plain.startswith(_FROM, at) and (home := phrases("places").longest_at(passage.plain, at + len(_FROM))):
        return f"{_FROM}{home}"
    may_be = not run or _complements().may_begin_with(run[0].plain)
    complement = _complements().longest_at(passage.plain, at) if may_be else ""
    is_name = complement in _DIRECTIONS and run
    if complement and not is_name and not (run and len(complement) <= run[0].end and find_surnamed(run) == run):
        return complement
    place = phrases("places").longest_at(passage.plain, at) if run else ""
    if not place:
        body = known_bodies().longest_at(passage.text, at) if len(run) > 1 else ""
        return body if " " in body else ""
    may_be_name = _may_begin_name(run, len(place)) or _recurs_as_name(passage, run, place)
    return "" if may_be_name and not is_state else place


def _recurs_as_name(passage: Passage, run: Words, place: str) -> bool:
    """Tell a name from abroad that begins like a place, and stands without an office too: "Sydney Sweeney"."""
    if len(run) != 2 or run[0].plain != place or is_syllable(run[1].plain):
        return False
    spelled = f"{place} {run[1].plain}"
    return any(other.shape.spelled == spelled and other.before not in _ends_of_titles() for other in passage.runs)


def _may_begin_name(run: Words, place_end: int) -> bool:
    """Tell whether a short Vietnamese run that begins like a place may be a name: "ca sĩ Mỹ Tâm"."""
    rest = [word for word in run if word.start >= place_end]
    if not rest or len(run) > 3 or rest[0].plain in surnames():
        return False
    return all(is_syllable(word.plain) for word in run)


def unit_name(passage: Passage, begin: int, run: Words, last: str) -> Words:
    """Return the words of a run that name the school, commune, ward or district whose kind stands before it.

    Those of a unit are two, or three where a fuller name of it follows (", huyện Tân Châu"). What may be a person's
    name in full is left to be one: an office may leave its unit's name out ("Chủ tịch xã Nguyễn Văn An").
    """
    if last in _SCHOOLS and len(run) < 5:
        return run[:2] if len(run) == 4 and run[2].plain in common_surnames() else run
    unit = last.rpartition(" ")[2]
    if unit not in _UNITS:
        return ()
    if passage.plain.endswith((f" tại {unit} ", f" ở {unit} "), 0, begin):  # who is there is no officer of it
        return run
    if not all(is_syllable(word.plain) for word in run) or (len(run) > 1 and run[1].plain in MIDDLE_NAMES):
        return ()
    if len(run) < 3 or (len(run) == 3 and _NEXT_UNIT.match(passage.plain, begin + run[-1].end)):
        return run
    return run[:2] if len(run) > 3 and find_surnamed(run[2:]) == run[2:] else ()


def field_end(passage: Passage, begin: int, name: Words, full: FullNames, *, is_firm: bool) -> int:
    """Return where the field or firm ends that stands behind an office and looks like the holder's name; 0 for none.

    "Bộ trưởng Brexit của Anh David Davis", "lãnh đạo Sabeco".
    """
    if is_syllable(name[0].plain):
        return 0
    end = begin + name[-1].end
    if body := known_bodies().longest_at(passage.text, begin + name[0].start):
        return name[0].start + len(body)
    if len(name) == 1 and (_is_coined(name[0].text) or (is_firm and name[0].plain not in full.last_words)):
        return name[-1].end
    if passage.plain.startswith(" của ", end) and _names_holder(passage, end + len(" của ")):
        return name[-1].end
    return 0


def _is_coined(word: str) -> bool:
    """Tell whether a capital stands within a word, as in "OceanBank"; "McCain" is a name."""
    inner = next((place for place, letter in enumerate(word) if place and letter.isupper()), 0)
    return bool(inner) and word[inner - 1] not in "-.’'" and word[:inner].lower() not in _NAME_BEGINNINGS


def _names_holder(passage: Passage, at: int) -> bool:
    """Tell whether a country, or a body with an acronym, and then a name stand at an offset: "Anh David Davis"."""
    run = words_at(passage, at)
    if len(run) < 2:
        return False
    place = len(phrases("places").longest_at(passage.plain, at)) or (run[0].end if is_acronym(run[0].text) else 0)
    rest = tuple(word for word in run if word.start >= place)
    return bool(place and rest) and (find_given(rest) == rest or not any(is_syllable(word.plain) for word in rest))


def own_name_end(run: Words) -> int:
    """Return where the own name of a place or body ends that begins a run: two Vietnamese syllables, or all of it."""
    own = run[:2] if all(is_syllable(word.plain) for word in run) else run
    return own[-1].end


def free_name_end(passage: Passage, at: int, *, with_single: bool = False, with_any: bool = False) -> int:
    """Return where the run at an offset ends if it may be a person's name; 0 where it is none.

    It is of two syllables, or of two foreign words or more; or of one word, or of any up to four, where that is enough.
    """
    run = words_at(passage, at)
    syllables = sum(is_syllable(word.plain) for word in run)
    if len(run) > 4 or (len(run) != 2 if syllables and not with_any else len(run) < (1 if with_single else 2)):
        return 0
    if (0 < syllables < len(run) and not with_any) or is_acronym(run[0].text) or is_place(run) or is_work(run):
        return 0
    if syllables and run[0].plain in plain_words("bodies") and not _is_given(run):
        return 0
    text, end = passage.text, at + run[-1].end
    if text[at:end] in words("agencies") or known_bodies().longest_at(text, at) or is_quoted(text, at, end):
        return 0
    place = phrases("places").longest_at(passage.plain, at)
    is_longer = place and " " not in place and len(run) == 2 and syllables == 2
    if (place and not is_longer) or follows_place_word(passage.plain, at):
        return 0
    return end


def begins_body(passage: Passage, at: int) -> bool:
    """Tell whether what bodies are called in two words or more begins at an offset: "Bệnh viện"."""
    return " " in (_complements().longest_at(passage.plain, at) or "")


def _is_given(run: Words) -> bool:
    """Tell "Thanh Lam" and "Văn Toàn" from "Thanh Tra" and "Văn Phòng"."""
    pair = " ".join(word.plain for word in run[:2])
    return len(run) == 2 and run[0].plain in _ALSO_GIVEN and pair not in plain_words("bodies_in_small_letters")


@cache
def _ends_of_titles() -> frozenset[str]:
    return last_words("offices") | last_words("office_complements")


@cache
def _complements() -> Phrases:
    return Phrases(plain_words("office_complements") | plain_words("place_words"))
