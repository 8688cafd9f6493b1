"""What a number counts or measures: the unit or the counted noun right behind it."""

import re
from functools import cache

from msgspec import Struct

from kaluga_site.extract.numerals import NUMBER
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import alternation, lines, plain, plain_words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER

MARKS = frozenset("\"“'‘")
"""The quotation marks that may open a noun that is counted."""


class Unit(Struct, frozen=True, gc=False):
    """A unit in its normal spelling, the offset where its words end, and whether it is sure to be one."""

    name: str | None
    end: int
    sure: bool
    measure: bool = False
    """A unit of measure or money, not a counted noun."""


_SHARING = compiled(
    rf"(?:(?:\s?[x×/]\s?{NUMBER}){{2,3}}|(?P<of>/|\s?[x×/]\s?|\s(?:trong|trên)(?: tổng)? số\s|\strong\s){NUMBER})"
)
_TIMES = frozenset(("năm", "tháng", "tuần", "ngày", "giờ", "phút", "giây", "quý"))
"""Of these is no part what stands before "trong": "tăng 7 trong 9 tháng"."""

_SEXES = frozenset(("nam", "nữ"))
"""Before another counted noun these belong to it: "hai nữ nhà báo"."""

_SHARES = ("x", "×", "/", " x", " ×", " /", " trong", " trên")
_RATE = compiled(r"\s?/\s?(ngày đêm|[^\W\d]+[23]?)(?!\w)")
_PER = compiled(
    r"\s?/\s?(giờ|ngày đêm|ngày|đêm|ca|buổi|tuần|tháng|quý|vụ|năm|lần|lớp(?! học)|chuyến|phòng(?! ban)"
    r"|xe|bàn|km2|m2|km|ha)(?!\w)"
)
"""Behind a counted noun; "20 cán bộ/công chức" are not so many for each."""

_POINT = "điểm"
_SPOTS = frozenset(
    f"{_POINT} {what}"
    for what in (
        *("trường", "trường lẻ", "trường chính", "quan trắc", "bắn", "bán hàng", "bán", "giao dịch", "sạt lở", "ngập"),
        *("du lịch", "kiểm soát", "cầu", "tiêm", "đen", "nóng", "nghẽn", "dừng"),
    )
)
"""Counted nouns that begin as a score does."""

_VERBS = {
    "xe tăng": (" cường", " tốc", " chuyến", " giá"),
    "thành": (" công", " lập", " tích", " quả", " hình"),
    "từ": (" năm", " ngày", " tháng", " khi", " đó", " nay", " 1", " 2"),
}
"""What ends in the beginning of a verb where this stands behind it: "20 xe tăng cường" are no tanks."""

_LENGTHS = frozenset(("m", "km", "cm"))
_BEFORE_POWERS = tuple(f" {length} " for length in _LENGTHS)
_POWER = compiled(r" ([23])(?=\s(?:nước|đất|cát|đá|sàn|gỗ|bùn|bê tông|khí|mặt|xây dựng)(?!\w)|\s?/)")
"""A raised number as it is left by what takes a page's text out of it: "1 triệu m 3 nước"."""

_NO_MEASURES = {"tấn": (" công", " bi kịch")}
"""What makes another word of a measure: "bộ ba tấn công"."""

_LONGEST_NOUN = 24
_WORD = compiled(r"[^\W_]+")
_FIRST_WORD = compiled(r"\s([^\W_]+)")
_NAMING = rf"[{LOWER}]+(?: [{LOWER}]+){{0,3}}"
_QUOTED = compiled(rf"\s(?:\"({_NAMING})\"|“({_NAMING})”|'({_NAMING})'|‘({_NAMING})’)(?!\w)")
_NOUN_WORD = compiled(rf"\s([{LOWER}]+|[A-ZĐ]{{2,5}})(?!\w)")


