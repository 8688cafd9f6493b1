"""Names behind a title: "bà Thái Hương", "Bộ trưởng Y tế Mikhail Murashko"; and the titles themselves."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.names import (
    Word,
    begins_sentence,
    find_given,
    find_surnamed,
    is_acronym,
    is_place,
    is_syllable,
    is_work,
    place_pattern,
    run_at,
    surnames,
)
from kaluga_site.extract.words import Passage, any_of, plain_words
from kaluga_site.vietnamese import LOWER

_BEFORE_OFFICE = r"(?:(?:nguyên|cựu|cố|quyền|phó|đương kim)\s){0,2}"
_STATE_OFFICES = ("tổng thống", "thủ tướng", "bộ trưởng", "ngoại trưởng", "đại sứ", "quốc vương", "nữ hoàng", "phó t")
"""A country's name behind one of these is the country, where it could begin a name elsewhere ("ca sĩ Mỹ Tâm")."""

_FIRM_OFFICES = ("ceo", "giám đốc", "tổng giám đốc", "chủ tịch", "phó chủ tịch", "nhà sáng lập", "phó giám đốc")
"""Behind one of these a firm's name may stand right before the holder's: "CEO Apple Tim Cook"."""

_COMPOUNDS = re.compile(r"(?:công cụ|dụng cụ|khí cụ|nhạc cụ|giáo cụ|phản bác|ghi chú|trẻ em|đàn em|anh em|chị em)$")
_BODY_NAME_WORDS = frozenset(
    ("của", "tại", "tập đoàn", "công ty", "công ty cổ phần", "công ty tnhh", "ngân hàng", "hãng", "clb", "câu lạc bộ")
)
"""Behind these words stands the own name of a body or place, not yet the office's holder."""

_ACRONYM_IN_BRACKETS = re.compile(r"\s\([A-ZĐ&-]{2,10}\)")
_APPOSITION = re.compile(r"\s?(?:,|\s[-–—]|\s?\((?=\w))\s?")
_ROLE_END = re.compile(
    rf"[,;:()“”\"\n]|(?<!TP)\.(?!\w)|\s[-–—](?=\s[{LOWER}“])|\s(?:đã|cho|nói|phát biểu|khẳng định|nhận|ký|bày tỏ"
    r"|cũng|vừa|đang|sẽ|là|thì|và ông|và bà|trả lời|nhấn|nêu|kết luận|chia sẻ|đầu tiên)\s"
)
_LONGEST_ROLE = 120
_LONGEST_NAME = 5
_LONGEST_OFFICE = 14
"""Steps from an office to its holder's name."""


class Named(NamedTuple):
    """A name found: its span, the rule, and the title next to it as written."""

    start: int
    end: int
    rule: str
    role: str | None = None
    credit: bool = False


def find_titled(passage: Passage) -> Iterator[Named]:
    """Yield the names that stand behind an office or a word of address, with the office as role."""
    open_roles: dict[int, str] = {}
    for title in _title_pattern().finditer(passage.plain):
        start, end = title.span()
        before = open_roles.get(start - 2) if passage.text[max(0, start - 2) : start] == ", " else None
        if title["office"] is None:
            name, role, rule = _addressed(passage, start, end), before, "address-before-name"
        else:
            name, role_end = _office_holder(passage, start, end)
            written = passage.text[start:role_end].rstrip(" ,-–")
            role, rule = f"{before}, {written}" if before else written, "title-before-name"
            if not name:
                open_roles[role_end] = role
        if name:
            yield Named(name[0].start, name[-1].end, rule, role)


def role_behind(passage: Passage, end: int) -> str | None:
    """Return the office named right behind a name: ", Giám đốc Sở …", " - lãnh đạo Tập đoàn TH -", "(cựu …)"."""
    mark = _APPOSITION.match(passage.plain, end)
    title = _title_pattern().match(passage.plain, mark.end()) if mark else None
    if not title or title["office"] is None:
        return None
    stop = _ROLE_END.search(passage.text, title.end(), title.end() + _LONGEST_ROLE)
    return passage.text[title.start() : stop.start()].strip() if stop else None


def begins_office(passage: Passage, at: int) -> bool:
    """Tell whether an office of two words or more begins at an offset."""
    match = _title_pattern().match(passage.plain, at)
    return bool(match and match["office"] and " " in match["office"])


