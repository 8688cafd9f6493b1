"""Names behind a title: "bà Thái Hương", "Bộ trưởng Y tế Mikhail Murashko"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import attrgetter

from msgspec import Struct

from kaluga_site.extract.addressed import find_addressed
from kaluga_site.extract.around import follows_place_word
from kaluga_site.extract.behind_office import ends_firm, is_body, name_in, newspaper
from kaluga_site.extract.bodies import known_bodies
from kaluga_site.extract.complements import (
    BOARDS,
    FullNames,
    begins_body,
    field_end,
    free_name_end,
    known_step,
    own_name_end,
    unit_name,
)
from kaluga_site.extract.names import DASHES, RULERS, Words, find_surnamed, is_acronym, ruler_end
from kaluga_site.extract.offices import begins_office, find_titles, join_roles, role_behind
from kaluga_site.extract.passage import Passage, run_at, words_at
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.words import plain_words, words_of
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_STATE_OFFICES = (
    *("tổng thống", "thủ tướng", "thủ tướng chính phủ", "bộ trưởng", "ngoại trưởng", "đại sứ", "quốc vương"),
    "nữ hoàng",
)
"""A country's name behind one of these is the country, where it could begin a name elsewhere ("ca sĩ Mỹ Tâm")."""

_HEADS_OF_STATE = frozenset(("chủ tịch nước", "tổng thống", "quốc vương", "nữ hoàng", "nhà vua", "thủ tướng"))
"""Nobody holds two of these."""

_KINGS, _MIDDLE = frozenset(("quốc vương",)), ("trung ",)
_FIRM_OFFICES = (
    *("ceo", "giám đốc", "giám đốc điều hành", "chủ tịch", "nhà sáng lập", "lãnh đạo", "cán bộ", "nhân viên"),
    *("quản lý", "kế toán trưởng", "tổng biên tập"),
)
"""Behind one of these a firm's name may stand, alone or right before the holder's: "CEO Apple Tim Cook"."""

_LYING_IN = (" trên bán đảo ", " trên đảo ", " thuộc ", " ở miền ", " ở phía ")
_OFFICES_OF_PLACES = frozenset(("thị trưởng", "thống đốc", "tỉnh trưởng", "đô trưởng"))
_COLLECTIVES = ("ban ", "hội đồng ", "tập thể ", "đội ngũ ", "giới ", "bộ máy ", "hàng ngũ ")
"""What makes a body of the office behind it: "Ban lãnh đạo"."""

_EASTERN, _EASTERN_LENGTHS = (
    frozenset(
        ("trung quốc", "đài loan", "hàn quốc", "triều tiên", "nhật bản", "campuchia", "lào", "singapore", "hong kong")
    ),
    (2, 3),
)
"""Behind an office of these countries stand names in Vietnamese syllables whose surname no list has."""

_BODY_NAME_WORDS = frozenset(
    ("của", "tại", "tập đoàn", "công ty", "công ty cổ phần", "công ty tnhh", "ngân hàng", "hãng", "clb", "câu lạc bộ")
)
"""Behind these words stands the own name of a body or place, not yet the office's holder."""

_NAMED_INSTITUTIONS = frozenset(("bệnh viện", "trường", "trường thpt", "trường thcs", "trường tiểu học", "học viện"))
_SHORT = 2
"""A name of two syllables behind one of these is its own: "Giám đốc Bệnh viện Bạch Mai"."""

_REPORTERS = frozenset(("pv", "phóng viên", "nhà báo", "biên tập viên", "btv", "tổng biên tập", "phó tổng biên tập"))
_APPOSING = (*DASHES, *(f"{dash}{word} " for dash in DASHES for word in ("một", "cựu", "một cựu")))
_VIET = "việt"
_TEACHERS = frozenset(("giáo viên", "giảng viên", "thầy giáo", "cô giáo", "gia sư", "trợ giảng"))
"""Who is told by what they teach: "giáo viên Hóa"."""

_PAPERS = frozenset(("báo", "tạp chí"))
_PREPOSITIONS = frozenset(("tại", "ở", "từ", "đến", "về", "theo", "trên"))
_START = attrgetter("start")
_PRESIDENTS = frozenset(("chủ tịch", "cố chủ tịch", "chủ tịch nước"))
_HO_CHI_MINH = " hồ chí minh"
_ACRONYM_IN_BRACKETS = compiled(r"\s\([A-ZĐ&-]{2,10}\)")
_YEARS, _YEAR = (" 19", " 20"), compiled(r" \d{4}(?= [^\W\d_])")
"""The year of a contest."""