def read_unit(passage: Passage, at: int) -> Unit:
    """Return the unit that begins at an offset, behind a space or not; its name is None where there is none.

    A counted noun that no list knows is taken for one where it is in small letters and no function word.
    """
    return _read_measure(passage, at) or _read_noun(passage, at) or read_quoted(passage, at) or _guess_noun(passage, at)


def read_sure_unit(passage: Passage, at: int) -> Unit | None:
    """Return the unit or the counted noun of the lists that begins at an offset."""
    return _read_measure(passage, at) or _read_noun(passage, at)


def read_quoted(passage: Passage, at: int) -> Unit | None:
    """Return the few words in quotation marks behind an offset, which may name what is counted: 3 “ông lớn”."""
    match = _QUOTED.match(passage.text, at) if passage.text[at + 1 : at + 2] in MARKS else None
    return Unit(match[match.lastindex or 0], match.end(), sure=False) if match else None


def read_shared_unit(passage: Passage, at: int) -> Unit:
    """Return the unit shared with the numbers behind: "10,5x7,25x0,5cm", "17 trong số 20 xã"."""
    rest = _SHARING.match(passage.plain, at) if passage.plain.startswith(_SHARES, at) else None
    if not rest:
        return Unit(None, at, sure=False)
    unit = read_unit(passage, rest.end())
    is_shared = unit.name not in _TIMES if rest["of"] == " trong " else (unit.measure or rest["of"])
    return unit if unit.sure and is_shared else Unit(None, at, sure=False)


def is_power(plain: str, at: int) -> bool:
    """Tell whether a number is the power of a length that stands before it, "m 3"."""
    return plain.endswith(_BEFORE_POWERS, 0, at) and bool(_POWER.match(plain, at - 1))


def _read_measure(passage: Passage, at: int) -> Unit | None:
    text, small = passage.text, passage.plain
    start = at + 1 if text[at : at + 1].isspace() else at
    symbol_firsts, name_firsts = _first_letters()
    if text[start : start + 1] in symbol_firsts and (match := _symbol_pattern().match(text, at)):
        if match[1] in _LENGTHS and (power := _POWER.match(text, match.end())):
            return Unit(f"{match[1]}{power[1]}", power.end(), sure=True, measure=True)
        return Unit(*_with_rate(passage, _measures()[0][match[1]], match.end()), sure=True, measure=True)
    if small[start : start + 1] in name_firsts and (match := _word_pattern().match(small, at)):
        if match[1] in _beginnings_of_nouns() and counted_noun(small, at):
            return None  # "hai đồng chí" are no money
        if (match[1] == _POINT and _is_spot(small, at)) or small.startswith(
            _NO_MEASURES.get(match[1], ()), match.end()
        ):
            return None
        return Unit(*_with_rate(passage, _measures()[1][match[1]], match.end()), sure=True, measure=True)
    return None


def _with_rate(passage: Passage, name: str, end: int) -> tuple[str, int]:
    """Add what stands behind a slash: "tấn/ngày"."""
    if "/" not in passage.text[end : end + 2]:
        return name, end
    match = _RATE.match(passage.text, end)
    if match is None:
        return name, end
    noun = counted_noun(f" {passage.plain[match.start(1) : match.start(1) + _LONGEST_NOUN]}", 0)
    per = passage.text[match.start(1) : match.start(1) + len(noun)] if " " in noun else match[1]
    return f"{name}/{per}", match.start(1) + len(per)


def _read_noun(passage: Passage, at: int) -> Unit | None:
    noun = counted_noun(passage.plain, at)
    if not noun:
        return None
    end = at + 1 + len(noun)
    if noun in plain_words("classifiers"):
        end = _end_of_noun(passage, end)
    elif noun in _SEXES and (compound := counted_noun(passage.plain, end)):
        end += 1 + len(compound)
    written = passage.text[at + 1 : end]
    name = written if written.isupper() else written.lower()
    if per := _PER.match(passage.plain, end):
        return Unit(f"{name}/{per[1]}", per.end(), sure=True)
    return Unit(name, end, sure=True)


