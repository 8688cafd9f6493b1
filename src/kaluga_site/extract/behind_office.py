"""What a run of words behind an office is: its holder's name, a firm's, a newspaper's or a body's."""

import re

from kaluga_site.extract.bodies import known_bodies
from kaluga_site.extract.complements import VILLAGES
from kaluga_site.extract.names import (
    LONGEST_NAME,
    SHIPS,
    Words,
    find_given,
    find_surnamed,
    is_acronym,
    is_place,
    is_work,
)
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.words import plain_words, word_before
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import is_syllable

_GROUP = "nhóm"
_CONTESTS = ("hoa hậu ", "á hậu ", "hoa khôi ", "á khôi ", "nam vương ")
_ON_SCREEN = ("tài tử ", "minh tinh ", "giọng ca ", "ngôi sao ", "diễn viên ", "nữ chính ", "nam chính ")
"""Who is called by one's best known work: of one word, a name is no person's."""

_UNITS = VILLAGES | {"bản"}
"""Small units, of which no list has the names."""

_FIRM = compiled(r"[A-ZĐ]{2}[a-z]|[a-z][A-ZĐ]{2}")
"""Capitals within a word, as in the names of firms: "PVPower"."""

_LETTER_BEHIND = compiled(r" [^\W\d_]")


def newspaper(run: Words) -> Words:
    """Return the words of the newspaper's name that begins a run: "phóng viên Tuổi Trẻ"."""
    papers, sizes = plain_words("agencies"), range(min(len(run), 3), 0, -1)
    return next((run[:size] for size in sizes if " ".join([word.plain for word in run[:size]]) in papers), ())


def name_in(run: Words, *, whole: bool, body: bool) -> Words:
    """Return the person's name in a run that follows an office.

    `whole` says that nothing stands between, `body` that the run begins with the name of a body or place.
    """
    if run[0].plain in SHIPS or _is_firm(run):
        return ()
    if surnamed := find_surnamed(run):
        return surnamed
    while len(run) > 1 and is_acronym(run[0].text) and not is_acronym(run[1].text):
        run = run[1:]
    given = find_given(run)
    if given and not (whole and len(run) <= LONGEST_NAME):
        return given
    if len(run) == 1 and run[0].plain in plain_words("sentence_starters"):  # "18 thành viên Các lực lượng dân chủ"
        return ()
    holds_place = any(is_place(run[start:]) for start in range(3))
    if body or is_acronym(run[0].text) or holds_place or is_work(run) or _is_model(run[0].text):
        return ()
    foreign = not all(is_syllable(word.plain) for word in run)
    return run[:LONGEST_NAME] if foreign or (whole and len(run) <= 4) else ()


def _is_firm(run: Words) -> bool:
    """Tell "PVPower", and "kế toán trưởng VN Pharma", from people."""
    if _FIRM.search(run[0].text):
        return True
    return len(run) == 2 and is_acronym(run[0].text) and not is_syllable(run[1].plain)


def ends_firm(text: str, at: int, run: Words) -> bool:
    """Tell whether one foreign word ends a firm's name whose letters stand before it: "giám đốc VN Direct"."""
    return len(run) == 1 and text[at - 2 : at].isupper() and not is_syllable(run[0].plain)


def _names_work(passage: Passage, start: int, at: int) -> bool:
    """Tell the first word of a contest or a film behind a calling, "Hoa hậu Siêu quốc gia", "diễn viên Jungle"."""
    if passage.plain.endswith(_ON_SCREEN, 0, at):
        return True
    name_end = passage.text.find(" ", at)
    is_contest = passage.plain.endswith(_CONTESTS, 0, at) and passage.text[name_end + 1 : name_end + 2].islower()
    return is_contest and name_end > start and not speaks(passage.plain, name_end)


def _is_model(word: str) -> bool:
    """Tell whether a digit stands in a word, as in no name: "Ka-52"."""
    return not word.isalpha() and any(map(str.isdigit, word))


def is_body(passage: Passage, start: int, name: Words, *, is_direct: bool) -> bool:
    """Tell "Giám đốc Nhà máy" from "đại úy Nhựt": a lone syllable that begins a body, small letters behind it.

    Tell "trưởng thôn Vân Hòa" from "trưởng thôn Nam", too, where the text speaks of "thôn Vân Hòa" elsewhere, and
    the band of "trưởng nhóm" so.
    """
    at = start + name[0].start
    if len(name) == 1 and (
        known_bodies().longest_at(passage.text, at) == name[0].text  # "tổng giám đốc Tổng công ty viễn thông MobiFone"
        or (passage.plain.endswith(_CONTESTS, 0, at) and begins_office(passage, at))  # "Á khôi Doanh nhân 2015"
        or _names_work(passage, start, at)
    ):
        return True
    if not is_direct:
        return False
    unit = word_before(passage.plain, start)
    if unit in _UNITS or unit == _GROUP:
        spelled = re.escape(passage.plain[start : start + name[-1].end])
        called = "(?:nhóm nhạc|ban nhạc)" if unit == _GROUP else rf"(?<!trưởng )(?<!phó ){unit}"
        return bool(re.search(rf"{called} {spelled}(?!\w)", passage.plain))
    if len(name) > 1 or name[0].plain not in plain_words("bodies"):
        return False
    return bool(_LETTER_BEHIND.match(passage.text, start + name[0].end))