_NUMBERED_UNITS = frozenset(("phường", "quận", "ấp", "khu phố", "tổ dân phố"))
_UNIT_NUMBER = compiled(rf" \d{{1,2}}(?=\s[{UPPER}])")
"""The number of a ward before its chairman's name: "Chủ tịch UBND phường 11 Trương Văn Hải"."""

_Span = tuple[int, int]

_FEWEST_BEFORE_OFFICE = 3
_LONGEST_OFFICE = 14
"""Steps from an office to its holder's name."""


class Named(Struct, frozen=True, order=True, gc=False):
    """A name found: its span, the rule, and the title next to it as written."""

    start: int
    end: int
    rule: str
    role: str | None = None
    credit: bool = False


def find_titled(passage: Passage, known: Mapping[int, int]) -> Iterator[Named]:
    """Yield the names that stand behind an office or a word of address, with the office as role.

    `known` are spans of names, their ends by their starts, that need not look like names.
    """
    open_roles: dict[int, str] = {}
    full = FullNames(passage)
    text, plain = passage.text, passage.plain
    for start, end, office in find_titles(plain):
        if office is not None:
            if office in _KINGS and plain.endswith(_MIDDLE, 0, start):
                continue  # "Trung Quốc Vương Hộ Ninh"
            if text[start].islower() and not text[start:end].islower() and _is_place_word(passage, start, end):
                continue
            name, role_end = _office_holder(passage, start, end, known, full)
            if name and _is_no_holder(passage, start, office, name):
                continue
            if name or text.startswith(", ", role_end):
                before = open_roles.get(start - 2)
                if before and before.lower() in _HEADS_OF_STATE and office in _HEADS_OF_STATE:
                    before = None  # "nhận lời mời của Chủ tịch nước, Tổng thống Kazakhstan …"
                role = join_roles(before, text[start:role_end].rstrip(" ,-–"))
                if name:
                    yield _named(passage, *name, "title-before-name", role)
                elif role_end == end or plain[start:end] not in _REPORTERS:  # "nói với PV Tuổi Trẻ, ông Nam …"
                    open_roles[role_end] = role
            elif plain.endswith(_APPOSING, 0, start) and text[end + 1 : end + 2].islower():
                yield from _apposed(passage, max(plain.rfind(dash, 0, start) for dash in DASHES), end)
        elif text[end + 1 : end + 2].isupper() and (name := find_addressed(passage, start, end)):
            yield _named(passage, *name, "address-before-name", open_roles.get(start - 2))


def _is_no_holder(passage: Passage, start: int, office: str, name: tuple[int, int]) -> bool:
    """Tell what stands behind an office that begins at an offset, and is not who holds it."""
    plain, called = passage.plain, passage.plain[slice(*name)]
    if plain.endswith(_COLLECTIVES, 0, start) or (
        office in _OFFICES_OF_PLACES and _is_own_place(passage, start, *name)
    ):
        return True
    if called == _VIET:
        return not speaks(plain, name[1])  # "3 kỹ sư Việt", "nhà đầu tư Việt", but "bác sĩ Việt nói"
    if office in _TEACHERS:
        return called in words_of("departments", "subjects")
    return office.endswith("khoa") and called in words_of("departments", "departments")


def _is_own_place(passage: Passage, start: int, begin: int, end: int) -> bool:
    """Tell whether an office and a foreign word say what one named before is: "Juan Gastelum, thị trưởng Leon,".

    Or the word is a place for where it lies, "Thống đốc Sevastopol trên bán đảo Crưm".
    """
    if " " in passage.text[begin:end] or is_syllable(passage.plain[begin:end]):
        return False
    if passage.plain.startswith(_LYING_IN, end):
        return True
    place = bisect_left(passage.runs, start, key=_START) - 1
    if place < 0 or not passage.text.startswith((",", "\n"), end):
        return False
    run = passage.runs[place]
    return bool(run.shape.foreign or run.shape.full_name) and passage.text[run.end : start] == ", "


def _is_place_word(passage: Passage, start: int, end: int) -> bool:
    """Tell "cầu Thủ Thiêm" from "cầu thủ Thiêm", and "ông chủ Nhà Trắng" from "chủ nhà Trắng"."""
    first, _, rest = passage.text[start:end].partition(" ")
    if known_bodies().longest_at(passage.text, start + len(first) + 1):
        return True
    return rest[:1].isupper() and " " not in rest and first in plain_words("place_words")


def _apposed(passage: Passage, end: int, title_end: int) -> Iterator[Named]:
    """Yield the name of two syllables that ends before a dash and a calling: "Quang Linh – nam ca sĩ có giọng hay"."""
    place = bisect_left(passage.runs, end, key=_START) - 1
    if place < 0 or passage.runs[place].before in _PREPOSITIONS or passage.plain.endswith(_FIRM_OFFICES, 0, title_end):
        return
    start = passage.runs[place].start
    if free_name_end(passage, start) == end:
        yield Named(start, end, "name-before-title", role_behind(passage, end))