def _end_of_noun(passage: Passage, at: int) -> int:
    """Return where the noun behind a classifier ends: "xe máy" of "ba chiếc xe máy"."""
    compound = counted_noun(passage.plain, at)
    if " " in compound:
        return at + 1 + len(compound)
    word = _NOUN_WORD.match(passage.text, at)
    return word.end() if word and plain(word[1]) not in plain_words("not_counted") else at


def _guess_noun(passage: Passage, at: int) -> Unit:
    first = _NOUN_WORD.match(passage.text, at)
    if not first or plain(first[1]) in plain_words("not_counted"):
        return Unit(None, at, sure=False)
    second = _NOUN_WORD.match(passage.text, first.end())
    if second and not first[1].isupper() and plain(second[1]) not in plain_words("not_counted"):
        return Unit(f"{first[1]} {second[1]}", second.end(), sure=False)
    return Unit(first[1], first.end(), sure=False)


@cache
def _measures() -> tuple[dict[str, str], dict[str, str]]:
    """Return symbols as written and names in plain form, each with its normal spelling."""
    symbols: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in lines("units"):
        if line.startswith("["):
            part = symbols if line == "[symbols]" else names
            continue
        normal, _, others = line.partition(" = ")
        for spelling in [normal, *filter(None, (other.strip() for other in others.split(",")))]:
            part[spelling if part is symbols else plain(spelling)] = normal
    return symbols, names


@cache
def _first_letters() -> tuple[frozenset[str], frozenset[str]]:
    """Return what the symbols and the names begin with: most words are told from them at once."""
    symbols, names = _measures()
    return frozenset(symbol[0] for symbol in symbols), frozenset(name[0] for name in names)


@cache
def _symbol_pattern() -> re.Pattern[str]:
    return compiled(rf"\s?({alternation(_measures()[0])})(?:(?<=[%‰])|(?!\w|(?<=\d[A-Z])-\d|-[A-Z][a-z]))")


@cache
def _word_pattern() -> re.Pattern[str]:
    return compiled(rf"\s?({alternation(_measures()[1])})(?!\w)")


@cache
def _beginnings_of_nouns() -> frozenset[str]:
    """Return the units of measure by which longer counted nouns begin."""
    nouns = plain_words("counted_nouns")
    firsts = frozenset(noun.partition(" ")[0] for noun in nouns if " " in noun)
    return (firsts & _measures()[1].keys()) - nouns


def _is_spot(small: str, at: int) -> bool:
    """Tell "23 điểm trường" from "23 điểm" of a score, which may be followed by "đến", "thi", "sáng" or "mạnh"."""
    noun = counted_noun(small, at)
    return noun in _SPOTS and not small.startswith(" hợp", at + 1 + len(noun))


def counted_noun(small: str, at: int) -> str:
    """Return the longest counted noun behind the space at an offset of a text in plain form; "" for none."""
    first = _FIRST_WORD.match(small, at)
    nouns = _nouns_by_first_word().get(first[1]) if first else None
    if nouns:
        begin = at + 1
        for length in nouns[0]:
            end = begin + length
            noun = small[begin:end]
            if (
                noun in nouns[1]
                and not small[end : end + 1].isalnum()
                and not small.startswith(_VERBS.get(noun, ()), end)
            ):
                return noun
    return ""


@cache
def _nouns_by_first_word() -> dict[str, tuple[tuple[int, ...], frozenset[str]]]:
    """Return the counted nouns that begin with a word, and how long they are, the longest first."""
    found: dict[str, set[str]] = {}
    for noun in plain_words("counted_nouns"):
        found.setdefault(_WORD.findall(noun)[0], set()).add(noun)
    return {
        word: (tuple(sorted(set(map(len, nouns)), reverse=True)), frozenset(nouns)) for word, nouns in found.items()
    }