def _addressed(passage: Passage, start: int, end: int) -> list[Word]:
    """Read the name behind "ông", "bà": the whole run, where it is not an office, an acronym or a place."""
    text, plain = passage
    if text[start].isupper() and not begins_sentence(text, start):
        return []
    run = run_at(passage, end + 1) if text[end : end + 1] == " " else []
    if not run or (len(run) == 1 and is_acronym(run[0].text)) or begins_office(passage, end + 1):
        return []
    if place_pattern().match(plain, start) or _COMPOUNDS.search(plain, max(0, end - 12), end):
        return []
    offices = (place for place, word in enumerate(run) if place and begins_office(passage, word.start))
    return _first_name(run[: next(offices, None)])


def _first_name(run: list[Word]) -> list[Word]:
    """Cut what cannot belong to the name that begins a run: more than four Vietnamese syllables."""
    if is_place(run[:2]) and len(run) != 3:
        return []
    longest = 4 if all(is_syllable(word.plain) for word in run) else _LONGEST_NAME
    return run[:longest]


def _office_holder(passage: Passage, start: int, end: int) -> tuple[list[Word], int]:
    """Follow an office over fields, bodies and places to the holder's name; return it and where the office ends."""
    at, last = end, ""
    for _ in range(_LONGEST_OFFICE):
        if bracket := _ACRONYM_IN_BRACKETS.match(passage.text, at):
            at = bracket.end()
        if passage.plain[at : at + 1] != " ":
            break
        run = run_at(passage, at + 1)
        step = _known_step(passage, at + 1, run, is_state=passage.plain.startswith(_STATE_OFFICES, start))
        if step:
            at, last = step.end(), step.group()
            continue
        whole = at == end and not passage.plain.startswith(_FIRM_OFFICES, start)
        body = last in _BODY_NAME_WORDS or last in plain_words("place_words")
        name = _name_in(run, whole=whole, body=body) if run else []
        if name and not (at == end and _is_body(passage, name)):
            return name, name[0].start - 1
        if name or not run or not (body or is_acronym(run[0].text)):
            break
        at, last = _own_name_end(run), ""
    return [], at


def _known_step(passage: Passage, at: int, run: list[Word], *, is_state: bool) -> re.Match[str] | None:
    """Return the field, body or place at an offset, where it is not the beginning of a person's name."""
    complement = _complement_pattern().match(passage.plain, at)
    if complement and not (run and complement.end() <= run[0].end and find_surnamed(run) == run):
        return complement
    place = place_pattern().match(passage.plain, at) if run else None
    if not place:
        return None
    return None if _may_begin_name(run, place.end()) and not is_state else place


def _may_begin_name(run: list[Word], place_end: int) -> bool:
    """Tell whether a short Vietnamese run that begins like a place may be a name: "ca sĩ Mỹ Tâm"."""
    rest = [word for word in run if word.start >= place_end]
    if not rest or len(run) > 3 or rest[0].plain in surnames():
        return False
    return all(is_syllable(word.plain) for word in run)


def _name_in(run: list[Word], *, whole: bool, body: bool) -> list[Word]:
    """Return the person's name in a run that follows an office.

    `whole` says that nothing stands between, `body` that the run begins with the name of a body or place.
    """
    if surnamed := find_surnamed(run):
        return surnamed
    while len(run) > 1 and is_acronym(run[0].text) and not is_acronym(run[1].text):
        run = run[1:]
    given = find_given(run)
    if given and not (whole and len(run) <= _LONGEST_NAME):
        return given
    if body or is_acronym(run[0].text) or is_place(run) or is_work(run):
        return []
    foreign = not all(is_syllable(word.plain) for word in run)
    return run[:_LONGEST_NAME] if foreign or (whole and len(run) <= 4) else []


def _is_body(passage: Passage, name: list[Word]) -> bool:
    """Tell "Giám đốc Nhà máy" from "đại úy Nhựt": a lone syllable that begins a body, small letters behind it."""
    if len(name) > 1 or name[0].plain not in plain_words("bodies"):
        return False
    return bool(re.match(r" [^\W\d_]", passage.text[name[0].end : name[0].end + 2]))


def _own_name_end(run: list[Word]) -> int:
    """Return where the own name of a place or body ends that begins a run: two Vietnamese syllables, or all of it."""
    own = run[:2] if all(is_syllable(word.plain) for word in run) else run
    return own[-1].end


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_BEFORE_OFFICE}(?P<office>{any_of('offices')})(?!\w)|(?P<address>{any_of('honorifics')})(?!\w))"
    )


@cache
def _complement_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('office_complements')}|{any_of('place_words')})(?!\w)")