def _named(passage: Passage, start: int, end: int, rule: str, role: str | None) -> Named:
    """Return a name found, the small word in it that says who ruled: "vua Lê Thái tổ"."""
    if passage.plain.startswith(RULERS, end):
        end = ruler_end(passage.plain, end, run_at(passage, start)) or end
    return Named(start, end, rule, role)


def _office_holder(
    passage: Passage, start: int, end: int, known: Mapping[int, int], full: FullNames
) -> tuple[_Span | None, int]:
    """Follow an office over fields, bodies and places to the holder's name; return it and where the office ends."""
    text, plain = passage.text, passage.plain
    at, last, office = end, "", ""
    is_state = is_firm = False
    for _ in range(_LONGEST_OFFICE):
        if text.startswith(" (", at) and (bracket := _ACRONYM_IN_BRACKETS.match(text, at)):
            at = bracket.end()
        if not text.startswith(" ", at):
            break
        if at + 1 in known:
            return (at + 1, known[at + 1]), at
        at, last = _over_dash_or_number(text, at, last) if at > end else (at, last)
        begin = at + 1
        run = words_at(passage, begin) if text[begin : begin + 1].isupper() else ()
        if run and not office:
            office = plain[start:end]
            if office in _PRESIDENTS and plain.startswith(_HO_CHI_MINH, end) and not follows_place_word(plain, start):
                return (end + 1, end + len(_HO_CHI_MINH)), end
            is_state, is_firm = office.endswith(_STATE_OFFICES), office.endswith(_FIRM_OFFICES)
        if step := known_step(passage, begin, run, is_state=is_state):
            is_field = last in _BODY_NAME_WORDS and step in plain_words("office_complements")
            at, last = begin + len(step), last if is_field else step
            continue
        if not run or (is_firm and at > end and ends_firm(text, at, run)):
            break
        if own := _own_name(passage, begin, run, office, last):
            at, last = begin + own[-1].end, ""
            continue
        body = last in _BODY_NAME_WORDS or last in plain_words("place_words")
        is_whole = (at == end and not is_firm) or (last in _EASTERN and len(run) in _EASTERN_LENGTHS)
        name = _before_office(passage, begin, name_in(run, whole=is_whole, body=body))
        if name and not is_body(passage, begin, name, is_direct=at == end):
            if not (at == end or last in BOARDS) or not (
                field := field_end(passage, begin, name, full, is_firm=is_firm)
            ):
                return (begin + name[0].start, begin + name[-1].end), begin + name[0].start - 1
            at, last = begin + field, ""
            continue
        if name or not (body or is_acronym(run[0].text)):
            break
        at, last = begin + own_name_end(run), ""
    return None, at


def _own_name(passage: Passage, begin: int, run: Words, office: str, last: str) -> Words:
    """Return the words with which a run names a newspaper, a small unit or a hospital that stands before it."""
    paper = newspaper(run) if office in _REPORTERS or last in _PAPERS else ()
    is_short = last in _NAMED_INSTITUTIONS and len(run) == _SHORT and find_surnamed(run) == run
    return paper or unit_name(passage, begin, run, last) or (run if is_short else ())


def _before_office(passage: Passage, begin: int, name: Words) -> Words:
    """Return a name of three words or more up to the office in it, its comma missing: "Trần Đơn Uỷ viên".

    So a field ends where its body begins: "Trưởng khoa Tim Mạch Bệnh viện FV".
    """
    if len(name) < _FEWEST_BEFORE_OFFICE:
        return name
    starts = {place: begin + name[place].start for place in range(_FEWEST_BEFORE_OFFICE - 1, len(name))}
    cut = next((place for place, at in starts.items() if begins_office(passage, at) or begins_body(passage, at)), None)
    return name[:cut]


def _over_dash_or_number(text: str, at: int, last: str) -> tuple[int, str]:
    """Step over what may stand before a name: "Chủ tịch tỉnh Bình Định - Hồ Thu Lan", "Hoa hậu Việt Nam 2016 Hồ …".

    So may the number of a ward, whose name it is; what was read last is none of its own words any more.
    """
    if last in _NUMBERED_UNITS and (number := _UNIT_NUMBER.match(text, at)):
        return number.end(), ""
    if text.startswith(_YEARS, at) and (year := _YEAR.match(text, at)):
        return year.end(), last
    is_dash = text.startswith(DASHES, at) and text[at + 3 : at + 4].isupper()
    return (at + 2 if is_dash else at), last
